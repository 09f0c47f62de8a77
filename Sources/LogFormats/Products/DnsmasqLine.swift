/// dnsmasq and Pi-hole: `query[A] name from client`, `reply name is address`, `forwarded name to server` and the like.
enum DnsmasqLine {
    /// Reads the message; false when it is none about a name.
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) -> Bool {
        var plan = ColumnPlan(separator: 0x20)
        plan.joinsSeparators = true
        plan.isQuoted = false
        var cells = CellCursor(bytes, range, plan)
        guard var verb = cells.next(), !verb.range.isEmpty else { return false }
        if bytes[verb.range.lowerBound].isDigit {
            // With extra logging a serial number and the client come first.
            guard let client = cells.next(), let next = cells.next() else { return false }
            draft.take(.source, 10, bytes, client.range)
            verb = next
        }
        let isQuery = bytes.starts(with: "query[", at: verb.range.lowerBound, end: verb.range.upperBound)
        while !isQuery, let word = verbWord(bytes, verb.range), word == .more, let next = cells.next() {
            verb = next
        }
        guard isQuery || verbWord(bytes, verb.range) != nil, let name = cells.next(), let link = cells.next()
        else {
            return false
        }
        draft.takeName(.query, 10, bytes, name.range, .none)
        if isBlocked(bytes, range.lowerBound..<name.range.lowerBound) { draft.offerAction(.blocked, 10) }
        guard let value = cells.next() else { return true }
        if bytes.equals("from", link.range) {
            draft.take(.source, 10, bytes, value.range)
        } else if bytes.equals("to", link.range) {
            draft.take(.destination, 10, bytes, value.range)
        } else if bytes.equals("is", link.range) {
            draft.take(.answer, 10, bytes, value.range)
        }
        return true
    }

    private enum Word { case verb, more }

    private static let verbs: [StaticString] = [
        "reply", "cached", "forwarded", "config", "blocked", "cached-stale", "validation", "rpz", "denied",
        "blacklisted",
        "/etc/hosts", "dhcp", "special", "hostsfile", "local", "upstream",
    ]

    /// Words that stand before the verb.
    private static let befores: [StaticString] = ["gravity", "exactly", "regex", "external"]

    private static func verbWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Word? {
        if befores.contains(where: { bytes.equals($0, range) }) { return .more }
        if verbs.contains(where: { bytes.equals($0, range) }) { return .verb }
        // A file of hosts.
        return !range.isEmpty && bytes[range.lowerBound] == UInt8(ascii: "/") ? .verb : nil
    }

    private static func isBlocked(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        bytes.firstIndex(of: "blocked", from: range.lowerBound, to: range.upperBound) != nil
            || bytes.firstIndex(of: "blacklisted", from: range.lowerBound, to: range.upperBound) != nil
            || bytes.firstIndex(of: "denied", from: range.lowerBound, to: range.upperBound) != nil
    }
}
