public import Credentials
public import Reports

/// Where users, their sessions and tokens are kept.
public protocol AccountStore: Sendable {
    // MARK: Set-up

    /// Whether some user can sign in as the system's administrator.
    func hasAdministrator() throws(StoreError) -> Bool

    /// Makes the secret with this digest good for making the first administrator, until a moment; an earlier one is
    /// good no longer.
    func offerSetUp(_ digest: SecretDigest, until: Timestamp) throws(StoreError)

    /// Makes the first administrator, once.
    /// - Returns: nil when the secret is not the one offered, or too late, or there is an administrator by now.
    func setUp(
        _ digest: SecretDigest,
        _ settings: UserSettings,
        password: PasswordHash,
        at: Timestamp
    ) throws(StoreError) -> User?

    // MARK: Users

    /// All users, or those of one member, by name.
    func users(of member: Member.ID?) throws(StoreError) -> [User]

    /// The user with this number.
    func user(_ id: User.ID) throws(StoreError) -> User?

    /// Makes a user.
    func addUser(
        _ settings: UserSettings,
        password: PasswordHash,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> User

    /// Gives a user other settings; when disabled, all sessions end.
    func updateUser(
        _ id: User.ID,
        _ settings: UserSettings,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> User

    /// Gives a user another password; all sessions but `kept` end.
    func setPassword(
        of id: User.ID,
        _ password: PasswordHash,
        keeping kept: SecretDigest?,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError)

    /// Gives a user another key for one-time codes, or none.
    func setOneTimeCode(
        of id: User.ID,
        _ code: OneTimeCode?,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError)

    /// Stores how a user likes to read.
    func setPreferences(of id: User.ID, _ preferences: Preferences) throws(StoreError)

    /// Says whom a provider means by a user; nil takes that back.
    /// - Throws: ``StoreError/Code/invalidValue`` for a link with a ``ProviderLink/fault`` or that another user has.
    func linkUser(_ id: User.ID, to link: ProviderLink?, by actor: Actor, at: Timestamp) throws(StoreError)

    /// The user whom a provider means; nil when there is none.
    func user(linkedTo link: ProviderLink) throws(StoreError) -> User?

    // MARK: Signing in

    /// What is needed to judge a sign-in; nil when there is no such user.
    func signInFacts(ofUserNamed name: String) throws(StoreError) -> SignInFacts?

    /// Notes a sign-in that failed, and locks the account for a while when there were too many.
    func recordFailedSignIn(of id: User.ID, at: Timestamp) throws(StoreError)

    /// Notes a sign-in and begins a session.
    /// - Parameters:
    ///   - id: who signs in.
    ///   - session: the digest of the secret that the browser keeps.
    ///   - codePeriod: the period of the one-time code that was given, which is refused from now on.
    ///   - means: how the user signed in, for the records; empty for the password.
    ///   - until: when the session ends.
    ///   - at: now.
    /// - Throws: ``StoreError``.
    func beginSession(
        of id: User.ID,
        _ session: SecretDigest,
        codePeriod: Int64?,
        means: String,
        until: Timestamp,
        at: Timestamp
    ) throws(StoreError)

    /// A session that has not ended, nor lain idle for ``Session/idleSeconds``, of somebody who may sign in.
    /// - Parameters:
    ///   - session: the digest of its secret.
    ///   - isUse: whether a person uses it, which is noted; what a page does by itself is no use.
    ///   - at: now.
    /// - Returns: the session; nil when there is none.
    /// - Throws: ``StoreError``.
    func openSession(_ session: SecretDigest, isUse: Bool, at: Timestamp) throws(StoreError) -> OpenSession?

    /// Ends a session.
    func endSession(_ session: SecretDigest, at: Timestamp) throws(StoreError)

    // MARK: Tokens

    /// All tokens, or those of one member, newest first.
    func tokens(of member: Member.ID?) throws(StoreError) -> [Token]

    /// Makes a token.
    func addToken(
        _ settings: TokenSettings,
        _ digest: SecretDigest,
        by actor: Actor,
        at: Timestamp
    ) throws(StoreError) -> Token

    /// The token of a secret, whether valid or not.
    func token(_ digest: SecretDigest) throws(StoreError) -> Token?

    /// Withdraws a token.
    func revokeToken(_ id: Token.ID, by actor: Actor, at: Timestamp) throws(StoreError)

    /// Notes when tokens were last presented.
    func recordUse(of tokens: [Token.ID: Timestamp]) throws(StoreError)
}

/// What is needed to judge a sign-in.
public struct SignInFacts: Sendable {
    /// Who wants to sign in.
    public var user: User
    /// The password.
    public var password: PasswordHash
    /// The key of one-time codes, where one is asked for.
    public var oneTimeCode: OneTimeCode?
    /// The period of the last code that was used.
    public var lastCodePeriod: Int64?

    /// Facts as stored.
    public init(user: User, password: PasswordHash, oneTimeCode: OneTimeCode?, lastCodePeriod: Int64?) {
        self.user = user
        self.password = password
        self.oneTimeCode = oneTimeCode
        self.lastCodePeriod = lastCodePeriod
    }
}

extension AccountStore {
    /// Notes a sign-in by the password and begins a session.
    public func beginSession(
        of id: User.ID,
        _ session: SecretDigest,
        codePeriod: Int64?,
        until: Timestamp,
        at: Timestamp
    ) throws(StoreError) {
        try beginSession(of: id, session, codePeriod: codePeriod, means: "", until: until, at: at)
    }

    /// The user of a session that goes on; its use is noted.
    public func user(ofSession session: SecretDigest, at: Timestamp) throws(StoreError) -> User? {
        try openSession(session, isUse: true, at: at)?.user
    }
}
