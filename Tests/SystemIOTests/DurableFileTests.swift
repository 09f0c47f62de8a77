import Foundation
import SystemIO
import TestSupport
import Testing

@Suite struct `Durable file` {
    private static func open(_ folder: TemporaryFolder, maximumLength: Int = 1000) throws -> DurableFile {
        try DurableFile(folder: folder.path("state"), name: "positions", maximumLength: maximumLength)
    }

    @Test func `holds what was put in it and added to it`() throws {
        let folder = try TemporaryFolder()
        let file = try Self.open(folder)
        #expect(try file.read() == nil)
        try file.replace(with: [1, 2])
        try file.append([3])
        try file.append([])
        try file.append([4, 5])
        #expect(file.length == 5)
        #expect(try file.read() == [1, 2, 3, 4, 5])
        try file.replace(with: [9])
        try file.append([8])
        #expect(try file.read() == [9, 8])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("state")).count == 2)
    }

    /// What another attempt left behind the part that is known is taken back.
    @Test func `adds behind what it knows`() throws {
        let folder = try TemporaryFolder()
        let file = try Self.open(folder)
        try file.replace(with: [1])
        let other = try #require(FileHandle(forWritingAtPath: file.path))
        try other.seekToEnd()
        try other.write(contentsOf: Data([7, 7, 7, 7]))
        try other.close()
        try file.append([2])
        #expect(try file.read() == [1, 2])
    }

    @Test func `belongs to one user of its folder`() throws {
        let folder = try TemporaryFolder()
        do {
            let file = try Self.open(folder)
            try file.replace(with: [1])
            let failure = #expect(throws: SystemFailure.self) { try Self.open(folder) }
            #expect(failure?.isInUse == true)
        }
        #expect(try Self.open(folder).read() == [1])
    }

    @Test func `is not read beyond its bound`() throws {
        let folder = try TemporaryFolder()
        let file = try Self.open(folder, maximumLength: 3)
        try file.replace(with: [1, 2, 3])
        #expect(try file.read() == [1, 2, 3])
        try file.append([4])
        let failure = #expect(throws: SystemFailure.self) { try file.read() }
        #expect(failure?.detail.contains("3 bytes") == true)
    }

    @Test func `says what it cannot be made of`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", "no folder")
        #expect(throws: SystemFailure.self) {
            try DurableFile(folder: path, name: "positions", maximumLength: 1)
        }
    }
}
