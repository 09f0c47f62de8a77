import Addresses
import Allowlists
import Formats
import Registry
import Reports

/// Gathers the reports of a source's files into one snapshot, and the first rejects with their places.
struct SnapshotSink: FeedSink {
    private(set) var rejects: [Reject] = []
    /// Set when the source lists more than a snapshot can hold.
    private(set) var tooLarge: SnapshotTooLarge?
    /// How many of the accepted come to each outcome; nil when no allowlist is asked.
    private(set) var outcomes: OutcomeCounts?
    private let keptRejects: Int
    private let check: AllowlistCheck?
    private var builder = SnapshotBuilder()

    init(keptRejects: Int, check: AllowlistCheck?) {
        self.keptRejects = keptRejects
        self.check = check
        outcomes = check.map { _ in OutcomeCounts() }
    }

    mutating func accept(_ address: Address, claim: Claim, line: Int) {
        guard tooLarge == nil else { return }
        if let check { outcomes?.add(check.outcome(of: address, scope: claim.scope)) }
        do { try builder.add(address, claim) } catch { tooLarge = error }
    }

    /// Keeps what is faulty; what was left out for what it is needs no looking at.
    mutating func reject(_ reject: Reject) {
        guard rejects.count < keptRejects, !reject.reason.isLeftOut else { return }
        rejects.append(reject)
    }

    consuming func finish() -> Snapshot {
        builder.finish()
    }
}
