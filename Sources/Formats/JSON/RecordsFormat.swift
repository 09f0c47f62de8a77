import Reports

/// JSON of no known schema, read by the names of its keys; see ``JSONRecords``.
///
/// In a text too large to be read whole, the objects around an array say only what stands before it.
struct RecordsFormat: JSONFormat {
    /// An object or array that is read piece by piece.
    private struct Level {
        var claim: Claim
        var gaps = JSONGaps()
        let isList: Bool
    }

    private var records: JSONRecords
    private var levels: [Level] = []
    private let profile: RecordProfile
    private let mapping: FieldMapping
    private var hasContent = false
    private let requiresRecords: Bool

    /// A reader for which a text without records is an error or not.
    init(mapping: FieldMapping, profile: RecordProfile = RecordProfile(), requiresRecords: Bool) {
        self.mapping = mapping
        self.profile = profile
        self.requiresRecords = requiresRecords
        records = JSONRecords(mapping: mapping, profile: profile)
    }

    mutating func open(_ path: JSONPath, isObject: Bool, into output: FeedOutput) {
        hasContent = true
        let role = path.keys.isEmpty ? nil : role(path)
        let isList = !isObject && (path.isOutermost || role?.isAddress == true || role == .addresses)
        levels.append(Level(claim: levels.last?.claim ?? profile.claim, isList: isList))
    }

    mutating func close(_ path: JSONPath, isObject: Bool, into output: FeedOutput) {
        levels.removeLast()
    }

    mutating func read(_ value: JSONNode, at path: JSONPath, into output: FeedOutput) -> Bool {
        guard let level = levels.last else {
            let isEmpty = value.isObject && value.members.isEmpty || value.isArray && value.elements.isEmpty
            if !isEmpty { hasContent = true }
            return records.read(value, isList: value.isArray, inherited: profile.claim, into: output)
        }
        if path.isElement {
            let wasRead = records.read(value, isList: level.isList, inherited: level.claim, into: output)
            levels[levels.count - 1].gaps.note(wasRead, value, into: output)
            return wasRead
        }
        let role = role(path)
        if value.isObject || value.isArray {
            let isList = role?.isAddress == true || role == .addresses
            return records.read(value, isList: isList, inherited: level.claim, into: output)
        }
        if let role { learn(role, value) }
        return false
    }

    /// Takes what an object that is read piece by piece says of all that follows in it.
    private mutating func learn(_ role: FieldRole, _ value: JSONNode) {
        var record = RecordFields()
        let place = value.place
        value.withText { record.add(role, $0, line: place.line, offset: place.offset) }
        let last = levels.count - 1
        levels[last].claim = ClaimPieces(record, inherited: levels[last].claim, profile: profile).claim
    }

    func finish(into output: FeedOutput) throws(FeedError) {
        guard requiresRecords, hasContent, output.summary.read == 0 else { return }
        throw FeedError(
            .nothingReads,
            file: output.summary.name,
            detail: "no key in this JSON is known to hold an address; name it with --map address=KEY"
        )
    }

    private func role(_ path: JSONPath) -> FieldRole? {
        let squeezed = path.keys.map { CategoryWords.squeezed($0.utf8.span) }.joined()
        return records.role(squeezed: squeezed, dotted: path.keys.joined(separator: "."))
    }
}
