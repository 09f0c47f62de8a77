import Reports

/// What is known of the records of a feed beyond what the names of their fields tell.
struct RecordProfile {
    /// By squeezed name, what a field holds whatever its name means elsewhere.
    var roles: [String: FieldRole] = [:]
    /// Whether other fields than those of `roles` are passed over.
    var isClosed = false
    /// What the feed says of all it lists.
    var claim = Claim()
    /// Which roles hold the addresses to report: the first group of which a record has one. Empty to tell by what stands
    /// beside each other.
    var priority: [Set<FieldRole>] = []
    /// Why nothing of the feed is to be reported; nil when it is.
    var leftOut: RejectReason?
    /// The feed's own words and numbers for what an address is suspected of.
    var categories: [String: Category] = [:]
    /// What is told to inform only: it is no attack.
    var informOnly: Set<Category> = []
    /// Whether an object with `"type": "metadata"` speaks of the list and not of an address.
    var hasMetadata = false

    func role(squeezed name: String) -> FieldRole? {
        roles[name] ?? (isClosed ? nil : FieldNames.role(squeezed: name))
    }

    func role(_ name: Span<UInt8>) -> FieldRole? {
        name.count <= FieldNames.maximumLength ? role(squeezed: CategoryWords.squeezed(name)) : nil
    }

    func reported(among present: Set<FieldRole>) -> Set<FieldRole> {
        guard !priority.isEmpty else { return FieldRole.reported(among: present) }
        return priority.lazy.map { $0.intersection(present) }.first { !$0.isEmpty } ?? []
    }

    /// What a text of a category column says.
    func category(in text: Span<UInt8>) -> Category? {
        guard !categories.isEmpty else { return CategoryWords.category(in: text) }
        for word in FieldText.string(text).split(whereSeparator: { $0 == "," || $0 == ";" || $0 == " " }) {
            if let category = categories[word.lowercased()] { return category }
        }
        return CategoryWords.category(in: text)
    }

    func isMetadata(_ object: JSONNode) -> Bool {
        hasMetadata && object["type"]?.equals("metadata") == true
    }
}
