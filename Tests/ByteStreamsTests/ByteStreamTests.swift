import ByteStreams
import Foundation
import TestSupport
import Testing

@Suite struct `Byte streams` {
    static let text = Array("evil.example\n192.0.2.1\n".utf8)

    @Test(arguments: Packing.allCases) func `yield what was packed`(packing: Packing) throws {
        let packed = try packing.pack(Self.text)
        #expect(try contents(ByteInput(name: "list", bytes: packed)) == [Member("list", Self.text)])
    }

    @Test(arguments: Packing.allCases) func `yield nothing from packed nothing`(packing: Packing) throws {
        let packed = try packing.pack([])
        #expect(try contents(ByteInput(name: "list", bytes: packed)) == [Member("list", [])])
    }

    @Test(arguments: Packing.allCases) func `open archives inside`(packing: Packing) throws {
        let archive = try Packing.tar([("lists/a.txt", Self.text), ("b.txt", [])])
        let packed = try packing.pack(archive)
        #expect(
            try contents(ByteInput(name: "lists.tar", bytes: packed)) == [
                Member("lists.tar!lists/a.txt", Self.text), Member("lists.tar!b.txt", []),
            ]
        )
    }

    @Test func `join the members of a gzip file`() throws {
        let packed = try Packing.gzip.pack(Self.text) + Packing.gzip.pack([]) + Packing.gzip.pack(Self.text)
        #expect(try contents(ByteInput(name: "x", bytes: packed)) == [Member("x", Self.text + Self.text)])
        #expect(
            try contents(ByteInput(name: "x", bytes: packed + [0, 0, 0])).first?.bytes == Self.text
                + Self.text
        )
    }

    @Test(arguments: Packing.allCases.filter { $0 != .none })
    func `say when packed data is truncated`(packing: Packing) throws {
        var generator = SeededGenerator(seed: 7)
        let noise = (0..<5000).map { _ in UInt8.random(in: 32...126, using: &generator) }
        let packed = try packing.pack(noise)
        for length in [packed.count - 1, packed.count / 2, 20] {
            let error = #expect(throws: ByteStreamError.self) {
                try contents(ByteInput(name: "cut.bin", bytes: Array(packed.prefix(length))))
            }
            #expect(error?.code == .truncated, "\(length) of \(packed.count) bytes: \(error?.detail ?? "")")
            #expect(error?.file == "cut.bin")
        }
    }

    /// Zstandard is left out: libarchive writes its frames without checksums.
    @Test(arguments: [Packing.gzip, .xz, .bzip2])
    func `never yield wrong bytes from damaged data`(packing: Packing) throws {
        let packed = try packing.pack(Self.text + Self.text)
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            var damaged = packed
            damaged[Int.random(in: 12..<packed.count, using: &generator)] ^=
                1 << UInt8.random(in: 0...7, using: &generator)
            let members = try? contents(ByteInput(name: "x", bytes: damaged))
            #expect(members == nil || members == [Member("x", Self.text + Self.text)])
        }
    }

    @Test func `refuse other bytes after gzip data`() throws {
        let packed = try Packing.gzip.pack(Self.text) + Array("more".utf8)
        let error = #expect(throws: ByteStreamError.self) {
            try contents(ByteInput(name: "x", bytes: packed))
        }
        #expect(error?.code == .damaged)
    }

    @Test func `stop at the limit of decompressed bytes`() throws {
        let packed = try Packing.gzip.pack([UInt8](repeating: 0x20, count: 100_000))
        let stream = try ByteStream(ByteInput(name: "bomb", bytes: packed), maximumDecompressedSize: 65_536)
        #expect(try stream.nextMember())
        let error = #expect(throws: ByteStreamError.self) { try readAll(stream) }
        #expect(error?.code == .tooLarge)
    }

    @Test func `name what cannot be opened`() throws {
        let folder = FileManager.default.temporaryDirectory.path
        let cases: [(String, ByteStreamError.Code)] = [
            ("\(folder)/no-such-file-here", .missing), (folder, .directory), ("/etc/hostname/x", .missing),
        ]
        for (path, code) in cases {
            let error = #expect(throws: ByteStreamError.self) { try ByteStream(ByteInput(path: path)) }
            #expect(error?.code == code)
            #expect(error?.description.hasPrefix(path) == true)
        }
    }

    @Test func `read files by path`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(Packing.zstandard.pack(Self.text)).write(to: file)
        #expect(try contents(ByteInput(path: file.path)) == [Member(file.path, Self.text)])
    }

    @Test func `peek without taking`() throws {
        let stream = try ByteStream(ByteInput(name: "x", bytes: Self.text))
        #expect(try stream.nextMember())
        #expect(try stream.peek(4) == Array("evil".utf8))
        #expect(try stream.peek(1000) == Self.text)
        #expect(stream.position == 0)
        #expect(try readAll(stream) == Self.text)
        #expect(stream.position == Int64(Self.text.count))
        #expect(try !stream.nextMember())
    }

    @Test func `drop a byte order mark from text only`() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Self.text
        #expect(try contents(ByteInput(name: "x", bytes: bytes)).first?.bytes == bytes)
        #expect(try contents(ByteInput(name: "x", bytes: bytes), as: .text).first?.bytes == Self.text)
    }

    @Test(arguments: [true, false]) func `convert UTF-16 text`(isBigEndian: Bool) throws {
        let text = "موقع.example\r\n😀 evil.example\n"
        let units = [0xFEFF] + Array(text.utf16)
        let bytes = units.flatMap { unit in
            isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        let input = ByteInput(name: "x", bytes: bytes)
        #expect(try contents(input, as: .text).first?.bytes == Array(text.utf8))
        let stream = try ByteStream(input, as: .text)
        #expect(try stream.nextMember())
        #expect(try stream.peek(10_000) == Array(text.utf8))
        #expect(try readAll(stream) == Array(text.utf8))
    }

    @Test func `mark half characters of UTF-16 text`() throws {
        let bytes: [UInt8] = [0xFF, 0xFE, 0x41, 0, 0x3D, 0xD8, 0x42, 0, 0x3D, 0xD8]
        let text = try contents(ByteInput(name: "x", bytes: bytes), as: .text).first?.bytes
        #expect(text == Array("A\u{FFFD}B\u{FFFD}".utf8))
    }

    @Test func `refuse UTF-32 text`() throws {
        let stream = try ByteStream(
            ByteInput(name: "x", bytes: [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]),
            as: .text
        )
        let error = #expect(throws: ByteStreamError.self) { try stream.nextMember() }
        #expect(error?.code == .unsupportedText)
    }
}
