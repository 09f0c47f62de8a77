import Crypto

/// The name of one run of bytes that lines come from: one file from its creation or truncation on, one connection, one
/// HTTP request, one life of a datagram socket.
///
/// A file's source keeps its name when the file is renamed, copied away or compressed, and when the process starts
/// again; whatever else takes the file's place gets another one.
public struct SourceID: Sendable, Hashable, Comparable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The first 128 bits of SHA-256 over the parts, each with its length before it.
    init(digestOf parts: [String]) {
        var hash = SHA256()
        for part in parts {
            withUnsafeBytes(of: UInt32(part.utf8.count).littleEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: Array(part.utf8))
        }
        let mark = ContentMark.Digest(hash.finalize())
        self.init(high: mark.high, low: mark.low)
    }

    /// A name that nothing else has.
    static func random() -> SourceID {
        SourceID(high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
    }

    /// Orders by the number it stands for.
    public static func < (left: SourceID, right: SourceID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension SourceID: LosslessStringConvertible {
    /// 32 hexadecimal digits.
    public var description: String { high.hexadecimal + low.hexadecimal }

    /// Reads what ``description`` wrote; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 32, !text.contains("+"), !text.contains("-"),
            let high = UInt64(text.prefix(16), radix: 16),
            let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }
}

extension UInt64 {
    /// 16 hexadecimal digits.
    var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
