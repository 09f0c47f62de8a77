/// Names in two thirds of their length: three characters of 40 possible ones in 16 bits.
///
/// Codes: 0 nothing, 1…26 letters, 27…36 digits, 37 hyphen, 38 underscore, 39 dot.
enum PackedName {
    /// Bytes that a name of `length` characters takes.
    @inline(__always)
    static func packedLength(of length: Int) -> Int {
        (length + 2) / 3 * 2
    }

    /// The code of a character of either case; 0xFF for one that no name has.
    @inline(__always)
    private static func code(_ byte: UInt8) -> UInt16 {
        let letter = (byte | 0x20) &- 0x61
        if letter < 26, byte >= 0x41 { return UInt16(letter) + 1 }
        if byte &- 0x30 < 10 { return UInt16(byte &- 0x30) + 27 }
        switch byte {
        case UInt8(ascii: "-"): return 37
        case UInt8(ascii: "_"): return 38
        case UInt8(ascii: "."): return 39
        default: return 0xFF
        }
    }

    /// The 16 bits for up to three characters at `index`.
    @inline(__always)
    private static func group(_ text: UnsafePointer<UInt8>, at index: Int, length: Int) -> UInt16? {
        let first = code(text[index])
        let second = index &+ 1 < length ? code(text[index &+ 1]) : 0
        let third = index &+ 2 < length ? code(text[index &+ 2]) : 0
        guard max(first, second, third) < 40 else { return nil }
        return (first &* 40 &+ second) &* 40 &+ third
    }

    /// Appends the packed form of canonical name text.
    static func append(_ text: UnsafePointer<UInt8>, length: Int, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: (length + 2) / 3) { groups in
            for place in groups.indices {
                let value = group(text, at: place * 3, length: length) ?? 0
                groups.initializeElement(at: place, to: value.littleEndian)
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(groups))
        }
    }

    /// Whether the name packed at `packed` is `text`, whatever the case of its letters.
    static func equals(_ packed: UnsafeRawPointer, _ text: UnsafePointer<UInt8>, length: Int) -> Bool {
        var index = 0
        var offset = 0
        while index < length {
            let stored = UInt16(littleEndian: packed.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
            guard group(text, at: index, length: length) == stored else { return false }
            index += 3
            offset += 2
        }
        return true
    }

    private static let characters: StaticString = "?abcdefghijklmnopqrstuvwxyz0123456789-_."

    /// The text of a packed name of `length` characters.
    static func text(_ packed: UnsafeRawPointer, length: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length + 2) { buffer, count in
            var index = 0
            while index < length {
                let offset = index / 3 * 2
                let value = UInt16(
                    littleEndian: packed.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
                )
                buffer[index] = characters.utf8Start[Int(value / 1600 % 40)]
                buffer[index + 1] = characters.utf8Start[Int(value / 40 % 40)]
                buffer[index + 2] = characters.utf8Start[Int(value % 40)]
                index += 3
            }
            count = length
        }
    }
}
