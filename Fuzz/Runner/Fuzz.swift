import FuzzTargets
import Foundation

/// `fuzz TARGET [libFuzzer's options, corpus folders]` when built for fuzzing; `fuzz TARGET FILE…` replays files otherwise.
@main
enum Fuzz {
    static func main() throws {
        guard CommandLine.arguments.count > 1, let target = FuzzTarget.named(CommandLine.arguments[1]) else {
            let names = FuzzTarget.all.map(\.name).joined(separator: " | ")
            FileHandle.standardError.write(Data("fuzz: name a target: \(names)\n".utf8))
            exit(2)
        }
        #if FUZZING
            exit(Driver.run(target, options: Array(CommandLine.arguments.dropFirst(2))))
        #else
            for path in CommandLine.arguments.dropFirst(2) {
                target.run(Array(try Data(contentsOf: URL(filePath: path))))
            }
        #endif
    }
}
