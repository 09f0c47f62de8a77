import Credentials
import Registry
import Reports
import Synchronization

/// Tokens that were looked up lately, so that a busy consumer does not cost a query for each request.
final class TokenCache: Sendable {
    /// How long an answer is good for, in seconds: so long may a token go on after another hub has withdrawn it.
    static let lifetime: Int64 = 2
    /// Most answers kept.
    static let maximumCount = 10_000

    private struct State {
        var tokens: [SecretDigest: (token: Token?, at: Timestamp)] = [:]
        var uses: [Token.ID: Timestamp] = [:]
    }

    private let state = Mutex(State())

    /// The token of a secret, if it was asked for lately.
    func token(_ digest: SecretDigest, at now: Timestamp) -> Token?? {
        state.withLock { state in
            guard let known = state.tokens[digest], now.seconds - known.at.seconds < Self.lifetime else {
                return nil
            }
            if let token = known.token { state.uses[token.id] = now }
            return known.token
        }
    }

    /// Keeps an answer.
    func keep(_ token: Token?, for digest: SecretDigest, at now: Timestamp) {
        state.withLock { state in
            if state.tokens.count >= Self.maximumCount { state.tokens.removeAll(keepingCapacity: true) }
            state.tokens[digest] = (token, now)
            if let token { state.uses[token.id] = now }
        }
    }

    /// Forgets all answers: a token was withdrawn.
    func forget() {
        state.withLock { $0.tokens.removeAll(keepingCapacity: true) }
    }

    /// When tokens were last presented, since this was last asked.
    func takeUses() -> [Token.ID: Timestamp] {
        state.withLock { state in
            defer { state.uses = [:] }
            return state.uses
        }
    }
}
