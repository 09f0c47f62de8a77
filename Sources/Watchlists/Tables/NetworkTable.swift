/// Networks of one family: by prefix length, sorted within each.
struct NetworkTable<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable> {
    struct Match {
        let base: Bits
        let prefixLength: Int
        let meta: EntryMeta
    }

    private let lengths: Bytes
    private let bases: Bytes
    private let meta: Bytes
    private let count: Int

    init(lengths: Bytes, bases: Bytes, meta: Bytes) {
        self.lengths = lengths
        self.bases = bases
        self.meta = meta
        count = lengths.count == 0 ? 0 : min(bases.count / MemoryLayout<Bits>.size, meta.count / 2)
    }

    /// The networks around `address` of at most `maximumLength` bits, longest prefix first.
    func matches(_ address: Bits, maximumLength: Int) -> [Match] {
        guard count > 0 else { return [] }
        var matches: [Match] = []
        for length in stride(from: maximumLength, through: 0, by: -1) {
            let base = length == 0 ? 0 : address & ~0 << (Bits.bitWidth - length)
            if let place = place(of: base, length: length) {
                let raw = meta.element(place, as: UInt16.self)
                matches.append(Match(base: base, prefixLength: length, meta: EntryMeta(raw: raw)))
            }
        }
        return matches
    }

    private func place(of base: Bits, length: Int) -> Int? {
        var lower = Int(lengths.element(length, as: UInt32.self))
        var upper = min(Int(lengths.element(length + 1, as: UInt32.self)), count)
        while lower < upper {
            let middle = (lower + upper) / 2
            let value = self.base(at: middle)
            if value == base { return middle }
            if value < base { lower = middle + 1 } else { upper = middle }
        }
        return nil
    }

    private func base(at place: Int) -> Bits {
        Bits.bitWidth == 128 ? Bits(truncatingIfNeeded: bases.wide(place)) : bases.element(place)
    }
}
