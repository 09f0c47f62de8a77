internal import Crypto
public import Addresses
public import Reports

/// Reports that a member makes by hand or by a program of its own, added to those it made before.
///
/// The reports stand in the member's own source, one for each address: a later report of an address takes the place of an
/// earlier one. Of two reports of one address in a submission the last counts.
public struct Submission: Hashable, Sendable {
    /// Most reports of one submission.
    public static let maximumCount = 100_000

    /// One report of a submission.
    public struct Item: Hashable, Sendable {
        /// Most members that a report names.
        public static let maximumNamed = 64

        /// The address it is about.
        public var address: Address
        /// What is claimed; what it leaves out is the member's default.
        public var claim: Claim
        /// The members that may see it when it is RED, besides its owner.
        public var named: [Member.ID]
        /// Whether an allowlist holds the address back: a report that asks to block it then waits for a second person,
        /// also when a program sent it.
        public var isHeldBack: Bool

        /// A report of these parts.
        public init(
            _ address: Address,
            _ claim: Claim,
            naming named: [Member.ID] = [],
            isHeldBack: Bool = false
        ) {
            self.address = address
            self.claim = claim
            self.named = named
            self.isHeldBack = isHeldBack
        }
    }

    /// The reports.
    public var items: [Item]
    /// What names the submission, so that it happens once however often it is sent.
    public var key: IdempotencyKey?

    /// A submission of these reports.
    public init(_ items: [Item], key: IdempotencyKey? = nil) {
        self.items = items
        self.key = key
    }

    /// What is wrong with it, as one sentence; nil when nothing is.
    public var fault: String? {
        if items.isEmpty || items.count > Self.maximumCount {
            return "a submission has 1 to \(Self.maximumCount) reports"
        }
        for (index, item) in items.enumerated() {
            if let confidence = item.claim.confidence, confidence > 100 {
                return "report \(index + 1): a confidence lies between 0 and 100"
            }
            if item.named.count > Item.maximumNamed {
                return "report \(index + 1): a report names at most \(Item.maximumNamed) members"
            }
            for text in [item.claim.reference, item.claim.comment].compactMap(\.self)
            where text.utf8.count > Claim.maximumTextLength {
                return "report \(index + 1): texts have at most \(Claim.maximumTextLength) bytes"
            }
            if item.claim.scope != .exact, item.address.kind != .url {
                return "report \(index + 1): only a URL has a scope"
            }
        }
        return nil
    }

    /// A hash of the reports: equal for equal reports in equal order.
    public var digest: [UInt8] {
        var hash = SHA256()
        for item in items {
            var bytes: [UInt8] = []
            for part in [item.address.key.bytes, ClaimEncoding.bytes(of: item.claim)] {
                withUnsafeBytes(of: UInt32(part.count).littleEndian) { bytes.append(contentsOf: $0) }
                bytes += part
            }
            withUnsafeBytes(of: UInt32(item.named.count).littleEndian) { bytes.append(contentsOf: $0) }
            for member in item.named {
                withUnsafeBytes(of: member.number.littleEndian) { bytes.append(contentsOf: $0) }
            }
            hash.update(data: bytes)
        }
        return Array(hash.finalize())
    }
}

/// A word by which a program names a request, so that it can be sent again.
public struct IdempotencyKey: Hashable, Sendable {
    /// Longest key, in characters.
    public static let maximumLength = 255
    /// How long a key is remembered, in days.
    public static let days = 7.0

    /// The word.
    public let text: String

    /// The key written `text`; nil unless it is 1 to ``maximumLength`` visible ASCII characters.
    public init?(_ text: String) {
        guard (1...Self.maximumLength).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }
}

/// What became of a submission.
public struct SubmissionReceipt: Hashable, Sendable {
    /// Addresses that the member did not report before.
    public var added: Int
    /// Addresses that it reports anew.
    public var updated: Int
    /// Reports that wait for a second person.
    public var waiting: Int
    /// The revision of the change.
    public var revision: Int64

    /// A receipt of these counts.
    public init(added: Int = 0, updated: Int = 0, waiting: Int = 0, revision: Int64 = 0) {
        self.added = added
        self.updated = updated
        self.waiting = waiting
        self.revision = revision
    }
}
