import Crypto
import Foundation
import Reports

/// What a TAXII collection held when it was last asked, as one envelope with the latest version of each object.
///
/// A folder with `collection.json` and a hidden file that says how far it reaches. What is merged replaces the file in
/// one step before the reach moves on: a process that dies between them fetches the same objects again, and merging
/// them changes nothing.
struct STIXMirror {
    /// Most objects of a collection.
    static let maximumObjects = 2_000_000
    private static let blockSize = 256 << 10

    struct State: Codable {
        /// What is mirrored.
        let source: String
        /// The last `date_added`, as the server wrote it; nil when it does not say.
        let cursor: String?
        /// When the whole was last fetched, in seconds since 1970.
        let fullAt: Int64
    }

    let folder: String
    let source: String

    private var file: String { folder + "/collection.json" }
    private var stateFile: String { folder + "/.state.json" }

    /// The state from which to go on; nil when the whole collection is due.
    func state(now: Timestamp, days: Int) -> State? {
        guard let bytes = FileManager.default.contents(atPath: stateFile),
            let state = try? JSONDecoder().decode(State.self, from: bytes), state.source == source,
            state.cursor != nil, FileManager.default.fileExists(atPath: file)
        else { return nil }
        let age = now.seconds - state.fullAt
        return age >= 0 && age < Int64(days) * Timestamp.secondsPerDay ? state : nil
    }

    func keep(_ state: State) throws(FetchFailure) {
        guard let bytes = try? JSONEncoder().encode(state) else { return }
        let output = try SpoolFile(stateFile + ".new")
        try output.write(Array(bytes))
        try output.finish()
        try SpoolFolder.replace(stateFile, with: stateFile + ".new")
    }

    /// Merges pages, oldest first, with what is there; or makes them all there is.
    /// - Returns: the file, and a stamp that is another when its content is.
    func merge(_ pages: [String], isFull: Bool) throws(FetchFailure) -> (path: String, stamp: String) {
        let files = (isFull ? [] : [file]) + pages
        let latest = try latestVersions(in: files)
        let output = try SpoolFile(file + ".new")
        var digest = SHA256()
        var isFirst = true
        func write(_ bytes: [UInt8]) throws(FetchFailure) {
            digest.update(data: bytes)
            try output.write(bytes)
        }
        try write(Array(#"{"objects":["#.utf8))
        for (number, path) in files.enumerated() {
            try Self.objects(in: path) { object, position throws(FetchFailure) in
                guard let key = ObjectKey(object),
                    latest[key.id]?.place == Place(file: number, position: position)
                else { return }
                try write(isFirst ? [] : [UInt8(ascii: ","), UInt8(ascii: "\n")])
                try write(object)
                isFirst = false
            }
        }
        try write(Array("]}\n".utf8))
        try output.finish()
        try SpoolFolder.replace(file, with: file + ".new")
        return (file, digest.finalize().prefix(16).map { String($0, radix: 16) }.joined(separator: "-"))
    }

    private struct Place: Equatable {
        let file: Int
        let position: Int
    }

    /// Where the latest version of each object stands; of equal versions the one that came last.
    private func latestVersions(
        in files: [String]
    ) throws(FetchFailure) -> [String: (version: String, place: Place)] {
        var latest: [String: (version: String, place: Place)] = [:]
        for (number, path) in files.enumerated() {
            try Self.objects(in: path) { object, position throws(FetchFailure) in
                guard let key = ObjectKey(object) else { return }
                if let known = latest[key.id], known.version > key.version { return }
                latest[key.id] = (key.version, Place(file: number, position: position))
                guard latest.count <= Self.maximumObjects else {
                    throw FetchFailure(
                        .tooLarge,
                        "\(source): more than \(Self.maximumObjects) objects; name the types that are wanted"
                    )
                }
            }
        }
        return latest
    }

    private static func objects(
        in path: String,
        _ take: ([UInt8], Int) throws(FetchFailure) -> Void
    ) throws(FetchFailure) {
        guard let input = FileHandle(forReadingAtPath: path) else {
            throw FetchFailure(.spool, "\(path) cannot be read")
        }
        defer { try? input.close() }
        var reader = JSONArrayReader(path: ["objects"])
        var position = 0
        while let block = try? input.read(upToCount: blockSize), !block.isEmpty {
            let isReadable = try reader.read(block) { (object) throws(FetchFailure) in
                try take(object, position)
                position += 1
            }
            guard isReadable else { throw FetchFailure(.malformed, "\(path): no envelope of STIX objects") }
        }
    }
}

/// Which object and which version of it an object of STIX is. What is not JSON or has no identifier is none.
private struct ObjectKey {
    let id: String
    let version: String

    init?(_ bytes: [UInt8]) {
        guard let object = try? JSONDecoder().decode(Fields.self, from: Data(bytes)), !object.id.isEmpty
        else {
            return nil
        }
        id = object.id
        let moment = object.modified ?? object.created ?? ""
        version = moment.hasSuffix("Z") ? String(moment.dropLast()) : moment
    }

    private struct Fields: Decodable {
        let id: String
        let modified: String?
        let created: String?
    }
}
