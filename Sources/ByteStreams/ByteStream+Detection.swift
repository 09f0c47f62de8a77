extension ByteStream {
    /// Number of bytes at the front of a file that tell how it is packed.
    public static let detectionLength = Compression.headLength

    /// Whether a file is compressed or an archive.
    /// - Parameter head: its first ``detectionLength`` bytes, or all when it is shorter.
    /// - Returns: whether reading it gives other bytes than it has.
    public static func isPacked(head: [UInt8]) -> Bool {
        Compression(head: head) != .none
    }

    /// Whether a file is UTF-16 text.
    /// - Parameter head: its first bytes.
    /// - Returns: whether they begin with a byte order mark of UTF-16.
    public static func isUTF16(head: [UInt8]) -> Bool {
        head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE])
    }
}
