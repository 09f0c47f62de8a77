// Fills a hunt archive with generated observations and times hunts in it.
//   archive-bench FOLDER [OBSERVATIONS] [DAYS]      FOLDER is made, and removed at the end
import Addresses
import Foundation
import HuntArchive
import Observations
import Reports

let arguments = CommandLine.arguments
guard arguments.count > 1, !FileManager.default.fileExists(atPath: arguments[1]) else {
    FileHandle.standardError.write(Data("archive-bench: name a folder that does not exist\n".utf8))
    exit(2)
}
let bench = ArchiveBench(
    folder: arguments[1],
    observations: arguments.count > 2 ? Int(arguments[2]) ?? 10_000_000 : 10_000_000,
    days: arguments.count > 3 ? Int(arguments[3]) ?? 10 : 10
)
let isWithinBudget: Bool
do {
    defer { try? FileManager.default.removeItem(atPath: arguments[1]) }
    isWithinBudget = try bench.run()
}
exit(isWithinBudget ? 0 : 1)
