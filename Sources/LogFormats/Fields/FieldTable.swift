/// Names of fields and what they mean.
typealias FieldTable = NameTable<FieldMeaning>

extension NameTable<FieldMeaning> {
    /// The rank of a role's first name, and the worst that a table gives.
    static let firstRank: UInt8 = 10
    static let lastRank: UInt8 = 90

    /// A table of names between blanks; the first of a role's names is its best, and of a name given twice the first
    /// counts. A name of `formats` gives its format away, whatever else it means.
    init(
        _ entries: [(role: FieldRole, names: String)],
        formats: [(format: LogFormat, names: String)] = []
    ) {
        var marks: [UInt64: LogFormat] = [:]
        var markers: [(hash: FieldHash, meaning: FieldMeaning)] = []
        for (format, names) in formats {
            for name in names.split(whereSeparator: \.isWhitespace) {
                let hash = FieldHash(String(name))
                guard marks[hash.value] == nil else { continue }
                marks[hash.value] = format
                markers.append((hash, FieldMeaning(role: .marker, rank: .max, format: format)))
            }
        }
        var fields: [(hash: FieldHash, meaning: FieldMeaning)] = []
        for (role, names) in entries {
            var rank = Self.firstRank
            for name in names.split(whereSeparator: \.isWhitespace) {
                let hash = FieldHash(String(name))
                fields.append((hash, FieldMeaning(role: role, rank: rank, format: marks[hash.value])))
                if rank < Self.lastRank { rank += 1 }
            }
        }
        self.init(fields + markers, filler: .none)
    }
}
