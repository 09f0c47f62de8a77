import Reports

/// Score, category and flags of an entry in 16 bits.
///
/// ```
/// bit 0…6 score   7…11 category   12 listed   13 serves URL entries   14 serves a host-wide URL entry
/// bit 15 overrides what the list beneath says of the address
/// ```
/// A host that only serves URL entries is not `listed`: nothing is said of the host itself.
struct EntryMeta: Hashable, Sendable {
    static let listed: UInt16 = 1 << 12
    static let servesURLs: UInt16 = 1 << 13
    static let servesHostWide: UInt16 = 1 << 14
    /// Of a changed entry, listed, or of a removed one, not listed; only in what deltas change.
    static let overrides: UInt16 = 1 << 15
    private static let flags = listed | servesURLs | servesHostWide | overrides

    var raw: UInt16

    init(raw: UInt16) {
        self.raw = raw
    }

    /// A listed entry.
    init(score: UInt8, category: Category) {
        raw = UInt16(score) | UInt16(category.rawValue & 0x1F) << 7 | Self.listed
    }

    /// A host that serves a URL entry of `scope`.
    init(hostOf scope: MatchScope) {
        raw = scope == .host ? Self.servesURLs | Self.servesHostWide : Self.servesURLs
    }

    var isListed: Bool { raw & Self.listed != 0 }
    var servesURLs: Bool { raw & Self.servesURLs != 0 }
    var overridesBase: Bool { raw & Self.overrides != 0 }
    var servesHostWide: Bool { raw & Self.servesHostWide != 0 }
    var score: UInt8 { min(UInt8(raw & 0x7F), WatchlistEntry.maximumScore) }
    var category: Category { Category(rawValue: UInt8(raw >> 7 & 0x1F)) ?? .undetermined }

    /// Both together: the higher score, of equal scores the lower category number, and the flags of both.
    func merged(with other: EntryMeta) -> EntryMeta {
        let flags = (raw | other.raw) & Self.flags
        let best = rank >= other.rank ? self : other
        return EntryMeta(raw: best.raw & ~Self.flags | flags)
    }

    private var rank: Int {
        isListed ? Int(score) << 8 | Int(31 - (raw >> 7 & 0x1F)) : -1
    }
}
