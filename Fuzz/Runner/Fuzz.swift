#if !FUZZING
    import Foundation
    import FuzzTargets

    /// `fuzz TARGET FILE…` replays files.
    @main
    enum Fuzz {
        static func main() throws {
            guard CommandLine.arguments.count > 1, let target = FuzzTarget.named(CommandLine.arguments[1])
            else {
                let names = FuzzTarget.all.map(\.name).joined(separator: " | ")
                FileHandle.standardError.write(Data("fuzz: name a target: \(names)\n".utf8))
                exit(2)
            }
            for path in CommandLine.arguments.dropFirst(2) {
                target.run(Array(try Data(contentsOf: URL(filePath: path))))
            }
        }
    }
#endif
