import Reports
import Synchronization

/// Slows down who tries passwords: by the name that is tried, whether there is such a user or not, and by the address
/// that it is tried from.
final class SignInThrottle: Sendable {
    /// Failures for one name before it waits.
    static let failuresPerName = 5
    /// Failures from one address before it waits.
    static let failuresPerAddress = 20
    /// The first wait, in seconds; each further failure doubles it.
    static let firstWait: Int64 = 60
    /// The longest wait, in seconds: after so long without a failure, all is forgotten, too.
    static let longestWait: Int64 = 3600
    /// Most names and addresses remembered.
    static let maximumCount = 100_000

    private struct Failures {
        var count = 0
        var last: Timestamp
        var until: Timestamp?
    }

    private enum Key: Hashable {
        case name(String)
        case address(String)

        var limit: Int {
            switch self {
            case .name: SignInThrottle.failuresPerName
            case .address: SignInThrottle.failuresPerAddress
            }
        }
    }

    private let failures = Mutex<[Key: Failures]>([:])

    /// How many seconds somebody must wait before the next try; nil when none.
    func wait(name: String, address: String, at now: Timestamp) -> Int? {
        failures.withLock { failures in
            let untils = [Key.name(name), .address(address)].compactMap { failures[$0]?.until }
            guard let until = untils.max(), until > now else { return nil }
            return Int(until.seconds - now.seconds)
        }
    }

    /// Notes a failure.
    func fail(name: String, address: String, at now: Timestamp) {
        failures.withLock { failures in
            if failures.count >= Self.maximumCount {
                failures = failures.filter { now.seconds - $0.value.last.seconds < Self.longestWait }
                if failures.count >= Self.maximumCount { failures.removeAll() }
            }
            for key in [Key.name(name), .address(address)] {
                var entry = failures[key] ?? Failures(last: now)
                if now.seconds - entry.last.seconds >= Self.longestWait { entry.count = 0 }
                entry.count += 1
                entry.last = now
                let excess = entry.count - key.limit
                if excess >= 0 {
                    let wait = min(Self.firstWait << Int64(min(excess, 10)), Self.longestWait)
                    entry.until = Timestamp(seconds: now.seconds + wait)
                }
                failures[key] = entry
            }
        }
    }

    /// Forgets the failures for a name: somebody signed in with it.
    func succeed(name: String) {
        failures.withLock { $0[.name(name)] = nil }
    }
}
