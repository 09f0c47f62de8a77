internal import Crypto
public import Reports

/// One thing that somebody did, as kept for ever.
///
/// Each entry's seal covers the entry and the seal before it, with a key that stands outside the registry: an entry
/// that is changed, taken out, put in or moved breaks every seal from there on.
public struct AuditEntry: Hashable, Sendable, Identifiable {
    /// Its number, from 1 without gaps.
    public let id: Int64
    /// What was done.
    public let record: AuditRecord
    /// When.
    public let at: Timestamp
    /// The seal, 32 bytes.
    public let seal: [UInt8]

    /// An entry as stored.
    public init(id: Int64, record: AuditRecord, at: Timestamp, seal: [UInt8]) {
        self.id = id
        self.record = record
        self.at = at
        self.seal = seal
    }
}

/// What was done, before it has a place in the chain.
public struct AuditRecord: Hashable, Sendable {
    /// Who: ``Actor/word``.
    public var actor: String
    /// The actor's name at the time.
    public var actorName: String
    /// Whom the actor works for.
    public var member: Member.ID?
    /// What: ``AuditAction/rawValue``.
    public var action: String
    /// To what.
    public var object: String
    /// More about it, without secrets.
    public var detail: String

    /// What `actor` did.
    public init(_ action: AuditAction, _ object: String, detail: String = "", by actor: Actor) {
        self.actor = actor.word
        actorName = actor.name
        member = actor.member
        self.action = action.rawValue
        self.object = object
        self.detail = detail
    }

    /// A record as stored.
    public init(
        actor: String,
        actorName: String,
        member: Member.ID?,
        action: String,
        object: String,
        detail: String
    ) {
        self.actor = actor
        self.actorName = actorName
        self.member = member
        self.action = action
        self.object = object
        self.detail = detail
    }
}

/// Seals audit entries.
public struct AuditSeal: Sendable {
    /// Bytes of a key.
    public static let keyLength = 32
    /// What stands before the first entry's seal.
    public static let first = [UInt8](repeating: 0, count: 32)

    private let key: SymmetricKey

    /// Seals with this key.
    public init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    /// The seal of an entry that follows one with the seal `previous` (HMAC-SHA-256).
    public func seal(_ id: Int64, _ record: AuditRecord, at: Timestamp, after previous: [UInt8]) -> [UInt8] {
        var bytes = previous
        func append(_ number: Int64) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(id)
        append(at.seconds)
        append(record.member?.number ?? 0)
        for text in [record.actor, record.actorName, record.action, record.object, record.detail] {
            append(Int64(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        }
        return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }
}
