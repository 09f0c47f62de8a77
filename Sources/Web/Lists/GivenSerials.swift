import Registry
import Reports
import Synchronization

/// Notes which serial each consumer was last given; one that was noted is not written again for a while.
final class GivenSerials: Sendable {
    /// Seconds after which the same serial is noted again: so it shows who still asks.
    static let silence: Int64 = 300
    /// Most consumers and lists remembered; a further one makes it forget.
    static let maximumRemembered = 10_000

    private struct Key: Hashable {
        let list: PublishedList.ID
        let token: Token.ID
    }

    private let desk: StoreDesk
    private let known = Mutex<[Key: (serial: Int64, at: Timestamp)]>([:])

    init(desk: StoreDesk) {
        self.desk = desk
    }

    /// Notes that `identity` was given the serial that `list` serves.
    func note(_ list: PublishedList, to identity: Identity, at now: Timestamp) async throws {
        guard let token = identity.token?.id else { return }
        let key = Key(list: list.id, token: token)
        let isNew = known.withLock { known in
            if let last = known[key], last.serial == list.serial, now.seconds < last.at.seconds + Self.silence
            {
                return false
            }
            if known.count >= Self.maximumRemembered { known.removeAll(keepingCapacity: true) }
            known[key] = (list.serial, now)
            return true
        }
        guard isNew else { return }
        // Whoever cannot be noted is served all the same.
        try? await desk.ask { try $0.recordListGiven(list.id, serial: list.serial, to: token, at: now) }
    }
}
