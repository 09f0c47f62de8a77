import Crypto

/// A fingerprint of some bytes: how many, and their digest. Who writes a log may choose its bytes, so the digest is
/// cryptographic: no line can be made to pass for one that was read before.
struct ContentMark: Sendable, Hashable {
    /// Bytes at the front of a file that tell it from another of the same inode.
    static let headLength = 1024
    /// Bytes before a position that tell whether the file still is what was read up to there.
    static let tailLength = 64
    /// The mark of no bytes.
    static let empty = ContentMark(of: UnsafeRawBufferPointer(start: nil, count: 0))

    /// The first 128 bits of SHA-256.
    struct Digest: Sendable, Hashable {
        let high: UInt64
        let low: UInt64

        init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }

        init(_ digest: SHA256.Digest) {
            let words = digest.withUnsafeBytes { bytes in
                (
                    bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                    bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                )
            }
            high = UInt64(bigEndian: words.0)
            low = UInt64(bigEndian: words.1)
        }
    }

    let length: Int
    let digest: Digest

    init(length: Int, digest: Digest) {
        self.length = length
        self.digest = digest
    }

    init(of bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        self.init(length: bytes.count, digest: Digest(hash.finalize()))
    }

    init(of bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { ContentMark(of: $0) }
    }
}
