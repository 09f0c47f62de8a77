/// Names and what they mean to one purpose: open addressing over ``FieldHash``.
struct NameTable<Meaning: Sendable>: Sendable {
    private let keys: [UInt64]
    private let meanings: [Meaning]
    private let shift: UInt64

    /// A table of names; of a name given twice the first counts.
    /// - Parameters:
    ///   - entries: the names' hashes and what they mean.
    ///   - filler: what stands in unused places.
    init(_ entries: [(hash: FieldHash, meaning: Meaning)], filler: Meaning) {
        var bits: UInt64 = 4
        while 1 << bits < entries.count * 3 { bits += 1 }
        let shift = 64 - bits
        var keys = [UInt64](repeating: 0, count: 1 << bits)
        var meanings = [Meaning](repeating: filler, count: 1 << bits)
        for (hash, meaning) in entries {
            var index = Self.start(hash.value, shift)
            while keys[index] != 0, keys[index] != hash.value { index = (index + 1) & (keys.count - 1) }
            guard keys[index] == 0 else { continue }
            keys[index] = hash.value
            meanings[index] = meaning
        }
        self.keys = keys
        self.meanings = meanings
        self.shift = shift
    }

    /// What the name means; nil when it is not in the table.
    @inline(__always)
    func meaning(_ hash: FieldHash) -> Meaning? {
        let key = hash.value
        guard key != 0 else { return nil }
        var index = Self.start(key, shift)
        while true {
            let found = keys[index]
            if found == key { return meanings[index] }
            if found == 0 { return nil }
            index = (index + 1) & (keys.count - 1)
        }
    }

    @inline(__always)
    private static func start(_ key: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0xD6E8_FEB8_6659_FD93) >> shift)
    }
}
