import Glibc

/// A regular file of plain UTF-8 text, neither compressed nor an archive, that any number of threads read at any place.
public final class PlainFile: Sendable {
    /// Where the text begins: behind a byte order mark, else 0.
    public let start: Int64
    /// Where it ended when the file was opened.
    public let end: Int64

    private let descriptor: Int32
    private let name: String

    /// The file of an input; nil where the input is another one and wants a ``ByteStream``.
    /// - Throws: ``ByteStreamError`` when it cannot be read.
    public init?(_ input: ByteInput) throws(ByteStreamError) {
        guard case .file(let path) = input.origin else { return nil }
        var status = stat()
        // A pipe is not opened to be closed again, and a file without a size may have content all the same (/proc).
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            return nil
        }
        name = input.name
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        // What is wrong, ByteStream says.
        guard descriptor >= 0 else { return nil }
        end = Int64(status.st_size)
        let head: [UInt8]
        do throws(ByteStreamError) { head = try Self.head(of: descriptor, name) } catch {
            close(descriptor)
            throw error
        }
        guard Compression(head: head) == .none, !Self.isWide(head) else {
            close(descriptor)
            return nil
        }
        start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    deinit {
        close(descriptor)
    }

    private static func head(of descriptor: Int32, _ name: String) throws(ByteStreamError) -> [UInt8] {
        var failure: ByteStreamError?
        let head = [UInt8](unsafeUninitializedCapacity: Compression.headLength) { bytes, count in
            do throws(ByteStreamError) {
                count = try read(into: UnsafeMutableRawBufferPointer(bytes), at: 0, of: descriptor, name)
            } catch { failure = error }
        }
        if let failure { throw failure }
        return head
    }

    /// UTF-16 or UTF-32, by its byte order mark.
    private static func isWide(_ head: [UInt8]) -> Bool {
        head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
            || head.starts(with: [0, 0, 0xFE, 0xFF])
    }

    /// Fills `buffer` with the bytes from `offset` on.
    /// - Returns: the number of bytes, less than asked for only at the end of the file.
    /// - Throws: ``ByteStreamError`` when the file cannot be read.
    public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ByteStreamError)
        -> Int
    {
        try Self.read(into: buffer, at: offset, of: descriptor, name)
    }

    private static func read(
        into buffer: UnsafeMutableRawBufferPointer,
        at offset: Int64,
        of descriptor: Int32,
        _ name: String
    ) throws(ByteStreamError) -> Int {
        var done = 0
        while done < buffer.count {
            let count = pread(
                descriptor,
                buffer.baseAddress?.advanced(by: done),
                buffer.count - done,
                off_t(offset) + done
            )
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw ByteStreamError(
                    .unreadable,
                    file: name,
                    offset: offset + Int64(done),
                    detail: "cannot be read (\(String(cString: strerror(errno))))"
                )
            }
            done += count
        }
        return done
    }
}
