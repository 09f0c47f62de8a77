import Addresses
import Foundation
import HuntArchive
import Observations
import Reports
import TestSupport
import Testing

@Suite struct `Opening a hunt archive` {
    private let temporary: TemporaryArchive

    init() throws {
        temporary = try TemporaryArchive()
    }

    private func code(_ body: () throws -> Void) -> ArchiveError.Code? {
        do { try body() } catch { return (error as? ArchiveError)?.code }
        return nil
    }

    private func write(_ text: String, _ name: String) throws {
        let file = temporary.archive.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    /// Fills an archive with something and closes it.
    private func fill() throws {
        let writer = try temporary.writer()
        let sensor = try writer.register(sensor: "dns")
        var random = SeededGenerator(seed: 1)
        let events = (0..<30_000).map { _ in Event.draw(&random, days: 3) }
            .map {
                Event(address: $0.address, inside: $0.inside, sensor: sensor, second: $0.second, times: 1)
            }
        for batch in Event.batches(of: events, id: "1") {
            _ = try writer.ingest(batch, at: TemporaryArchive.now)
        }
    }

    @Test func `makes what is missing, for this user only`() throws {
        let inner = temporary.directory + "/a/b"
        _ = try ArchiveWriter(directory: inner)
        for name in ["a", "a/b", "a/b/archive", "a/b/archive/store"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: "\(temporary.directory)/\(name)"
            )
            #expect(attributes[.posixPermissions] as? Int == 0o700, "\(name)")
        }
        _ = try HuntArchive(reading: inner)
    }

    @Test func `for reading needs an archive and makes none`() throws {
        #expect(code { _ = try temporary.reader() } == .missing)
        #expect(!FileManager.default.fileExists(atPath: temporary.archive.path))
        try FileManager.default.createDirectory(at: temporary.archive, withIntermediateDirectories: true)
        #expect(code { _ = try temporary.reader() } == .missing)
        #expect(try TemporaryArchive.files(below: temporary.archive).isEmpty)
    }

    @Test func `refuses what is no archive and leaves it alone`() throws {
        try write("my recipes", "recipes.txt")
        let before = try TemporaryArchive.files(below: temporary.archive)
        #expect(code { _ = try temporary.writer() } == .notAnArchive)
        #expect(code { _ = try temporary.reader() } == .notAnArchive)
        #expect(try TemporaryArchive.files(below: temporary.archive) == before)
    }

    @Test(arguments: ["", "a hunt archive\n", "marsad hunt archive x\n"])
    func `refuses a folder whose register is none`(text: String) throws {
        try write(text, "register")
        #expect(code { _ = try temporary.writer() } == .notAnArchive)
        #expect(code { _ = try temporary.reader() } == .notAnArchive)
    }

    @Test func `refuses what a later version wrote`() throws {
        try write("marsad hunt archive 2\n", "register")
        #expect(code { _ = try temporary.writer() } == .newerVersion)
        #expect(code { _ = try temporary.reader() } == .newerVersion)
    }

    @Test(arguments: [
        ("sensor", "senser"), ("dns", "dnS"), ("day", "dax"), ("sum ", "sum 1"),
        ("\nkept from 1970-01-01", ""),
    ])
    func `refuses a register that was changed`(part: String, other: String) throws {
        try fill()
        let text = try String(contentsOf: temporary.archive.appending(path: "register"), encoding: .utf8)
        #expect(text.contains(part))
        try write(text.replacing(part, with: other, maxReplacements: 1), "register")
        #expect(code { _ = try temporary.reader() } == .damaged)
        #expect(code { _ = try temporary.writer() } == .damaged)
    }

    @Test func `begins again where a crash left only a beginning`() throws {
        try write("marsad", "register.new")
        try write("", "lock")
        #expect(code { _ = try temporary.reader() } == .missing)
        _ = try temporary.writer()
        _ = try temporary.reader()
    }

