import Foundation
import TestSupport
import Testing

@testable import Demonstration

@Suite struct `A demonstration's folder` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
    }

    private func begin() throws { try DemonstrationMark.begin(in: folder.url, removing: ["registry.sqlite"]) }

    @Test func `is made where there is none, and known by its mark`() throws {
        let inner = folder.url.appending(path: "a/b")
        #expect(!DemonstrationMark.isIn(inner))
        try DemonstrationMark.begin(in: inner, removing: [])
        #expect(DemonstrationMark.isIn(inner))
    }

    @Test func `is made anew where an earlier one is`() throws {
        try begin()
        _ = try folder.write("registry.sqlite", "old")
        try begin()
        #expect(try names == [DemonstrationMark.fileName])
    }

    @Test(arguments: ["registry.sqlite", "notes.txt", ".hidden"])
    func `that holds something else is left as it is`(name: String) throws {
        _ = try folder.write(name, "mine")
        #expect(throws: DemonstrationFolderTaken.self) { try begin() }
        #expect(try names == [name])
    }

    @Test func `in which somebody put something is left as it is`() throws {
        try begin()
        _ = try folder.write("registry.sqlite", "old")
        _ = try folder.write("notes.txt", "mine")
        #expect(throws: DemonstrationFolderTaken.self) { try begin() }
        #expect(try names == [DemonstrationMark.fileName, "notes.txt", "registry.sqlite"].sorted())
    }
}
