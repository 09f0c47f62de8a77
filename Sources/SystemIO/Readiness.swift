import Glibc

/// Waits on descriptors.
package enum Readiness {
    /// Waits until one of two descriptors has something to read or is at its end, or `timeout` has passed.
    /// - Returns: whether `first` is ready.
    package static func wait(for first: Int32, or second: Int32, _ timeout: Duration) -> Bool {
        var descriptors = [
            pollfd(fd: first, events: Int16(POLLIN), revents: 0),
            pollfd(fd: second, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, 2, timeout.pollMilliseconds) > 0 else { return false }
        return descriptors[0].revents != 0
    }

    /// Reads what a descriptor has.
    /// - Returns: how many bytes, 0 at the end; nil when it has nothing at the moment.
    package static func read(
        _ descriptor: Int32,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemFailure) -> Int? {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return nil }
        guard count >= 0 else { throw SystemFailure("cannot be read") }
        return count
    }
}

extension Duration {
    /// For `poll`: at least one millisecond, at most a minute.
    var pollMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        let milliseconds = min(seconds, 60) * 1000 + attoseconds / 1_000_000_000_000_000
        return Int32(max(1, min(milliseconds, 60_000)))
    }
}
