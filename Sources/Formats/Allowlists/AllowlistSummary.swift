import Allowlists

/// What reading one list came to.
public struct AllowlistSummary: Hashable, Sendable {
    /// Most ``rejects`` that are kept.
    public static let maximumRejects = 20

    /// The file as named by the caller, followed by `!` and the path within for a member of an archive.
    public let file: String
    /// The format; nil for a file beside the lists (a licence, a read-me) that was left out.
    public let format: AllowlistFormat?
    /// The list's short name, under which its entries appear.
    public internal(set) var list: String
    /// The list's title.
    public internal(set) var title = ""
    /// How its entries were taken.
    public internal(set) var treatment: ListTreatment?
    /// Entries that were taken.
    public internal(set) var accepted = 0
    /// Entries that were not, by reason.
    public internal(set) var rejectedByReason: [RejectReason: Int] = [:]
    /// The first of them.
    public internal(set) var rejects: [Reject] = []

    init(file: String, format: AllowlistFormat?, list: String) {
        self.file = file
        self.format = format
        self.list = list
    }

    /// Entries that were not taken, for all reasons.
    public var rejected: Int { rejectedByReason.values.reduce(0, +) }

    /// Entries met.
    public var read: Int { accepted + rejected }

    mutating func add(_ reject: Reject) {
        rejectedByReason[reject.reason, default: 0] += 1
        if rejects.count < Self.maximumRejects { rejects.append(reject) }
    }

    mutating func reject(_ reason: RejectReason, _ field: Span<UInt8>, line: Int, offset: Int64) {
        rejectedByReason[reason, default: 0] += 1
        guard rejects.count < Self.maximumRejects else { return }
        rejects.append(
            Reject(file: file, line: line, offset: offset, reason: reason, excerpt: FieldText.excerpt(field))
        )
    }
}

extension RejectReason {
    /// A list, and all in it, that is about something else than addresses: hashes, e-mail, telephone numbers.
    public static let notAboutAddresses = RejectReason(label: "not-about-addresses")
    /// A name below the rank up to which popularity counts.
    public static let beyondRank = RejectReason(label: "beyond-rank")
    /// A value of another kind than its list says.
    public static let wrongKind = RejectReason(label: "wrong-kind")

    /// The reason for which a pattern cannot be used.
    init(_ reason: PatternError.Reason) {
        self.init(label: reason.rawValue)
    }
}
