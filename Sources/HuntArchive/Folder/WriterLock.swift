internal import Glibc

/// The right to write to an archive, held by one process until it ends or lets go.
final class WriterLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``ArchiveError/Code/busy`` when another holds it.
    init(_ path: String) throws(ArchiveError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFile.error(.cannotOpen, path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let failure = errno
            close(descriptor)
            throw SystemFile.error(failure == EWOULDBLOCK ? .busy : .cannotOpen, path, failure)
        }
    }

    deinit {
        close(descriptor)
    }
}
