import GRDB
import Registry
import Reports

/// The rows of `claim`, each distinct one stored once: what many reports share.
struct ClaimTable {
    /// Most claims remembered; a further one makes it forget and ask the table again.
    static let maximumRemembered = 65_536

    private let key: HashKey
    private let find: RawStatement
    private let insert: RawStatement
    private var next: Int64
    private var known: [Claim: Int64] = [:]

    init(_ database: Database, key: HashKey) throws {
        self.key = key
        find = try RawStatement(
            database,
            """
            SELECT id, category, confidence, label, permitted_use, scope, comment FROM claim WHERE hash = ?
            """
        )
        insert = try RawStatement(
            database,
            """
            INSERT INTO claim (id, hash, category, confidence, label, permitted_use, scope, comment)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        next = try (Int64.fetchOne(database, sql: "SELECT max(id) FROM claim") ?? 0) + 1
    }

    /// The row for the shared part of `claim`, made when there is none.
    mutating func id(of claim: Claim) throws -> Int64 {
        var shared = claim
        shared.firstSeen = nil
        shared.lastSeen = nil
        shared.expiry = nil
        shared.reference = nil
        if let id = known[shared] { return id }
        let id = try stored(shared)
        if known.count >= Self.maximumRemembered { known.removeAll(keepingCapacity: true) }
        known[shared] = id
        return id
    }

    private mutating func stored(_ shared: Claim) throws -> Int64 {
        let hash = ClaimEncoding.bytes(of: shared).withUnsafeBytes { Int64(bitPattern: key.hash($0).high) }
        find.bind(hash, at: 1)
        defer { find.reset() }
        while try find.step() {
            if Self.claim(find, from: 1) == shared { return find.int64(0) }
        }
        let id = next
        next += 1
        insert.bind(id, at: 1)
        insert.bind(hash, at: 2)
        insert.bind(shared.category?.rawValue, at: 3)
        insert.bind(shared.confidence, at: 4)
        insert.bind(shared.label?.rawValue, at: 5)
        insert.bind(shared.permittedUse?.rawValue, at: 6)
        insert.bind(Int64(shared.scope.rawValue), at: 7)
        insert.bind(shared.comment, at: 8)
        try insert.run()
        return id
    }

    /// Reads category, confidence, label, permitted use, scope and comment from `column` on.
    static func claim(_ row: RawStatement, from column: Int32) -> Claim {
        func code(_ offset: Int32) -> UInt8? {
            row.optionalInt64(column + offset).map(UInt8.init(truncatingIfNeeded:))
        }
        return Claim(
            category: code(0).flatMap(Category.init),
            confidence: code(1),
            label: code(2).flatMap(SharingLabel.init),
            permittedUse: code(3).flatMap(PermittedUse.init),
            comment: row.text(column + 5),
            scope: code(4).flatMap(MatchScope.init) ?? .exact
        )
    }
}
