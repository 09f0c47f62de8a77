import Addresses
import Reports
import Watchlists

/// An address that is looked for now and was not before.
struct NewlyListed: Hashable, Sendable {
    let address: Address
    let scope: MatchScope
    /// When it was looked for last; what was met before that was told then.
    var since: Timestamp?

    /// Appends: the scope, the key's length in two bytes, the key, `since` or the least number in eight; least byte first.
    func append(to bytes: inout [UInt8]) {
        let key = address.key.bytes
        bytes.append(scope.rawValue)
        withUnsafeBytes(of: UInt16(clamping: key.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: key)
        withUnsafeBytes(of: (since?.seconds ?? .min).littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// What ``append(to:)`` wrote, as far as it is whole.
    static func all(in bytes: [UInt8]) -> [NewlyListed] {
        var listed: [NewlyListed] = []
        var place = 0
        while place + 3 <= bytes.count {
            let length = Int(bytes[place + 1]) | Int(bytes[place + 2]) << 8
            let end = place + 3 + length
            guard end + 8 <= bytes.count, let scope = MatchScope(rawValue: bytes[place]),
                let address = Address(key: AddressKey(bytes: Array(bytes[place + 3..<end])))
            else { break }
            let seconds = bytes[end..<end + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let since = Int64(bitPattern: seconds)
            listed.append(
                NewlyListed(
                    address: address,
                    scope: scope,
                    since: since == .min ? nil : Timestamp(seconds: since)
                )
            )
            place = end + 8
        }
        return listed
    }
}

/// How what is looked for differs from what was looked for before.
struct ListChange: Sendable {
    var listed: [NewlyListed] = []
    var unlisted: [Address] = []

    /// Nothing is new.
    static let none = ListChange()

    private init() {}

    /// What a delta changes, from a watchlist to the one that it leads to.
    init(_ delta: WatchlistDelta, from old: Watchlist, to new: Watchlist) {
        delta.forEachChange { address, scope, isListed in
            if isListed {
                if !old.lists(address) { listed.append(NewlyListed(address: address, scope: scope)) }
            } else if old.lists(address), !new.lists(address), unlisted.last != address {
                unlisted.append(address)
            }
        }
    }

    /// The difference of two watchlists.
    init(from old: Watchlist, to new: Watchlist) {
        new.forEachEntry { entry in
            if !old.lists(entry.address) {
                listed.append(NewlyListed(address: entry.address, scope: entry.scope))
            }
        }
        old.forEachEntry { entry in
            if !new.lists(entry.address) { unlisted.append(entry.address) }
        }
    }
}

extension Watchlist {
    /// Whether the address is an entry, whatever its scope.
    func lists(_ address: Address) -> Bool {
        guard address.kind == .url else { return entry(for: address) != nil }
        return MatchScope.allCases.contains { entry(for: address, scope: $0) != nil }
    }
}
