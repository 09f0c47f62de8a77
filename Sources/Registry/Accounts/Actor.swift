/// Who does something: what the audit records name.
public struct Actor: Hashable, Sendable {
    /// What kind of actor it is.
    public enum Kind: Hashable, Sendable {
        /// Marsad itself: a schedule, a start.
        case system
        /// Somebody at the command line of the machine.
        case operatingSystem
        /// A person who signed in.
        case user(User.ID)
        /// A program with a token.
        case token(Token.ID)
    }

    /// What kind of actor it is.
    public var kind: Kind
    /// Its name at the time.
    public var name: String
    /// Whom it works for.
    public var member: Member.ID?

    /// An actor of these parts.
    public init(_ kind: Kind, name: String, member: Member.ID?) {
        self.kind = kind
        self.name = name
        self.member = member
    }

    /// Marsad itself.
    public static let system = Actor(.system, name: "marsad", member: nil)

    /// The kind and number in one word, as kept in audit records.
    public var word: String {
        switch kind {
        case .system: "system"
        case .operatingSystem: "shell"
        case .user(let id): "user:\(id.number)"
        case .token(let id): "token:\(id.number)"
        }
    }
}
