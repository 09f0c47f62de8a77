import Credentials
import Registry
import Reports
import Synchronization

/// Sign-ins by a provider that are under way: answers that have been used, and people whose one-time code is awaited.
///
/// Kept in memory: whoever comes back to another hub, or after a restart, begins again.
final class PendingSignIns: Sendable {
    /// How long a provider may take, and a one-time code, in seconds.
    static let lifetime: Int64 = 600
    /// Wrong codes after which a sign-in begins again.
    static let maximumTries = 5
    /// Most that are remembered.
    static let maximumCount = 100_000

    /// Somebody whom the provider vouches for, without a second factor.
    struct Person: Sendable {
        let user: User.ID
        let next: String
        let until: Timestamp
        var tries = 0
    }

    private struct State {
        var used: [String: Timestamp] = [:]
        var people: [SecretDigest: Person] = [:]
    }

    private let state = Mutex(State())

    /// Takes an answer of the provider, once.
    /// - Returns: whether it has not been used before.
    func use(_ answer: String, at now: Timestamp) -> Bool {
        state.withLock { state in
            if state.used.count >= Self.maximumCount { state.used = state.used.filter { $0.value > now } }
            guard state.used.count < Self.maximumCount, state.used[answer].map({ $0 <= now }) ?? true else {
                return false
            }
            // The cookie that it belongs to ends before.
            state.used[answer] = Timestamp(seconds: now.seconds + 2 * Self.lifetime)
            return true
        }
    }

    /// Awaits the one-time code of somebody.
    func expectCode(of user: User.ID, _ secret: SecretDigest, next: String, at now: Timestamp) {
        state.withLock { state in
            if state.people.count >= Self.maximumCount {
                state.people = state.people.filter { $0.value.until > now }
                if state.people.count >= Self.maximumCount { state.people.removeAll() }
            }
            let until = Timestamp(seconds: now.seconds + Self.lifetime)
            state.people[secret] = Person(user: user, next: next, until: until)
        }
    }

    /// Whose code is awaited; each time counts as a try, and the last one ends it.
    func attempt(_ secret: SecretDigest, at now: Timestamp) -> Person? {
        state.withLock { state in
            guard var person = state.people[secret], person.until > now, person.tries < Self.maximumTries
            else {
                state.people[secret] = nil
                return nil
            }
            person.tries += 1
            state.people[secret] = person
            return person
        }
    }

    /// Ends a sign-in: it came about.
    func end(_ secret: SecretDigest) { state.withLock { $0.people[secret] = nil } }
}
