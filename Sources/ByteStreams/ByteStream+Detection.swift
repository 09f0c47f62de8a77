extension ByteStream {
    /// Number of bytes at the front of a file that tell whether it is packed.
    public static let detectionLength = Compression.headLength

    /// Whether reading a file as text changes its bytes.
    /// - Parameter head: its first ``detectionLength`` bytes, or all when it is shorter.
    /// - Returns: true for what is compressed, an archive, or UTF-16 with a byte order mark.
    public static func isPacked(head: [UInt8]) -> Bool {
        Compression(head: head) != .none || head.starts(with: [0xFE, 0xFF])
            || head.starts(with: [0xFF, 0xFE])
    }
}
