import Registry
import Reports
import Synchronization

/// The codes of members, known for a moment: nearly every answer names some.
final class MemberDirectory: Sendable {
    /// How long they are taken for known, in seconds.
    static let lifetime: Int64 = 2

    private let clock: HubClock
    private let known = Mutex<(codes: [Int64: String], at: Int64)>(([:], .min))

    init(clock: HubClock) {
        self.clock = clock
    }

    /// The codes by number.
    func codes(_ store: any Store) throws -> [Int64: String] {
        let now = clock.now.seconds
        if let codes = known.withLock({ $0.at > now - Self.lifetime ? $0.codes : nil }) { return codes }
        let members = try store.members()
        let codes = Dictionary(uniqueKeysWithValues: members.map { ($0.id.number, $0.settings.code) })
        known.withLock { $0 = (codes, now) }
        return codes
    }

    /// Forgets them: they changed.
    func forget() {
        known.withLock { $0.at = .min }
    }

    /// The member of a code.
    func member(_ code: String, _ store: any Store) throws -> Member.ID {
        guard let (number, _) = try codes(store).first(where: { $0.value == code }) else {
            throw Problem(.invalid, "\(code): there is no member of that code")
        }
        return Member.ID(number)
    }
}
