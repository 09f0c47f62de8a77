/// What can be done that is worth a record. The raw value is stored and never changes.
public enum AuditAction: String, Sendable, CaseIterable {
    case setUp = "set-up"
    case memberAdded = "member-added"
    case memberUpdated = "member-updated"
    case userAdded = "user-added"
    case userUpdated = "user-updated"
    case passwordSet = "password-set"
    case oneTimeCodeSet = "one-time-code-set"
    case signedIn = "signed-in"
    case signInFailed = "sign-in-failed"
    case signedOut = "signed-out"
    case tokenAdded = "token-added"
    case tokenRevoked = "token-revoked"
    case allowEntryAdded = "allow-entry-added"
    case allowEntryRemoved = "allow-entry-removed"
    case allowlistImported = "allowlist-imported"
    case allowlistRemoved = "allowlist-removed"
}
