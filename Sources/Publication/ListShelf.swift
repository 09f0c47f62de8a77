internal import Foundation
internal import JSONOutput
internal import Lists
public import NIOPosix
public import Registry
public import Reports

/// Lists in the forms in which they are pulled, one file for each, made when it is first asked for.
///
/// A file appears whole or not at all, and those who read one go on reading it when a later one takes its place.
public actor ListShelf {
    /// Files of one list and form that stay.
    static let kept = 2

    private struct Place: Hashable {
        let list: PublishedList.ID
        let form: Rendition.Form
        let isPacked: Bool
    }

    private struct Work: Hashable {
        let place: Place
        let serial: Int64
    }

    private let folder: URL
    private let store: any Store
    private let threads: NIOThreadPool
    private var shelf: [Place: [Rendition]] = [:]
    private var making: [Work: Task<Rendition, any Error>] = [:]

    /// A shelf in `folder`, which is emptied.
    /// - Parameters:
    ///   - folder: the path of a folder for files that can be made again.
    ///   - store: the registry.
    ///   - threads: threads for the work, running as long as the shelf is used.
    public init(folder: String, store: any Store, threads: NIOThreadPool) {
        self.folder = URL(filePath: folder)
        self.store = store
        self.threads = threads
        try? FileManager.default.removeItem(at: self.folder)
    }

    /// The serial that `list` serves, in a form. Those who ask while it is made wait for the same one.
    /// - Parameters:
    ///   - list: the list as it stands.
    ///   - form: the form.
    ///   - isPacked: whether packed with gzip.
    ///   - now: the moment.
    /// - Returns: the file.
    /// - Throws: ``StoreError``, or why the file cannot be written.
    public func rendition(
        of list: PublishedList,
        as form: Rendition.Form,
        isPacked: Bool,
        at now: Timestamp
    ) async throws -> Rendition {
        let place = Place(list: list.id, form: form, isPacked: isPacked)
        if let known = shelf[place]?.last, known.serial == list.serial, known.holds(at: now) { return known }
        let work = Work(place: place, serial: list.serial)
        if let task = making[work] { return try await task.value }
        let task = Task { try await make(work, of: list, at: now) }
        making[work] = task
        defer { making[work] = nil }
        let made = try await task.value
        put(made, at: place)
        return made
    }

    private func put(_ made: Rendition, at place: Place) {
        var files = shelf[place] ?? []
        files.append(made)
        while files.count > Self.kept {
            try? FileManager.default.removeItem(atPath: files.removeFirst().path)
        }
        shelf[place] = files
    }

    private func make(_ work: Work, of list: PublishedList, at now: Timestamp) async throws -> Rendition {
        let form = work.place.form
        let name = "\(list.settings.name.text)-\(list.serial)-\(form.word)-\(UUID().uuidString)"
        if work.place.isPacked {
            let plain = try await rendition(of: list, as: form, isPacked: false, at: now)
            return try await threads.runIfActive { [folder] in
                let path = folder.appending(path: name + ".gz").path
                return plain.packed(path: path, byteCount: try Self.pack(plain.path, to: path))
            }
        }
        return try await threads.runIfActive { [folder, store] in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = folder.appending(path: name).path
            let partial = path + ".partial"
            defer { try? FileManager.default.removeItem(atPath: partial) }
            let rendering = Rendering(list, store, at: now)
            let rendition = try rendering.render(form, to: partial, as: path)
            try FileManager.default.moveItem(atPath: partial, toPath: path)
            return rendition
        }
    }

    /// Packs a file.
    /// - Returns: the bytes of the packed one.
    private static func pack(_ path: String, to packedPath: String) throws -> Int {
        let partial = packedPath + ".partial"
        defer { try? FileManager.default.removeItem(atPath: partial) }
        guard let plain = FileHandle(forReadingAtPath: path) else {
            throw StoreError(.failed, path)
        }
        defer { try? plain.close() }
        var file = try DigestingFile(path: partial)
        var gzip = Gzip()
        var isLast = false
        while !isLast {
            let block = try plain.read(upToCount: 1 << 18) ?? Data()
            isLast = block.isEmpty
            var packed: [UInt8] = []
            gzip.pack(Array(block), isLast: isLast, into: &packed)
            if !packed.isEmpty { try file.write(packed) }
        }
        _ = try file.close()
        try FileManager.default.moveItem(atPath: partial, toPath: packedPath)
        return file.byteCount
    }
}
