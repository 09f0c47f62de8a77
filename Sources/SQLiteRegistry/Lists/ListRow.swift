import Addresses
import Registry
import Reports
import Reputation

/// What stands of an entry in `list_entry` and `list_pending` besides its key.
struct ListRow: Equatable {
    var id: Int64
    /// In hundredths of a point.
    var score: Int64
    var level: UInt8
    var category: UInt8
    var scope: UInt8
    var sources: Int64
    var firstListed: Int64
    var label: UInt8
    var expiry: Int64?
    var due: Int64?

    static let columns = [
        "address_id", "score", "level", "category", "scope", "sources", "first_listed", "label", "expires_at",
        "due",
    ]
    static let columnText = columns.joined(separator: ", ")
    static let placeText = columns.map { _ in "?" }.joined(separator: ", ")

    init(_ listed: ListedAddress, due: Timestamp?) {
        id = listed.id
        score = Rescorer.Stored.hundredths(listed.score)
        level = listed.level.rawValue
        category = listed.category.rawValue
        scope = listed.scope.rawValue
        sources = Int64(listed.sourceCount)
        firstListed = listed.firstListed.seconds
        label = listed.label.rawValue
        expiry = listed.expiry?.seconds
        self.due = due?.seconds
    }

    /// Reads ``columns`` from `first` on.
    init(_ row: RawStatement, from first: Int32) {
        func code(_ column: Int32) -> UInt8 { UInt8(truncatingIfNeeded: row.int64(first + column)) }
        id = row.int64(first)
        score = row.int64(first + 1)
        level = code(2)
        category = code(3)
        scope = code(4)
        sources = row.int64(first + 5)
        firstListed = row.int64(first + 6)
        label = code(7)
        expiry = row.optionalInt64(first + 8)
        due = row.optionalInt64(first + 9)
    }

    /// Binds ``columns`` from `first` on.
    func bind(_ statement: RawStatement, at first: Int32) {
        statement.bind(id, at: first)
        statement.bind(score, at: first + 1)
        statement.bind(Int64(level), at: first + 2)
        statement.bind(Int64(category), at: first + 3)
        statement.bind(Int64(scope), at: first + 4)
        statement.bind(sources, at: first + 5)
        statement.bind(firstListed, at: first + 6)
        statement.bind(Int64(label), at: first + 7)
        statement.bind(expiry, at: first + 8)
        statement.bind(due, at: first + 9)
    }

    /// Whether the same is told of the address, whenever it has to be looked at again.
    func tellsTheSame(as other: ListRow) -> Bool {
        var other = other
        other.due = due
        return self == other
    }

    /// Whether its time is over.
    func hasEnded(by now: Timestamp) -> Bool { expiry.map { $0 <= now.seconds } == true }

    /// The entry of this key.
    func listed(_ key: [UInt8], _ references: ListReference) throws -> ListedAddress {
        guard let address = Address(key: AddressKey(bytes: key)) else {
            throw StoreError(.damaged, "list entry of address number \(id)")
        }
        return ListedAddress(
            id: id,
            address: address,
            scope: MatchScope(rawValue: scope) ?? .exact,
            score: Double(score) / 100,
            level: Level(rawValue: level) ?? .none,
            category: Category(rawValue: category) ?? .undetermined,
            sourceCount: Int(sources),
            firstListed: Timestamp(seconds: firstListed),
            label: SharingLabel(rawValue: label) ?? .red,
            expiry: expiry.map(Timestamp.init(seconds:)),
            reference: references.text(of: id)
        )
    }
}
