/// Numbers in as few bytes as they need: seven bits a byte, the lowest first, the highest bit set on all but the last.
///
/// 1 is `01`, 300 is `AC 02`. Every number has one form: a reader refuses forms with a useless last byte.
public enum VariableNumber {
    /// Bytes of the largest 64-bit number.
    public static let maximumByteCount = 10

    /// Appends `number`.
    public static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Reads numbers one after the other.
    public struct Reader {
        private let bytes: UnsafeRawBufferPointer
        private var index = 0

        /// A reader of `bytes`, which must outlive it.
        public init(_ bytes: UnsafeRawBufferPointer) {
            self.bytes = bytes
        }

        /// Whether nothing is left.
        public var isAtEnd: Bool { index == bytes.count }

        /// The next number; nil when there is none or it is malformed.
        @inline(__always)
        public mutating func next() -> UInt64? {
            guard index < bytes.count else { return nil }
            let byte = bytes[index]
            index &+= 1
            return byte < 0x80 ? UInt64(byte) : more(after: byte)
        }

        private mutating func more(after first: UInt8) -> UInt64? {
            var number = UInt64(first & 0x7F)
            var shift: UInt64 = 7
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if shift == 63, byte > 1 { return nil }
                number |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return byte == 0 ? nil : number }
                shift += 7
                if shift > 63 { return nil }
            }
            return nil
        }
    }
}
