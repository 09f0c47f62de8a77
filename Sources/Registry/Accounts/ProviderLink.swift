/// Whom an OpenID Connect provider means: an administrator has said that this is a user of the hub.
public struct ProviderLink: Hashable, Sendable {
    /// Longest ``issuer``, in bytes.
    public static let maximumIssuerLength = 1000
    /// Longest ``subject``, in bytes (OpenID Connect Core §2).
    public static let maximumSubjectLength = 255

    /// The provider.
    public var issuer: String
    /// Who, in the provider's words.
    public var subject: String

    /// A link of these parts.
    public init(issuer: String, subject: String) {
        self.issuer = issuer
        self.subject = subject
    }

    /// What is wrong with it, as one sentence; nil when nothing is.
    public var fault: String? {
        guard (1...Self.maximumIssuerLength).contains(issuer.utf8.count),
            (1...Self.maximumSubjectLength).contains(subject.utf8.count)
        else {
            return
                "an issuer has 1 to \(Self.maximumIssuerLength) bytes, a subject 1 to \(Self.maximumSubjectLength)"
        }
        return nil
    }
}
