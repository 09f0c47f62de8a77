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
    let count: Int

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

    /// Whether some network contains `address`; of one that was removed, too.
    func contains(_ address: Bits) -> Bool {
        guard count > 0 else { return false }
        for length in 0...Bits.bitWidth
        where place(of: length == 0 ? 0 : address & ~0 << (Bits.bitWidth - length), length: length) != nil {
            return true
        }
        return false
    }

    /// What is said of one network.
    func meta(of base: Bits, length: Int) -> EntryMeta? {
        guard count > 0 else { return nil }
        return place(of: base, length: length).map { EntryMeta(raw: meta.element($0, as: UInt16.self)) }
    }

    /// Calls `body` with every network, shortest prefix first.
    func forEach(_ body: (Match) -> Void) {
        guard count > 0 else { return }
        for length in 0...Bits.bitWidth {
            let lower = Int(lengths.element(length, as: UInt32.self))
            let upper = min(Int(lengths.element(length + 1, as: UInt32.self)), count)
            for place in lower..<max(lower, upper) {
                let raw = meta.element(place, as: UInt16.self)
                body(Match(base: base(at: place), prefixLength: length, meta: EntryMeta(raw: raw)))
            }
        }
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
