import Glibc

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
}

/// Bytes that stay where they are and never change: a read-only mapping of a file, or a copy in memory.
///
/// `@unchecked Sendable`: the pointer is set once, the bytes are never written after that, and they are released only
/// in `deinit`, when nobody holds the object.
final class FrozenBytes: @unchecked Sendable {
    let start: UnsafeRawPointer
    let count: Int
    private let isMapped: Bool

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// A copy of `content`.
    init(copying content: [some BitwiseCopyable]) {
        (start, count) = content.withUnsafeBytes { bytes in
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
            if let origin = bytes.baseAddress { copy.copyMemory(from: origin, byteCount: bytes.count) }
            return (UnsafeRawPointer(copy), bytes.count)
        }
        isMapped = false
    }

    /// The file at `path`, mapped and shared with every other reader of it.
    init(mapping path: String) throws(WatchlistError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw WatchlistError(.cannotOpen(errno: errno), path: path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw WatchlistError(.cannotOpen(errno: errno), path: path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let number = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
            throw WatchlistError(.cannotOpen(errno: number), path: path)
        }
        let length = Int(status.st_size)
        guard length > 0 else { throw WatchlistError(.notAWatchlist, path: path) }
        guard let map = mmap(nil, length, PROT_READ, MAP_SHARED | MAP_POPULATE, descriptor, 0),
            map != MAP_FAILED
        else { throw WatchlistError(.cannotOpen(errno: errno), path: path) }
        start = UnsafeRawPointer(map)
        count = length
        isMapped = true
    }

    deinit {
        let start = UnsafeMutableRawPointer(mutating: start)
        if isMapped {
            munmap(start, count)
        } else {
            start.deallocate()
        }
    }
}

/// Replaces the file at `path` by `content`, all or nothing, also through a power failure.
///
/// Readers that have the old file mapped keep it.
func replaceFile(at path: String, with content: [UInt8]) throws(WatchlistError) {
    let temporary = "\(path).partial-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WatchlistError(.cannotWrite(errno: errno), path: path) }
    var failure: Int32 = 0
    content.withUnsafeBytes { bytes in
        var done = 0
        while done < bytes.count {
            let written = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if written < 0 {
                if errno == EINTR { continue }
                failure = errno
                return
            }
            done += written
        }
    }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
        unlink(temporary)
        throw WatchlistError(.cannotWrite(errno: failure), path: path)
    }
    syncFolder(of: path)
}

/// Makes the new name durable; a file system that cannot do that has nothing to offer here.
private func syncFolder(of path: String) {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map {
        $0 == path.startIndex ? "/" : String(path[..<$0])
    }
    let descriptor = open(folder ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}
