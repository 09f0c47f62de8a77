// Plays an exported history through the scorer: `marsad-evaluate FOLDER`. `make evaluate` exports and judges.
import Foundation
import VerdictReplay

guard CommandLine.arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: marsad-evaluate FOLDER (see Benchmarks/evaluate.py)\n".utf8))
    exit(2)
}
do {
    try ReplayFolder(URL(filePath: CommandLine.arguments[1])).playAll { line in
        FileHandle.standardError.write(Data("  \(line)\n".utf8))
    }
} catch {
    FileHandle.standardError.write(Data("marsad-evaluate: \(error)\n".utf8))
    exit(3)
}
