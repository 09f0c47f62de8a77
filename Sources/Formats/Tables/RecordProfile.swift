import Reports

/// What is known of the records of a feed beyond what the names of their fields tell.
struct RecordProfile {
    /// By squeezed name, what a field holds whatever its name means elsewhere.
    var roles: [String: FieldRole] = [:]
    /// Whether other fields than those of `roles` are passed over.
    var isClosed = false
    /// What the feed says of all it lists.
    var claim = Claim()
    /// Which roles hold the addresses to report; nil to tell by what stands beside each other.
    var reported: Set<FieldRole>?
    /// Whether an object with `"type": "metadata"` speaks of the list and not of an address.
    var hasMetadata = false

    func role(squeezed name: String) -> FieldRole? {
        roles[name] ?? (isClosed ? nil : FieldNames.role(squeezed: name))
    }

    func role(_ name: Span<UInt8>) -> FieldRole? {
        name.count <= FieldNames.maximumLength ? role(squeezed: CategoryWords.squeezed(name)) : nil
    }

    func reported(among present: Set<FieldRole>) -> Set<FieldRole> {
        guard let reported else { return FieldRole.reported(among: present) }
        return reported.intersection(present)
    }

    func isMetadata(_ object: JSONNode) -> Bool {
        hasMetadata && object["type"]?.equals("metadata") == true
    }
}
