// Imports a fixed list into the registry of a folder: the child process that `Interrupted imports` kills.
import Addresses
import Foundation
import Registry
import Reports
import SQLiteRegistry
import TestSupport

let folder = URL(filePath: CommandLine.arguments[1])
var generator = SeededGenerator(seed: 2)
var builder = SnapshotBuilder()
for _ in 0..<6000 {
    let number = UInt32.random(in: 0..<16_000, using: &generator)
    let comment = "family \(Int.random(in: 0..<5, using: &generator))"
    try builder.add(.ip(IPAddress(v4: 0xC000_0000 + number)), Claim(comment: comment))
}
let store = try SQLiteStore(folder: folder)
guard let source = try store.source(named: "a") else { exit(2) }
let at = Timestamp(seconds: 1_800_086_400)
_ = try store.apply(builder.finish(), to: source.id, at: at, digest: nil)
try store.close()
