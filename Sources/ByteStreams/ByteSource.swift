import Glibc

/// A layer that hands out bytes in order; layers are stacked: file, decompression, archive member.
protocol ByteSource: AnyObject {
    /// Fills the front of `buffer`.
    /// - Returns: the number of bytes written; 0 at the end, and never 0 before it for a buffer that is not empty.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int
}

/// The bytes of an input as they lie there.
final class InputBytes: ByteSource {
    private var descriptor: Int32 = -1
    private let closesDescriptor: Bool
    private let memory: [UInt8]
    private var position = 0

    init(_ input: ByteInput) throws(SourceFailure) {
        switch input.origin {
        case .memory(let bytes):
            memory = bytes
            closesDescriptor = false
        case .standardInput:
            memory = []
            descriptor = STDIN_FILENO
            closesDescriptor = false
        case .file(let path):
            memory = []
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            closesDescriptor = descriptor >= 0
            guard descriptor >= 0 else { throw Self.failure(opening: errno) }
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                throw SourceFailure(.directory, "is a directory; name the files in it")
            }
        }
    }

    deinit {
        if closesDescriptor { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
        guard descriptor >= 0 else { return readMemory(into: buffer) }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw SourceFailure(.unreadable, "cannot be read (\(Self.text(of: errno)))")
            }
        }
    }

    private func readMemory(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, memory.count - position)
        memory.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
        }
        position += count
        return count
    }

    private static func failure(opening code: Int32) -> SourceFailure {
        switch code {
        case ENOENT, ENOTDIR: SourceFailure(.missing, "no such file; check the path")
        case EACCES, EPERM: SourceFailure(.unreadable, "cannot be opened; allow this user to read it")
        default: SourceFailure(.unreadable, "cannot be opened (\(text(of: code)))")
        }
    }

    private static func text(of code: Int32) -> String {
        String(cString: strerror(code))
    }
}

/// A source of which the first bytes have been looked at.
final class PeekedSource: ByteSource {
    private let source: any ByteSource
    /// The first bytes, fewer than asked for only when the source has no more.
    let head: [UInt8]
    private var position = 0

    init(_ source: any ByteSource, peeking count: Int) throws(SourceFailure) {
        self.source = source
        var head = [UInt8](repeating: 0, count: count)
        var filled = 0
        var failure: SourceFailure?
        head.withUnsafeMutableBytes { bytes in
            while filled < count {
                do throws(SourceFailure) {
                    let read = try source.read(
                        into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                    )
                    guard read > 0 else { break }
                    filled += read
                } catch {
                    failure = error
                    break
                }
            }
        }
        if let failure { throw failure }
        head.removeLast(count - filled)
        self.head = head
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFailure) -> Int {
        guard position < head.count else { return try source.read(into: buffer) }
        let count = min(buffer.count, head.count - position)
        head.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
        }
        position += count
        return count
    }
}
