/// What turns most names away: a set of last labels in 8 KiB, then a Bloom filter of one word per name.
///
/// The filter holds the hash of every listed name, of every host of a URL entry, and of the last two labels of both, so
/// that a name whose last two labels are not in it is done with.
struct NameFilter {
    let key: HashKey
    private let topLevels: Bytes
    private let words: Bytes
    private let wordCount: Int

    init(header: Header, file: UnsafeRawPointer) {
        key = header.key
        topLevels = Bytes(.topLevels, of: header, in: file)
        words = Bytes(.filter, of: header, in: file)
        wordCount = topLevels.count == 0 ? 0 : words.count / 8
    }

    /// Whether no name at all is listed.
    var isEmpty: Bool { wordCount == 0 }

    /// Whether some name may end in the one label of this state; only of a filter that is not empty.
    @inline(__always)
    func mayContain(topLevel state: UInt64) -> Bool {
        let bit = Self.topLevelBit(state)
        return topLevels.element(bit >> 3, as: UInt8.self) >> UInt8(bit & 7) & 1 != 0
    }

    /// Whether the name of this state may be in; only of a filter that is not empty.
    @inline(__always)
    func mayContain(_ state: UInt64) -> Bool {
        let mask = Self.mask(state)
        return words.element(state.reduced(to: wordCount), as: UInt64.self) & mask == mask
    }

    @inline(__always)
    static func topLevelBit(_ state: UInt64) -> Int {
        Int(truncatingIfNeeded: state &>> 48)
    }

    /// Four bits of one word.
    @inline(__always)
    static func mask(_ state: UInt64) -> UInt64 {
        1 &<< (state & 63) | 1 &<< (state &>> 6 & 63) | 1 &<< (state &>> 12 & 63) | 1 &<< (state &>> 18 & 63)
    }
}
