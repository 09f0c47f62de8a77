import Foundation
import TestSupport
import Testing

@testable import LogInputs
@testable import SystemIO

@Suite struct `Resume journal` {
    static func place(_ position: Int64) -> FileRecord.Place {
        FileRecord.Place(position: position, tail: ContentMark(of: Array("tail \(position)".utf8)))
    }

    static func add(_ path: String, inode: UInt64, to journal: ResumeJournal) throws -> FileRecord {
        let addition = journal.addFile(
            input: "in put\t1",
            path: path,
            key: FileKey(device: 3, inode: inode),
            generation: 7,
            from: .start
        )
        guard case .added(let record) = addition else { throw Refused() }
        return record
    }

    struct Refused: Error {}

    /// What a journal remembers, in an order that does not depend on chance.
    static func memory(_ journal: ResumeJournal) -> [FileRecord] {
        journal.files { _ in true }
    }

    @Test func `remembers what was committed`() throws {
        let folder = try TemporaryFolder()
        let journal = try ResumeJournal(folder: folder.path("state"))
        #expect(journal.begin(input: "a"))
        var first = try Self.add("/var/log/ﺔ %\n\t.log", inode: 1, to: journal)
        first.head = FileHead(of: [1, 2, 3])
        first.end = 900
        journal.update(first)
        journal.cut(first.source, start: 0, end: 100)
        journal.cut(first.source, start: 100, end: 250)
        journal.store(first.source, Self.place(100))
        let second = try Self.add("/b", inode: 2, to: journal)
        let request = SourceID.random()
        journal.update(
            RequestRecord(source: request, position: 5, lastSeen: WallTime(milliseconds: 12))
        )
        journal.store(request, Self.place(77))
        try journal.commit()
        let memory = Self.memory(journal)
        try journal.close()

        let again = try ResumeJournal(folder: folder.path("state"))
        #expect(Self.memory(again) == memory)
        #expect(again.id == journal.id)
        #expect(!again.begin(input: "a"))
        #expect(again.begin(input: "b"))
        #expect(again.file(first.source)?.cuts == [100: 250])
        #expect(again.file(first.source)?.stored == Self.place(100))
        #expect(again.file(second.key)?.source == second.source)
        #expect(again.request(request)?.position == 77)
    }

    @Test func `knows the newest file of an inode`() throws {
        let folder = try TemporaryFolder()
        let journal = try ResumeJournal(folder: folder.path("state"))
        var old = try Self.add("/a", inode: 1, to: journal)
        journal.release(old.source)
        let new = try Self.add("/a", inode: 1, to: journal)
        #expect(old.source != new.source)
        old.end = 0
        journal.update(old)
        #expect(journal.file(new.key)?.source == new.source)
        old.key = FileKey(device: 3, inode: 9)
        journal.update(old)
        #expect(journal.file(new.key)?.source == new.source)
        #expect(journal.file(old.key)?.source == old.source)
        try journal.close()
        let again = try ResumeJournal(folder: folder.path("state"))
        #expect(again.file(new.key)?.source == new.source)
        #expect(again.file(old.key)?.source == old.source)
    }

