// Plays an exported history through the scorer: `marsad-evaluate FOLDER`; `make evaluate` exports and judges.
// Or measures a weekly sweep: `marsad-evaluate --sweep SOURCES LISTINGS`.
import Foundation
import VerdictReplay

let usage = """
    usage: marsad-evaluate FOLDER (see Benchmarks/evaluate.py)
           marsad-evaluate --sweep SOURCES LISTINGS

    """
let arguments = CommandLine.arguments.dropFirst()
do {
    if arguments.count == 3, arguments.first == "--sweep",
        case let numbers = arguments.dropFirst().compactMap({ Int($0) }), numbers.count == 2, numbers[0] > 0
    {
        print(try SweepMeasure.run(sources: numbers[0], listings: numbers[1]))
    } else if arguments.count == 1, let folder = arguments.first, !folder.hasPrefix("-") {
        try ReplayFolder(URL(filePath: folder)).playAll { line in
            FileHandle.standardError.write(Data("  \(line)\n".utf8))
        }
    } else {
        FileHandle.standardError.write(Data(usage.utf8))
        exit(2)
    }
} catch {
    FileHandle.standardError.write(Data("marsad-evaluate: \(error)\n".utf8))
    exit(3)
}
