import Glibc

/// A descriptor that becomes readable once, for good: wakes threads that wait on descriptors.
package final class WakePipe: Sendable {
    /// Readable after ``wake()``.
    package let descriptor: Int32
    private let writeEnd: Int32

    /// Makes one that is not readable.
    package init() throws(SystemFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw SystemFailure("cannot make a pipe", remedy: "raise the limit of open files")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Makes the descriptor readable.
    package func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }
}
