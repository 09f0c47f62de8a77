import Glibc

/// An open file that is read at any place.
package final class OpenFile {
    /// `FS_IOC_GETVERSION` of `linux/fs.h`: the number a filesystem counts when it gives an inode out again.
    private static let inodeGeneration: UInt = 0x8008_7601

    private let descriptor: Int32

    /// Opens for reading; a named pipe is not waited for.
    package init(path: String) throws(SystemFailure) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .file() }
    }

    deinit {
        close(descriptor)
    }

    /// A path that leads to this very file as long as it is open, renamed or deleted as it may be.
    package var ownPath: String { "/proc/self/fd/\(descriptor)" }

    /// What the filesystem says of it now.
    package func status() throws(SystemFailure) -> FileStatus {
        try FileStatus(descriptor: descriptor)
    }

    /// The inode's generation; 0 where the filesystem has none.
    package var generation: UInt32 {
        var value: CLong = 0
        return ioctl(descriptor, Self.inodeGeneration, &value) == 0 ? UInt32(truncatingIfNeeded: value) : 0
    }

    /// The bytes `range`, or as many of them as there are.
    package func bytes(_ range: Range<Int64>) throws(SystemFailure) -> [UInt8] {
        var failure: SystemFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            do throws(SystemFailure) {
                filled = try read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
            } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Fills `buffer` from `offset` on.
    /// - Returns: how many bytes there were, fewer than asked for only at the end of the file.
    private func read(
        at offset: Int64,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemFailure) -> Int {
        var filled = 0
        while filled < buffer.count, let base = buffer.baseAddress {
            let count = pread(descriptor, base + filled, buffer.count - filled, off_t(offset) + off_t(filled))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .file() }
            if count == 0 { break }
            filled += count
        }
        return filled
    }
}
