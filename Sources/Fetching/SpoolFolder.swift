import Foundation
import Glibc
import Synchronization

/// Where fetched feeds lie until they are read, and mirrors between fetches.
///
/// `incoming` holds what is being fetched or read and is emptied when the service starts; `mirrors` holds a folder for
/// each feed that is fetched piece by piece. One process uses a spool at a time.
public struct SpoolFolder: Sendable {
    /// The folder.
    public let path: String

    /// The spool at `path`, which is made when it is not there; what an ended process left half-fetched is removed.
    /// - Throws: ``FetchFailure`` when it cannot be written.
    public init(_ path: String) throws(FetchFailure) {
        self.path = path
        Self.remove(incoming)
        try Self.make(incoming)
        try Self.make(mirrors)
    }

    private var incoming: String { path + "/incoming" }
    private var mirrors: String { path + "/mirrors" }

    /// A path in `incoming` that nothing has yet. `hint` shows in messages of the reader.
    func newPath(hint: String) -> String {
        let kept = hint.utf8.suffix(80).map { byte -> UInt8 in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"): byte
            default: UInt8(ascii: "_")
            }
        }
        let name = String(decoding: kept, as: UTF8.self).trimmingCharacters(
            in: CharacterSet(charactersIn: ".")
        )
        return "\(incoming)/\(UUID().uuidString.lowercased())-\(name.isEmpty ? "feed" : name)"
    }

    /// A new folder in `incoming`.
    func newFolder(hint: String) throws(FetchFailure) -> String {
        let path = newPath(hint: hint)
        try Self.make(path)
        return path
    }

    /// The folder of a feed's mirror, made when it is not there.
    func mirror(of feed: String) throws(FetchFailure) -> String {
        let name = feed.utf8.map { byte -> String in
            switch byte {
            case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"): String(UnicodeScalar(byte))
            default: "_" + String(byte, radix: 16, uppercase: true)
            }
        }
        guard !name.isEmpty, feed.utf8.count <= 80 else {
            throw FetchFailure(.settings, "the name of a feed has 1 to 80 bytes")
        }
        let path = "\(mirrors)/\(name.joined())"
        try Self.make(path)
        return path
    }

    /// Removes the mirror of a feed that is no more.
    public func forget(_ feed: String) {
        if let path = try? mirror(of: feed) { Self.remove(path) }
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    static func make(_ path: String) throws(FetchFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch { throw FetchFailure(.spool, "\(path) cannot be made: \(String(cString: strerror(errno)))") }
    }

    /// Puts `new` in the place of `old` in one step.
    static func replace(_ old: String, with new: String) throws(FetchFailure) {
        guard rename(new, old) == 0 else {
            throw FetchFailure(.spool, "\(old) cannot be replaced: \(String(cString: strerror(errno)))")
        }
    }
}
