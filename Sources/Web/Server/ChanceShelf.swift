import Registry
import Reports
import SourceWorth
import Synchronization

/// The measured chances beside scores, known for a while: they are measured once a week, and asked with every lookup.
final class ChanceShelf: Sendable {
    /// How long they are taken for known, in seconds.
    static let lifetime: Int64 = 60

    private let clock: HubClock
    private let known = Mutex<(chances: Chances, at: Int64)?>(nil)

    init(clock: HubClock) {
        self.clock = clock
    }

    /// The chances by kind and score.
    func chances(_ store: any Store) throws -> Chances {
        let now = clock.now.seconds
        if let known = known.withLock(\.self), now - known.at < Self.lifetime { return known.chances }
        let chances = try store.measuredChances()
        known.withLock { $0 = (chances, now) }
        return chances
    }
}
