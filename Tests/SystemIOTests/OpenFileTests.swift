import Foundation
import SystemIO
import TestSupport
import Testing

@Suite struct `Open file` {
    @Test(arguments: [0..<0, 0..<3, 2..<5, 3..<100, 5..<9, 50..<60] as [Range<Int64>])
    func `gives the bytes of a range as far as there are`(range: Range<Int64>) throws {
        let folder = try TemporaryFolder()
        let text = "hello"
        let file = try OpenFile(path: try folder.write("file", text))
        let expected = Array(Array(text.utf8).dropFirst(Int(range.lowerBound)).prefix(range.count))
        #expect(try file.bytes(range) == expected)
    }

    @Test func `stays the same file under another name`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", "hello")
        let file = try OpenFile(path: path)
        let status = try file.status()
        #expect(status.size == 5)
        #expect(status.isRegular)
        #expect(!status.isDirectory)
        try FileManager.default.moveItem(atPath: path, toPath: folder.path("other"))
        #expect(try FileStatus(path: folder.path("other")).key == status.key)
        _ = try folder.write("file", "new")
        #expect(try FileStatus(path: path).key != status.key)
        #expect(try file.bytes(0..<9) == Array("hello".utf8))
    }

    @Test func `is missing where there is none`() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path("none"), try folder.write("file", "") + "/below"] {
            let failure = #expect(throws: SystemFailure.self) { try OpenFile(path: path) }
            #expect(failure?.isMissing == true)
        }
        #expect(try FileStatus(path: folder.url.path).isDirectory)
    }
}

@Suite struct `Folders` {
    @Test func `are searched by patterns of the shell`() throws {
        let folder = try TemporaryFolder()
        for name in ["a.log", "b.log", "a.log.1", ".hidden.log"] { _ = try folder.write(name, "") }
        let found: (String) -> Set<String> = { pattern in
            Set(
                SystemIO.Folders.paths(matching: folder.path(pattern))
                    .map { URL(filePath: $0).lastPathComponent }
            )
        }
        #expect(found("*.log") == ["a.log", "b.log"])
        #expect(found("a.log*") == ["a.log", "a.log.1"])
        #expect(found("[bc].log") == ["b.log"])
        #expect(found("none*").isEmpty)
        let entries = try SystemIO.Folders.entries(of: folder.url.path, limit: 100)
        #expect(Set(entries) == ["a.log", "b.log", "a.log.1", ".hidden.log"])
        #expect(try SystemIO.Folders.entries(of: folder.url.path, limit: 2).count == 2)
    }

    @Test(arguments: [
        ("/var/log/dns.log", "/var/log/*.log", true), ("/var/log/a/dns.log", "/var/log/*.log", false),
        ("/var/log/dns.log.1", "/var/log/*.log", false), ("/var/log/dns.log", "/var/log/dns.lo[fg]", true),
    ])
    func `match as they are searched`(path: String, pattern: String, matches: Bool) {
        #expect(SystemIO.Folders.matches(path, pattern) == matches)
    }
}
