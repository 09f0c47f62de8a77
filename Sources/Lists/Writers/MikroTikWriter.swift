internal import Reports

/// A RouterOS script that replaces an address list in both families.
///
/// Entries always have a timeout, so that they live in memory: without one, each import would be written to flash. A
/// duplicate of what another script added does not end the import.
struct MikroTikWriter: ListWriter {
    /// Timeout of what has no end, in seconds: a day; the list is imported again before.
    private static let defaultTimeout: Int64 = Timestamp.secondsPerDay
    /// Most bytes of a comment.
    private static let maximumComment = 120

    private let name: String
    private let now: Timestamp
    private var isInIPv6 = false

    init(_ options: ListOptions) {
        name = options.name.text
        now = options.now
    }

    mutating func begin(into text: inout ListText) {
        section("/ip firewall address-list\n", into: &text)
    }

    private func section(_ menu: StaticString, into text: inout ListText) {
        text.append(menu)
        text.append("remove [find list=\"")
        text.append(text: name)
        text.append("\"]\n")
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        if !entry.address.isIPv4 { beginIPv6(into: &text) }
        text.append(":do {add list=\"")
        text.append(text: name)
        text.append("\" address=")
        text.append(entry.address)
        text.append(" timeout=")
        text.append(decimal: entry.secondsLeft(at: now) ?? Self.defaultTimeout)
        text.append("s comment=\"")
        text.append(text: entry.category.name)
        if let reference = entry.reference {
            text.append(UInt8(ascii: " "))
            text.append(plain: reference, keeping: " .:/@+=&~%,_-", maximum: Self.maximumComment)
        }
        text.append("\"} on-error={}\n")
    }

    mutating func finish(into text: inout ListText) {
        beginIPv6(into: &text)
    }

    private mutating func beginIPv6(into text: inout ListText) {
        if isInIPv6 { return }
        isInIPv6 = true
        section("/ipv6 firewall address-list\n", into: &text)
    }
}
