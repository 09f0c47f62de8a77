import Glibc
import NIOCore

/// A file of the spool that is being written. What is not finished is removed.
final class SpoolFile {
    let path: String
    private(set) var byteCount: Int64 = 0
    private var descriptor: Int32
    private var isFinished = false

    init(_ path: String) throws(FetchFailure) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw Self.failure(path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isFinished { unlink(path) }
    }

    func write(_ buffer: ByteBuffer) throws(FetchFailure) {
        let failure: FetchFailure? = buffer.withUnsafeReadableBytes { bytes in
            do throws(FetchFailure) {
                try write(bytes)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    func write(_ bytes: [UInt8]) throws(FetchFailure) {
        let failure: FetchFailure? = bytes.withUnsafeBytes { bytes in
            do throws(FetchFailure) {
                try write(bytes)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// Writes bytes; they go to the page cache, so that this does not wait for a disk.
    private func write(_ bytes: UnsafeRawBufferPointer) throws(FetchFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(
                descriptor,
                UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                rest.count
            )
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            rest = rest.dropFirst(count)
        }
        byteCount += Int64(bytes.count)
    }

    /// Closes the file, which then stays.
    func finish() throws(FetchFailure) {
        let status = close(descriptor)
        descriptor = -1
        guard status == 0 else { throw Self.failure(path) }
        isFinished = true
    }

    private static func failure(_ path: String) -> FetchFailure {
        FetchFailure(.spool, "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
