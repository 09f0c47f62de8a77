/// Why a sign-in with a provider does not come about. Nothing in it is secret.
public enum OIDCRefusal: Error, Hashable, CustomStringConvertible {
    /// The browser did not begin it, it began too long ago, or it has been used.
    case state
    /// The provider says that it refuses, by this word.
    case refused(String)
    /// The provider does not answer as it should.
    case provider(String)
    /// What the provider vouches for is not good here, and why.
    case token(String)

    /// For the records.
    public var description: String {
        switch self {
        case .state: "the answer belongs to no sign-in of this browser, or to one that is over"
        case .refused(let word): "the provider refused: \(word)"
        case .provider(let words): "the provider does not answer as it should: \(words)"
        case .token(let words): "the identity token is not good: \(words)"
        }
    }
}
