import Addresses
import ByteStreams
import Formats
import Reports

/// A sink that keeps what it is given as text.
struct ListSink: FeedSink {
    var addresses: [String] = []
    var claims: [Claim] = []
    var lines: [Int] = []
    var rejects: [Reject] = []

    mutating func accept(_ address: Address, claim: Claim, line: Int) {
        addresses.append(address.description)
        claims.append(claim)
        lines.append(line)
    }

    mutating func reject(_ reject: Reject) {
        rejects.append(reject)
    }

    /// `line:reason` of each reject.
    var reasons: [String] { rejects.map { "\($0.line):\($0.reason)" } }
}

/// A sink that only counts.
struct CountingSink: FeedSink {
    var accepted = 0
    var rejected = 0

    mutating func accept(_ address: Address, claim: Claim, line: Int) { accepted += 1 }

    mutating func reject(_ reject: Reject) { rejected += 1 }
}

/// What reading a text gives.
func read(
    _ text: String,
    as format: FeedFormat? = nil,
    map rules: [String] = []
) throws -> (sink: ListSink, summary: FeedSummary) {
    try read(Array(text.utf8), as: format, map: rules)
}

func read(
    _ bytes: [UInt8],
    as format: FeedFormat? = nil,
    map rules: [String] = []
) throws -> (sink: ListSink, summary: FeedSummary) {
    var mapping = FieldMapping()
    for rule in rules where !mapping.add(rule) { throw UnknownRule() }
    var sink = ListSink()
    let summaries = try FeedReader(format: format, mapping: mapping)
        .read(ByteInput(name: "feed", bytes: bytes), into: &sink)
    guard let summary = summaries.first, summaries.count == 1 else { throw UnknownRule() }
    guard summary.accepted == sink.addresses.count, summary.rejected == sink.rejects.count,
        summary.read == summary.accepted + summary.rejected
    else { throw CountsDiffer(summary: summary) }
    return (sink, summary)
}

struct UnknownRule: Error {}

struct CountsDiffer: Error {
    let summary: FeedSummary
}
