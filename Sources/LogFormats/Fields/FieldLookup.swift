/// Finds what names mean in the record at hand: the format's own names first, then the common ones.
struct FieldLookup {
    /// Added to the rank when only the last two names of a path, or only the last, are known.
    private static let pairPenalty = 20
    private static let lastPenalty = 40

    private let common = FieldNames.common
    private let owns: [LogFormat: FieldTable]
    private(set) var format = LogFormat.text
    private var own: FieldTable?

    init() {
        var owns: [LogFormat: FieldTable] = [:]
        for format in LogFormat.allCases { owns[format] = FieldNames.own(format) }
        self.owns = owns
    }

    /// Goes over to the names of a format.
    mutating func use(_ format: LogFormat) {
        guard format != self.format else { return }
        self.format = format
        own = owns[format]
    }

    /// What one name means.
    @inline(__always)
    func meaning(_ hash: FieldHash) -> FieldMeaning? {
        if let found = own?.meaning(hash) { return found }
        return common.meaning(hash)
    }

    /// What the end of a path means: the whole of it, its last two names, or its last.
    func meaning(path: FieldHash, pair: FieldHash, last: FieldHash, depth: Int) -> (
        meaning: FieldMeaning, penalty: Int
    )? {
        var marker: FieldMeaning?
        if let found = meaning(path) {
            guard found.role == .marker else { return (found, 0) }
            marker = found
        }
        if depth > 2, let found = meaning(pair) {
            guard found.role == .marker else { return (found.marked(marker), Self.pairPenalty) }
            marker = marker ?? found
        }
        if depth > 1, let found = meaning(last) { return (found.marked(marker), Self.lastPenalty) }
        return marker.map { ($0, 0) }
    }
}
