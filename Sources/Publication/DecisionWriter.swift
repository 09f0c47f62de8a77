internal import Lists
internal import Addresses
internal import JSONOutput
internal import Registry
internal import Reports

/// Writes entries as decisions of CrowdSec's local API, as its bouncers read them.
///
/// All seven fields always, canonical values, a duration in Go's notation and above zero, one decision for each value. See
/// `docs/decisions/0010-published-lists.md` for what bouncers make of anything else.
struct DecisionWriter: Sendable {
    /// How long a decision lasts that does not end by itself, in seconds: a year.
    static let longest: Int64 = 8760 * 3600

    private let scenario: String
    private let now: Timestamp
    /// Whether networks are written; bouncers that keep sets of single addresses take only their first.
    private let hasRanges: Bool

    /// A writer for a list.
    /// - Parameters:
    ///   - list: the list's settings.
    ///   - ranges: whether networks are written.
    ///   - now: from when on durations count.
    init(_ list: ListSettings, withRanges ranges: Bool, at now: Timestamp) {
        scenario = "marsad/\(list.name.text)"
        self.now = now
        hasRanges = ranges
    }

    /// Whether an entry is a decision that holds.
    func takes(_ listed: ListedAddress) -> Bool {
        if let expiry = listed.expiry, expiry <= now { return false }
        return isDecision(listed)
    }

    /// Whether an entry is or was a decision.
    func isDecision(_ listed: ListedAddress) -> Bool {
        switch listed.address {
        case .ip: return true
        case .network: return hasRanges
        case .asn, .domain, .url: return false
        }
    }

    /// Writes an entry.
    func write(_ listed: ListedAddress, to writer: inout JSONWriter) {
        let left = listed.expiry.map { max(1, $0.seconds - now.seconds) } ?? Self.longest
        writer.object { writer in
            writer.field("id", Self.number(of: listed.reference))
            writer.field("origin", "marsad")
            writer.field("type", "ban")
            writer.field("scope", Self.scope(of: listed))
            writer.field("value", "\(listed.address)")
            writer.field("duration", "\(left / 3600)h\(left / 60 % 60)m\(left % 60)s")
            writer.field("scenario", scenario)
        }
    }

    private static func scope(of listed: ListedAddress) -> String {
        if case .network = listed.address { "Range" } else { "Ip" }
    }

    /// The reference as the number that bouncers want.
    private static func number(of reference: String) -> Int64 {
        reference.utf8.reduce(0) { $0 << 5 | Int64(digit($1)) }
    }

    private static func digit(_ letter: UInt8) -> UInt8 {
        if letter <= UInt8(ascii: "9") { return letter - UInt8(ascii: "0") }
        // Crockford's alphabet leaves out I, L, O and U.
        let skipped = "ILOU".utf8.reduce(UInt8(0)) { $0 + ($1 < letter ? 1 : 0) }
        return letter - UInt8(ascii: "A") + 10 - skipped
    }
}
