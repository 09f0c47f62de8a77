import Credentials
import Hummingbird
import Registry
import Reports

/// Somebody tries to sign in.
struct SignInAttempt: Sendable {
    let name: String
    let password: String
    let code: String
    /// Where the connection comes from.
    let address: String

    /// What came of it.
    enum Verdict: Sendable {
        /// The user, and the period of the one-time code where one was asked for.
        case signedIn(User, codePeriod: Int64?)
        case wrong
        /// Too many tries: wait so many seconds.
        case wait(Int)
    }

    /// Judges the attempt. It takes as long, and says the same, whether there is no such user or the password is wrong.
    func judge(by console: Console) async throws -> Verdict {
        let now = console.clock.now
        let key = String(name.prefix(UserSettings.maximumNameLength))
        if let seconds = console.throttle.wait(name: key, address: address, at: now) { return .wait(seconds) }
        let verdict = try await console.desk.ask { try self.verdict(in: $0, at: now) }
        switch verdict {
        case .signedIn: console.throttle.succeed(name: key)
        case .wrong: console.throttle.fail(name: key, address: address, at: now)
        case .wait: break
        }
        return verdict
    }

    private func verdict(in store: any Store, at now: Timestamp) throws -> Verdict {
        guard let facts = try store.signInFacts(ofUserNamed: name) else {
            PasswordHash.spendTime(on: password)
            return .wrong
        }
        if let until = facts.user.lockedUntil, until > now {
            PasswordHash.spendTime(on: password)
            return .wait(Int(until.seconds - now.seconds))
        }
        let isRight = facts.password.matches(password)
        let period = facts.oneTimeCode.flatMap { $0.period(of: code, at: now.seconds) }
        let isFresh = period.map { $0 > facts.lastCodePeriod ?? .min } ?? false
        guard isRight, facts.oneTimeCode == nil || isFresh, !facts.user.settings.isDisabled else {
            try store.recordFailedSignIn(of: facts.user.id, at: now)
            return .wrong
        }
        return .signedIn(facts.user, codePeriod: period)
    }
}
