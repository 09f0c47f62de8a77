public import Addresses
public import Reports

/// A report on its way to others.
public struct OutgoingReport: Hashable, Sendable {
    /// The address it is about.
    public var address: Address
    /// What is claimed, with the defaults of its source filled in.
    public var claim: Claim
    /// When it was first made known here.
    public var added: Timestamp
    /// When it was last changed here; not before ``added``.
    public var modified: Timestamp
    /// The score of the address, 0…100; nil when it is not told.
    public var score: UInt8?

    /// A report of `address`.
    public init(
        _ address: Address,
        _ claim: Claim,
        added: Timestamp,
        modified: Timestamp? = nil,
        score: UInt8? = nil
    ) {
        self.address = address
        self.claim = claim
        self.added = added
        self.modified = max(added, modified ?? added)
        self.score = score
    }
}

/// Who gives reports out.
public struct FeedAuthor: Hashable, Sendable {
    /// What the author is called, for example a CERT.
    public var name: String
    /// A name of letters, digits, dots and hyphens that is the author's alone, for example `example.cert.marsad`.
    public var identifier: String

    /// An author called `name`; everything made in the author's name is identified by `identifier`.
    public init(name: String, identifier: String) {
        self.name = name
        self.identifier = identifier
    }

    /// The UUID of the author, the same everywhere.
    public var uuid: String { NamedUUID("author", identifier).text }
}

/// Writes reports in one format, one after the other, without holding them.
///
/// The caller hands in a buffer that grows, and empties it whenever it likes: begin, write each report, finish.
public protocol ReportWriter: Sendable {
    /// Writes what stands before the first report.
    mutating func begin(into text: inout [UInt8])
    /// Writes a report.
    /// - Returns: false, and nothing is written, when the format cannot say it.
    mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool
    /// Writes what stands after the last report.
    mutating func finish(into text: inout [UInt8])
}

extension ReportWriter {
    /// Most formats have nothing before the first report.
    public mutating func begin(into text: inout [UInt8]) {}

    /// Most formats have nothing after the last report.
    public mutating func finish(into text: inout [UInt8]) {}
}