    @Test func `refuses a file in the folder's place`() throws {
        try Data("x".utf8).write(to: temporary.archive)
        #expect(code { _ = try temporary.writer() } == .cannotOpen)
        #expect(code { _ = try temporary.reader() } == .cannotOpen)
    }

    @Test func `lets one write and many read`() throws {
        let writer = try temporary.writer()
        #expect(code { _ = try temporary.writer() } == .busy)
        let readers = try (0..<3).map { _ in try temporary.reader() }
        #expect(readers.count == 3 && code { _ = try temporary.writer() } == .busy)
        #expect(try writer.register(sensor: "dns") == SensorNumber(0))
    }

    @Test func `can be done again when it was closed`() throws {
        try fill()
        let period = try #require(HuntPeriod.always)
        let target = try HuntTarget(Address("0.0.0.0/0"))
        let count = try temporary.reader().hunt(target, in: period).totals.count
        #expect(count > 0)
        #expect(try temporary.writer().archive.hunt(target, in: period).totals.count == count)
        #expect(try temporary.writer().register(sensor: "dns") == SensorNumber(0))
    }

    @Test func `removes what a crash left half written`() throws {
        try fill()
        try write("half a table", "incoming/2026-11-20-9.sst")
        _ = try temporary.writer()
        #expect(
            !FileManager.default.fileExists(
                atPath: temporary.archive.appending(path: "incoming/2026-11-20-9.sst").path
            )
        )
    }

    /// The files of the store that matter, by what their names begin or end with.
    static let files = ["CURRENT", "MANIFEST", ".sst"]

    private func file(_ part: String) throws -> URL {
        let files = try FileManager.default.contentsOfDirectory(atPath: temporary.store.path)
        return try temporary.store.appending(
            path: #require(files.first { $0.hasPrefix(part) || $0.hasSuffix(part) })
        )
    }

    private func expectDamaged() throws {
        let tables = try FileManager.default.contentsOfDirectory(atPath: temporary.store.path).filter {
            $0.hasSuffix(".sst")
        }
        #expect(code { _ = try temporary.reader() } == .damaged)
        #expect(code { _ = try temporary.writer() } == .damaged)
        let after = try FileManager.default.contentsOfDirectory(atPath: temporary.store.path).filter {
            $0.hasSuffix(".sst")
        }
        #expect(Set(after) == Set(tables), "tables were removed")
    }

    @Test(arguments: files)
    func `refuses a store with a file missing, and removes nothing`(part: String) throws {
        try fill()
        try FileManager.default.removeItem(at: file(part))
        try expectDamaged()
    }

    @Test(arguments: files, [0, 10, 50, 90, 99])
    func `refuses a store with a file cut short, and removes nothing`(part: String, percent: Int) throws {
        try fill()
        let file = try file(part)
        let content = try Data(contentsOf: file)
        try content.prefix(content.count * percent / 100).write(to: file)
        try expectDamaged()
    }

    @Test func `tells damage inside a table when it comes upon it`() throws {
        try fill()
        for file in try FileManager.default.contentsOfDirectory(atPath: temporary.store.path)
        where file.hasSuffix(".sst") {
            let table = temporary.store.appending(path: file)
            var content = try Data(contentsOf: table)
            // Behind the first block, which is read when the archive is opened.
            let place = content.count / 2
            content.replaceSubrange(place..<place + 500, with: Data(repeating: 0xA5, count: 500))
            try content.write(to: table)
        }
        let target = try HuntTarget(Address("0.0.0.0/0"))
        let period = try #require(HuntPeriod.always)
        #expect(code { _ = try temporary.reader().hunt(target, in: period) } == .damaged)
        let writer = try temporary.writer()
        #expect(code { _ = try writer.archive.hunt(target, in: period) } == .damaged)
        let day = try #require(writer.archive.days.first)
        #expect(code { _ = try writer.join(day) } == .damaged)
        #expect(writer.archive.days.contains(day))
    }
}