    /// Cut short at any byte, the file gives what was committed before, or after; never anything else.
    @Test func `survives a crash at any byte`() throws {
        let folder = try TemporaryFolder()
        let state = folder.path("state")
        let journal = try ResumeJournal(folder: state)
        let file = try Self.add("/a.log", inode: 1, to: journal)
        var committed: [[FileRecord]] = [[], Self.memory(journal)]
        try journal.commit()
        for step in 1..<6 {
            journal.cut(file.source, start: Int64(step) * 10, end: Int64(step) * 10 + 10)
            journal.store(file.source, Self.place(Int64(step) * 10))
            try journal.commit()
            committed.append(Self.memory(journal))
        }
        try journal.close()
        let whole = try [UInt8](Data(contentsOf: URL(filePath: "\(state)/inputs.resume")))
        let firstEnd = try #require(whole.firstRange(of: Array("\ngroup".utf8))).upperBound + 20
        var seen: Set<Int> = []
        for length in firstEnd...whole.count {
            let resume = try JournalText.resumeState(of: Array(whole[..<length]), path: "x")
            let files = resume.files.values.sorted { $0.number < $1.number }
            seen.insert(try #require(committed.firstIndex { Self.sameFiles($0, files) }))
        }
        #expect(seen.count == committed.count)
        try Data(whole.dropLast(5)).write(to: URL(filePath: "\(state)/inputs.resume"))
        #expect(try Self.sameFiles(Self.memory(ResumeJournal(folder: state)), committed[committed.count - 2]))
    }

    private static func sameFiles(_ left: [FileRecord], _ right: [FileRecord]) -> Bool {
        left.map(\.stored) == right.map(\.stored) && left.map(\.cuts) == right.map(\.cuts)
    }

    @Test func `refuses a file that is damaged before its end`() throws {
        let folder = try TemporaryFolder()
        let state = folder.path("state")
        let journal = try ResumeJournal(folder: state)
        for inode in 1..<5 {
            _ = try Self.add("/\(inode).log", inode: UInt64(inode), to: journal)
            try journal.commit()
        }
        try journal.close()
        let path = URL(filePath: "\(state)/inputs.resume")
        let whole = try Data(contentsOf: path)
        for offset in [3, whole.count / 2, whole.count / 3] {
            var damaged = whole
            damaged[offset] ^= 1
            try damaged.write(to: path)
            let error = #expect(throws: ResumeError.self) { try ResumeJournal(folder: state) }
            #expect(error?.code == .damaged)
            #expect(error?.description.contains(path.path) == true)
        }
        try Data("something else\n".utf8).write(to: path)
        #expect(throws: ResumeError.self) { try ResumeJournal(folder: state) }
        try whole.write(to: path)
        #expect(try Self.memory(ResumeJournal(folder: state)).count == 4)
    }

    @Test func `belongs to one process at a time`() throws {
        let folder = try TemporaryFolder()
        let journal = try ResumeJournal(folder: folder.path("state"))
        let error = #expect(throws: ResumeError.self) { try ResumeJournal(folder: folder.path("state")) }
        #expect(error?.code == .inUse)
        try journal.close()
        _ = try ResumeJournal(folder: folder.path("state"))
    }

    @Test func `is written anew when it has grown`() throws {
        let folder = try TemporaryFolder()
        let journal = try ResumeJournal(folder: folder.path("state"))
        let file = try Self.add("/a.log", inode: 1, to: journal)
        for round in 0..<40 {
            for step in 0..<2000 {
                journal.store(file.source, Self.place(Int64(round * 2000 + step)))
            }
            try journal.commit()
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("state/inputs.resume"))
        #expect(try #require(attributes[.size] as? Int) < 6 << 20)
        try journal.close()
        let again = try ResumeJournal(folder: folder.path("state"))
        #expect(again.file(file.source)?.stored.position == 79_999)
    }

    @Test func `forgets what is long gone, and what is too much`() throws {
        let folder = try TemporaryFolder()
        let journal = try ResumeJournal(folder: folder.path("state"))
        let file = try Self.add("/a.log", inode: 1, to: journal)
        let day = Int64(86_400_000)
        try journal.tidy(at: WallTime(milliseconds: WallTime.now.milliseconds + 29 * day))
        #expect(journal.file(file.source) != nil)
        try journal.tidy(at: WallTime(milliseconds: WallTime.now.milliseconds + 31 * day))
        #expect(journal.file(file.source) == nil)
        let old = RequestRecord(source: .random(), lastSeen: WallTime(milliseconds: 1))
        journal.update(old)
        for number in 0..<ResumeJournal.maximumRequests {
            journal.update(
                RequestRecord(
                    source: SourceID(high: 0, low: UInt64(number)),
                    lastSeen: WallTime(milliseconds: Int64(number) + 2)
                )
            )
        }
        #expect(journal.request(old.source) == nil)
        let last = SourceID(high: 0, low: UInt64(ResumeJournal.maximumRequests - 1))
        #expect(journal.request(last) != nil)
    }

    @Test func `refuses files beyond its bound while all are there`() throws {
        let folder = try TemporaryFolder()
        let journal = try ResumeJournal(folder: folder.path("state"))
        for inode in 0..<ResumeJournal.maximumFiles {
            _ = try Self.add("/\(inode)", inode: UInt64(inode), to: journal)
        }
        #expect(throws: Refused.self) { try Self.add("/more", inode: 1 << 40, to: journal) }
    }

    @Test func `tells what it cannot open`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", "not a folder")
        let error = #expect(throws: ResumeError.self) { try ResumeJournal(folder: path) }
        #expect(error?.code == .unreadable)
    }
}

@Suite struct `Identities` {
    @Test func `are read back from their text`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<100 {
            let source = SourceID(high: generator.next() >> 40, low: generator.next())
            #expect(SourceID(source.description) == source)
            let id = BatchID(source: source, start: Int64(generator.next() >> 20), end: .max)
            #expect(BatchID(id.description) == id)
        }
    }

    @Test(arguments: [
        "", ":", "0:1-2", "00000000000000000000000000000000:2-1", "00000000000000000000000000000000:-1-2",
        "00000000000000000000000000000000:1", "0000000000000000000000000000000g:1-2",
        "+0000000000000000000000000000000:1-2", "00000000000000000000000000000000:1-2-3",
    ])
    func `are nothing else`(text: String) {
        #expect(BatchID(text) == nil)
    }
}
