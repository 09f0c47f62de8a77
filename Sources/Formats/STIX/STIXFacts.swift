import Reports

/// What the objects around an indicator say of it: what it indicates, when it was sighted, which report contains it.
struct STIXFacts {
    /// Most related objects kept of one object.
    private static let maximumRelated = 4

    /// A related object as an indicator's report may tell of it.
    struct Related {
        let name: String
        let category: Category?
        /// The strictest label of the object and of the relation.
        let label: SharingLabel?
    }

    private(set) var related: [Related] = []
    private(set) var firstSeen: Timestamp?
    private(set) var lastSeen: Timestamp?
    private(set) var sightings = 0
    private(set) var reference: String?
    private(set) var label: SharingLabel?
    /// Whether something calls it bad: an indicator is based on it, malware talks to it.
    private(set) var isSuspected = false

    mutating func relate(_ other: Related) {
        guard related.count < Self.maximumRelated, !related.contains(where: { $0.name == other.name }) else {
            return
        }
        related.append(other)
    }

    mutating func suspect() { isSuspected = true }

    mutating func see(from first: Timestamp?, to last: Timestamp?, times: Int) {
        if let first { firstSeen = min(firstSeen ?? first, first) }
        if let last { lastSeen = max(lastSeen ?? last, last) }
        sightings += times
    }

    /// Takes what a report or grouping says of what it contains.
    mutating func contain(label: SharingLabel?, reference: String?) {
        if let label { self.label = max(self.label ?? label, label) }
        self.reference = self.reference ?? reference
    }
}

/// An object that others are related to: malware, a campaign, an infrastructure.
struct STIXNamedObject {
    let name: String
    let category: Category?
    let markings: Int
}
