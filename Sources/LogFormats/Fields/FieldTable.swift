/// Names of fields and what they mean: open addressing over ``FieldHash``.
struct FieldTable: Sendable {
    private var keys: [UInt64]
    private var meanings: [FieldMeaning]
    private let shift: UInt64

    /// A table of names; the first of a role's names is its best, and of a name given twice the first counts.
    init(_ entries: [(role: FieldRole, names: String)], formats: [(format: LogFormat, names: String)] = []) {
        var known: [UInt64: FieldMeaning] = [:]
        for (role, names) in entries {
            var rank: UInt8 = FieldTable.firstRank
            for name in names.split(whereSeparator: \.isWhitespace) {
                let key = FieldHash(String(name)).value
                if known[key] == nil { known[key] = FieldMeaning(role: role, rank: rank, format: nil) }
                if rank < FieldTable.lastRank { rank += 1 }
            }
        }
        for (format, names) in formats {
            for name in names.split(whereSeparator: \.isWhitespace) {
                let key = FieldHash(String(name)).value
                var meaning = known[key] ?? FieldMeaning(role: .marker, rank: .max, format: nil)
                if meaning.format == nil { meaning.format = format }
                known[key] = meaning
            }
        }
        self.init(known)
    }

    /// A table of words that all of a line are equally good.
    init(words: [(role: FieldRole, rank: UInt8, names: String)]) {
        var known: [UInt64: FieldMeaning] = [:]
        for (role, rank, names) in words {
            for name in names.split(whereSeparator: \.isWhitespace) {
                known[FieldHash(String(name)).value] = FieldMeaning(role: role, rank: rank, format: nil)
            }
        }
        self.init(known)
    }

    private init(_ known: [UInt64: FieldMeaning]) {
        var bits: UInt64 = 4
        while 1 << bits < known.count * 3 { bits += 1 }
        shift = 64 - bits
        keys = Array(repeating: 0, count: 1 << bits)
        meanings = Array(repeating: .none, count: 1 << bits)
        for (key, meaning) in known {
            var index = Int(truncatingIfNeeded: (key &* 0xD6E8_FEB8_6659_FD93) >> shift)
            while keys[index] != 0 { index = (index + 1) & (keys.count - 1) }
            keys[index] = key
            meanings[index] = meaning
        }
    }

    /// The rank of a role's first name, and the worst that the table gives.
    static let firstRank: UInt8 = 10
    static let lastRank: UInt8 = 90

    /// What the name means; nil when it is not in the table.
    @inline(__always)
    func meaning(_ hash: FieldHash) -> FieldMeaning? {
        let key = hash.value
        var index = Int(truncatingIfNeeded: (key &* 0xD6E8_FEB8_6659_FD93) >> shift)
        while true {
            let found = keys[index]
            if found == key, key != 0 { return meanings[index] }
            if found == 0 { return nil }
            index = (index + 1) & (keys.count - 1)
        }
    }
}
