import Foundation

/// Standard output, written in large blocks.
///
/// A reader that went away (`| head`) ends the program quietly, as it does for other filters.
struct StandardOutput: ~Copyable {
    private static let blockSize = 1 << 16
    private var buffer: [UInt8] = []

    init() {
        buffer.reserveCapacity(Self.blockSize + 4096)
    }

    deinit {
        Self.write(buffer)
    }

    mutating func print(_ line: some StringProtocol) {
        buffer.append(contentsOf: line.utf8)
        endLine()
    }

    mutating func append(_ text: some StringProtocol) {
        buffer.append(contentsOf: text.utf8)
    }

    mutating func append(_ bytes: Span<UInt8>) {
        for index in bytes.indices { buffer.append(bytes[index]) }
    }

    mutating func append(_ byte: UInt8) {
        buffer.append(byte)
    }

    mutating func endLine() {
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.blockSize { flush() }
    }

    mutating func flush() {
        Self.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private static func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                let written = Foundation.write(STDOUT_FILENO, rest.baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { exit(3) }
                rest = rest.dropFirst(written)
            }
        }
    }
}

extension Slice where Base == UnsafeRawBufferPointer {
    fileprivate var baseAddress: UnsafeRawPointer? {
        base.baseAddress.map { $0 + startIndex }
    }
}

/// Standard error: progress and diagnostics.
enum StandardError {
    static func print(_ message: String) {
        FileHandle.standardError.write(Data("\(message)\n".utf8))
    }

    /// Whether a person is watching; progress is shown to nobody else.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
