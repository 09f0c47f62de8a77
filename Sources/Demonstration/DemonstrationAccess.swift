/// How the people and programs of a demonstration sign in: told once, kept nowhere.
public struct DemonstrationAccess: Sendable {
    /// Somebody who can sign in.
    public struct Person: Sendable {
        /// What is typed.
        public let name: String
        /// Made at random at that moment.
        public let password: String
        /// The code of the member; nil for the system's own.
        public let member: String?
        /// The word for the role.
        public let role: String
    }

    /// A key of a program.
    public struct Key: Sendable {
        /// The word for the role that the program has.
        public let role: String
        /// The code of its member.
        public let member: String
        /// The token.
        public let secret: String
    }

    /// Everybody.
    public internal(set) var people: [Person] = []
    /// One token for each role.
    public internal(set) var keys: [Key] = []
}
