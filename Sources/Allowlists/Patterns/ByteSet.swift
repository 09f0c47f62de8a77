/// A set of bytes: what may stand at one place of a pattern.
struct ByteSet: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}

    init(_ byte: UInt8) {
        insert(byte)
    }

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { insert(byte) }
    }

    static let all = ByteSet(0...255)
    static let digits = ByteSet(0x30...0x39)
    static let word = ByteSet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_".utf8)
    static let space = ByteSet([0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D])
    /// Everything but line feed: what a dot stands for.
    static let anyButNewline = ByteSet(0x0A).complement
    /// What labels of canonical names are made of.
    static let nameBytes = ByteSet("abcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    mutating func insert(_ byte: UInt8) {
        let bit: UInt64 = 1 << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        let word =
            byte < 128 ? (byte < 64 ? words.0 : words.1) : (byte < 192 ? words.2 : words.3)
        return word &>> UInt64(byte & 63) & 1 == 1
    }

    mutating func formUnion(_ other: ByteSet) {
        words.0 |= other.words.0
        words.1 |= other.words.1
        words.2 |= other.words.2
        words.3 |= other.words.3
    }

    var complement: ByteSet {
        var result = ByteSet()
        result.words = (~words.0, ~words.1, ~words.2, ~words.3)
        return result
    }

    /// The set with the other case of each letter in it.
    var ignoringCase: ByteSet {
        var result = self
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
            if contains(letter) { result.insert(letter & 0xDF) }
            if contains(letter & 0xDF) { result.insert(letter) }
        }
        return result
    }

    func isSuperset(of other: ByteSet) -> Bool {
        words.0 & other.words.0 == other.words.0 && words.1 & other.words.1 == other.words.1
            && words.2 & other.words.2 == other.words.2 && words.3 & other.words.3 == other.words.3
    }

    /// The byte, when there is one only, a letter in both cases counting as its lower case.
    var onlyByte: UInt8? {
        var found: UInt8?
        for byte in UInt8.min...UInt8.max where contains(byte) {
            if let before = found {
                guard byte == before | 0x20, before &- 0x41 < 26 else { return nil }
            }
            found = byte
        }
        return found
    }

    static func == (left: ByteSet, right: ByteSet) -> Bool {
        left.words == right.words
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
