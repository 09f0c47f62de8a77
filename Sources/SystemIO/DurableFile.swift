import Glibc

/// A file that bytes are added to and made to last, or that is replaced as a whole; of a folder that one process uses.
///
/// A process that dies while it adds leaves a part of what it added; one that dies while it replaces leaves the old file.
/// Used by one thread at a time.
package final class DurableFile {
    /// Its path.
    package let path: String
    private let folder: String
    private let maximumLength: Int
    private let lock: Int32
    private var descriptor: Int32 = -1
    /// Bytes in the file.
    package private(set) var length = 0

    /// Takes the folder for this process alone, making it when it is missing.
    /// The file is called `name`; one with `.lock` behind its name stands beside it. A file of more than `maximumLength`
    /// bytes is not read.
    /// - Throws: ``SystemFailure``, which ``SystemFailure/isInUse`` when another process uses the folder.
    package init(folder: String, name: String, maximumLength: Int) throws(SystemFailure) {
        self.folder = folder
        self.maximumLength = maximumLength
        path = "\(folder)/\(name)"
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw SystemFailure("cannot be made", remedy: "name a folder of this user")
        }
        lock = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else {
            throw SystemFailure("cannot be locked", remedy: "let this user write in the folder")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let failure = SystemFailure("is in use", remedy: "stop the other process or name another folder")
            close(lock)
            throw failure
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        close(lock)
    }

    /// All of the file; nil when there is none yet.
    package func read() throws(SystemFailure) -> [UInt8]? {
        do throws(SystemFailure) {
            let file = try OpenFile(path: path)
            let size = try file.status().size
            guard size <= Int64(maximumLength) else {
                throw SystemFailure(detail: "is larger than \(maximumLength) bytes")
            }
            return try file.bytes(0..<size)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Puts `content` in the place of the file; what is added later follows it.
    package func replace(with content: [UInt8]) throws(SystemFailure) {
        let temporary = "\(path).new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unwritable() }
        do throws(SystemFailure) {
            try write(content, to: file)
            guard fsync(file) == 0, rename(temporary, path) == 0 else { throw unwritable() }
            try syncFolder()
        } catch {
            close(file)
            throw error
        }
        if descriptor >= 0 { close(descriptor) }
        descriptor = file
        length = content.count
    }

    /// Adds `content`; it is on the disk when this returns. What a failed attempt left is taken back before the next one.
    package func append(_ content: [UInt8]) throws(SystemFailure) {
        guard ftruncate(descriptor, off_t(length)) == 0,
            lseek(descriptor, off_t(length), SEEK_SET) == off_t(length)
        else { throw unwritable() }
        try write(content, to: descriptor)
        guard fdatasync(descriptor) == 0 else { throw unwritable() }
        length += content.count
    }

    private func write(_ content: [UInt8], to file: Int32) throws(SystemFailure) {
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { bytes in
                Glibc.write(file, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unwritable() }
            written += count
        }
    }

    private func syncFolder() throws(SystemFailure) {
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw unwritable() }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw unwritable() }
    }

    private func unwritable() -> SystemFailure {
        SystemFailure("cannot be written", remedy: "free some space or let this user write it")
    }
}
