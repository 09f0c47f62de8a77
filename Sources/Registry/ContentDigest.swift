internal import Crypto

/// What stands for the content of a fetch: equal bytes read with equal options give equal digests (SHA-256).
public struct ContentDigest: Hashable, Sendable {
    /// Bytes in ``bytes``.
    public static let byteCount = 32

    /// The digest as stored.
    public let bytes: [UInt8]

    /// The digest stored as `bytes`; nil when they are not ``byteCount`` bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Takes in content piece by piece.
    public struct Builder {
        private var hash = SHA256()

        /// Begins a digest of content that is read with `options`: format, mapping, whatever changes the reports.
        public init(options: String = "") {
            append(frame: Array(options.utf8))
        }

        /// Begins the next file: the same bytes cut into other files give another digest.
        /// - Parameter byteCount: the length of the file in bytes.
        public mutating func beginFile(byteCount: Int) {
            append(frame: [])
            withUnsafeBytes(of: UInt64(byteCount).littleEndian) { hash.update(bufferPointer: $0) }
        }

        /// Takes in the next bytes of the file.
        public mutating func append(_ bytes: UnsafeRawBufferPointer) {
            hash.update(bufferPointer: bytes)
        }

        private mutating func append(frame bytes: [UInt8]) {
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update(bufferPointer: $0) }
            bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        }

        /// The digest of all that was taken in.
        public consuming func finish() -> ContentDigest {
            ContentDigest(unchecked: Array(hash.finalize()))
        }
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }
}
