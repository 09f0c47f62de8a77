/// Why a credential cannot be taken.
public enum CredentialError: String, Error, Sendable, CaseIterable {
    /// A password of too few characters.
    case passwordTooShort = "password-too-short"
    /// A password of too many bytes.
    case passwordTooLong = "password-too-long"
    /// The derivation failed: memory.
    case failed
}

extension CredentialError: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .passwordTooShort: "a password has \(PasswordHash.minimumLength) characters or more"
        case .passwordTooLong: "a password has at most \(PasswordHash.maximumBytes) bytes"
        case .failed: "the password could not be worked on; try again when there is more memory"
        }
    }
}
