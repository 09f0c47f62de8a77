import Addresses
import Formats
import Registry
import Reports

/// Gathers the reports of a source's files into one snapshot, and the first rejects with their places.
struct SnapshotSink: FeedSink {
    private(set) var rejects: [Reject] = []
    /// Set when the source lists more than a snapshot can hold.
    private(set) var tooLarge: SnapshotTooLarge?
    private let keptRejects: Int
    private var builder = SnapshotBuilder()

    init(keptRejects: Int) {
        self.keptRejects = keptRejects
    }

    mutating func accept(_ address: Address, claim: Claim, line: Int) {
        guard tooLarge == nil else { return }
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
