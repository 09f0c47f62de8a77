import Addresses
import Foundation
import Reports
import TestSupport
import Testing
import WatchlistOracle
import Watchlists

@Suite struct `Watchlist files` {
    static let listed = [
        "evil.example", "b.evil.example", "1.2.3.4", "198.51.100.0/24", "2001:db8::1", "2001:db8::/32",
        "http://evil.example/x", "http://1.2.3.4/y", "AS64496",
    ]
    static let lines = [
        "http://www.b.evil.example/x evil.example/x 1.2.3.4/y 198.51.100.9 2001:db8::1 2001:db8::77",
        "a.b.evil.example 198.51.101.1 2001:db9::1 evil%2Eexample nothing.example",
    ]

    static func file() throws -> [UInt8] { try serialized(listed.map { try entry($0) }) }

    static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "watchlists-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func `are the same for the same entries and randomness`() throws {
        #expect(try Self.file() == Self.file())
    }

    @Test func `without entries match nothing`() throws {
        let list = try watchlist([])
        for line in Self.lines { #expect(found(list, in: Array(line.utf8)).isEmpty) }
        #expect(list.entries(matching: try Address("evil.example")).isEmpty)
        #expect(list.counts.total == 0)
    }

    /// Where each section begins and how long it is, as README.md lays the header out.
    static func sections(_ file: [UInt8]) -> [Range<Int>] {
        func number(_ place: Int) -> Int { (0..<8).reduce(0) { $0 | Int(file[place + $1]) << (8 * $1) } }
        return (0..<26).map { number(104 + 24 * $0)..<number(104 + 24 * $0) + number(104 + 24 * $0 + 8) }
    }

    @Test func `cut short within the header or at any section are refused`() throws {
        let file = try Self.file()
        let places = Self.sections(file).flatMap { [$0.lowerBound, $0.upperBound] } + [file.count]
        let cuts = Array(0..<700) + places.flatMap { [$0 - 1, $0, $0 + 1] }
        for length in Set(cuts) where length < file.count {
            let error = #expect(throws: WatchlistError.self) { try Watchlist(bytes: Array(file[..<length])) }
            switch error?.reason {
            case .notAWatchlist: #expect(length < 12)
            case .wrongLength: #expect(length >= 12)
            default: Issue.record("\(length): \(String(describing: error))")
            }
        }
        #expect(throws: WatchlistError.self) { try Watchlist(bytes: file + [0]) }
    }

    @Test func `with any bit of the header changed are refused, by the header check alone`() throws {
        let file = try Self.file()
        let headerLength = Int(file[12]) | Int(file[13]) << 8
        #expect(headerLength > 500)
        for offset in 0..<headerLength {
            for bit in 0..<8 {
                var forged = file
                forged[offset] ^= 1 << UInt8(bit)
                #expect(throws: WatchlistError.self) { try Watchlist(bytes: forged, verification: .header) }
            }
        }
    }

    @Test func `of a newer version are refused as such`() throws {
        var file = try Self.file()
        file[8] = 3
        let error = #expect(throws: WatchlistError.self) { try Watchlist(bytes: file) }
        #expect(error?.reason == .newerVersion(found: 3, supported: 2))
        #expect(error?.description.contains("update Marsad") == true)
    }

    @Test func `with a byte changed in any section are refused with its name`() throws {
        let file = try Self.file()
        var sections: Set<String> = []
        for section in Self.sections(file) where !section.isEmpty {
            for position in [
                section.lowerBound, (section.lowerBound + section.upperBound) / 2, section.upperBound - 1,
            ] {
                var forged = file
                forged[position] ^= 0x10
                let error = #expect(throws: WatchlistError.self) { try Watchlist(bytes: forged) }
                guard case .sectionDamaged(let name, _) = error?.reason else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                sections.insert(name)
            }
        }
        #expect(sections.count == 26)
    }

    /// The bytes lie at the end of their allocation, so that a reading behind them is caught by an address sanitizer; without
    /// one this still shows that nothing traps.
    @Test func `with hostile content behind a right header never trap`() throws {
        let file = try Self.file()
        let headerLength = Int(file[12]) | Int(file[13]) << 8
        var generator = SeededGenerator(seed: 99)
        for round in 0..<400 {
            var forged = file
            for _ in 0..<(1 << (round % 12)) {
                let position = Int.random(in: headerLength..<file.count, using: &generator)
                forged[position] = round % 3 == 0 ? 0xFF : UInt8.random(in: 0...255, using: &generator)
            }
            let list = try Watchlist(bytes: forged, verification: .header)
            for line in Self.lines { _ = found(list, in: Array(line.utf8)) }
            for text in Self.listed { _ = list.entries(matching: try Address(text)) }
        }
        for value in [0x00, 0xFF, 0x7F, 0x01] as [UInt8] {
            let forged = file[..<headerLength] + repeatElement(value, count: file.count - headerLength)
            let list = try Watchlist(bytes: Array(forged), verification: .header)
            for line in Self.lines { _ = found(list, in: Array(line.utf8)) }
            for text in Self.listed { _ = list.entries(matching: try Address(text)) }
        }
    }

    @Test func `are replaced whole while a reader holds the old one`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "list.marsad").path
        var builder = WatchlistBuilder()
        builder.add(try entry("evil.example"))
        try builder.write(to: path, revision: 1)
        let old = try Watchlist(path: path)
        builder.add(try entry("other.example"))
        try builder.write(to: path, revision: 2)
        let new = try Watchlist(path: path)
        #expect((old.revision, new.revision) == (1, 2))
        let line = Array("evil.example other.example".utf8)
        #expect(found(old, in: line).count == 1)
        #expect(found(new, in: line).count == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["list.marsad"])
    }

    @Test func `that are missing, folders or foreign are refused with the path and a remedy`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let foreign = folder.appending(path: "foreign").path
        try Data("GIF89a and so on".utf8).write(to: URL(filePath: foreign))
        let empty = folder.appending(path: "empty").path
        try Data().write(to: URL(filePath: empty))
        for path in [foreign, empty, folder.path, folder.appending(path: "missing").path] {
            let error = #expect(throws: WatchlistError.self) { try Watchlist(path: path) }
            #expect(error?.path == path)
            #expect(error?.description.hasPrefix("\(path): ") == true)
        }
        let error = #expect(throws: WatchlistError.self) {
            try WatchlistBuilder().write(to: folder.appending(path: "no/such/folder").path)
        }
        #expect(error?.description.contains("free space") == true)
    }
}
