import Addresses
import Reports

/// Where format readers put what they find: counts it, and hands it to the caller's sink.
final class FeedOutput {
    /// The claim of an address of which nothing is said; shared by all of them.
    static let emptyClaim = Claim()

    private let receiver: any FeedReceiver
    private(set) var summary: FeedSummary
    /// 1-based line of what is being read.
    private(set) var line = 0
    /// Offset of that line in the file.
    private(set) var offset: Int64 = 0
    /// Whether something was left out that the feed is right to have, so that the format is right.
    private(set) var hasLeftOut = false
    /// Where the first reject stands.
    private(set) var firstRejectOffset: Int64?

    init(_ receiver: any FeedReceiver, name: String, format: FeedFormat) {
        self.receiver = receiver
        summary = FeedSummary(name: name, format: format)
    }

    /// Says where the next piece stands.
    func begin(line: Int, offset: Int64) {
        self.line = line
        self.offset = offset
        if line > summary.lines { summary.lines = line }
    }

    /// Counts a line that claims nothing.
    func skip() {
        summary.skipped += 1
    }

    /// Accepts an address; only URLs have another scope than themselves.
    func accept(_ address: Address, claim: Claim) {
        summary.accepted += 1
        guard claim.scope != .exact, address.kind != .url else {
            return receiver.accept(address, claim: claim, line: line)
        }
        var exact = claim
        exact.scope = .exact
        receiver.accept(address, claim: exact, line: line)
    }

    /// Rejects the bytes of a field that begins at byte `start` of the line.
    func reject(_ reason: RejectReason, _ field: Span<UInt8>, at start: Int = 0) {
        summary.rejectedByReason[reason, default: 0] += 1
        if reason.isLeftOut { hasLeftOut = true }
        firstRejectOffset = firstRejectOffset ?? offset + Int64(start)
        receiver.reject(
            Reject(
                file: summary.name,
                line: line,
                offset: offset + Int64(start),
                reason: reason,
                excerpt: FieldText.excerpt(field)
            )
        )
    }

    /// Reads a field that is one address and accepts or rejects it.
    ///
    /// A port goes into the comment, for an address has none.
    /// - Parameters:
    ///   - field: the address alone.
    ///   - start: its first byte in the line.
    ///   - claim: what is said of it.
    func read(_ field: Span<UInt8>, at start: Int, claim: Claim) {
        if let address = FieldReading.plainAddress(field) { return accept(address, claim: claim) }
        do throws(AddressError) {
            let addresses = try FieldReading.addresses(field)
            let claim = FieldReading.portNote(field, addresses).map { claim.noting($0) } ?? claim
            for address in addresses { accept(address, claim: claim) }
        } catch {
            reject(RejectReason(error.reason), field, at: start + error.offset)
        }
    }
}

/// What ``FeedOutput`` hands to.
protocol FeedReceiver: AnyObject {
    func accept(_ address: Address, claim: Claim, line: Int)
    func reject(_ reject: Reject)
}

/// Keeps the caller's sink while a feed is read, so that readers need not be generic over it.
final class SinkBox<Sink: FeedSink>: FeedReceiver {
    var sink: Sink

    init(_ sink: consuming Sink) {
        self.sink = sink
    }

    func accept(_ address: Address, claim: Claim, line: Int) {
        sink.accept(address, claim: claim, line: line)
    }

    func reject(_ reject: Reject) {
        sink.reject(reject)
    }
}

extension Claim {
    /// The same claim with `note` before its comment.
    func noting(_ note: String) -> Claim {
        var claim = self
        let text = claim.comment.map { "\(note); \($0)" } ?? note
        claim.comment = FieldText.cut(text, limit: Claim.maximumTextLength)
        return claim
    }
}
