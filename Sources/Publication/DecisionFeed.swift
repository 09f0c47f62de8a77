public import Addresses
internal import JSONOutput
internal import Lists
public import Registry
public import Reports

/// The decisions of one serial of a list, and how they differ from those of an earlier one.
public struct DecisionFeed: Sendable {
    /// The list as it stood when it was asked for.
    private let list: PublishedList
    private let hasRanges: Bool
    private let writer: DecisionWriter
    private let now: Timestamp

    /// The decisions of the serial that `list` serves.
    public init(list: PublishedList, withRanges ranges: Bool, at now: Timestamp) {
        self.list = list
        self.now = now
        hasRanges = ranges
        writer = DecisionWriter(list.settings, withRanges: ranges, at: now)
    }

    /// In which form the shelf has all of them.
    public var form: Rendition.Form { .decisions(withRanges: hasRanges) }

    /// What a follower that has serial `earlier` is to delete and to add; nil when that serial is not kept. An entry whose
    /// end is another one is both: bouncers delete first, and keep the time of what they have.
    public func delta(since earlier: Int64, in store: any Store) throws -> [UInt8]? {
        var (gone, new): ([ListedAddress], [ListedAddress]) = ([], [])
        func compare(_ before: ListedAddress?, _ after: ListedAddress?) {
            let kept = after.flatMap { writer.takes($0) ? $0 : nil }
            if let before, let kept, before.expiry == kept.expiry { return }
            if let before, writer.isDecision(before) { gone.append(before) }
            if let kept { new.append(kept) }
        }
        do throws(StoreError) {
            if try isCapped(earlier, store) {
                let before = try capped(earlier, store)
                let after = try capped(list.serial, store)
                for (address, entry) in before { compare(entry, after[address]) }
                for (address, entry) in after where before[address] == nil { compare(nil, entry) }
                gone.sort { $0.address.key < $1.address.key }
                new.sort { $0.address.key < $1.address.key }
            } else if earlier != list.serial {
                try changes(since: earlier, store, compare)
            }
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
        var output = JSONWriter(capacity: 256 + 192 * (gone.count + new.count))
        output.object { output in
            output.array("deleted", of: gone) { writer.write($1, to: &$0) }
            output.array("new", of: new) { writer.write($1, to: &$0) }
        }
        return output.bytes
    }

    /// The decisions on `address` and what lies around it.
    public func decisions(around address: Address, in store: any Store) throws -> [ListedAddress] {
        try address.containers.compactMap { container in
            let listed = try store.listedAddress(container, of: list.id, serial: list.serial)
            return listed.flatMap { writer.takes($0) ? $0 : nil }
        }
    }

    /// Decisions as an array in JSON.
    public func array(of decisions: [ListedAddress]) -> [UInt8] {
        var output = JSONWriter()
        output.array(of: decisions) { writer.write($1, to: &$0) }
        return output.bytes
    }

    private func changes(
        since earlier: Int64,
        _ store: any Store,
        _ body: (ListedAddress?, ListedAddress?) -> Void
    ) throws(StoreError) {
        try reading {
            try store.forEachListChange(of: list.id, from: earlier, to: list.serial) {
                body($0.before, $0.after)
            }
        }
    }

    /// Whether the list had more entries than it has room for, then or now: so that which are in depends on all.
    private func isCapped(_ earlier: Int64, _ store: any Store) throws(StoreError) -> Bool {
        guard let maximum = list.settings.maximumEntries else { return false }
        if list.entryCount > maximum { return true }
        let serials = try store.listSerials(of: list.id, limit: .max)
        guard let before = serials.first(where: { $0.number == earlier }) else {
            throw StoreError(.notFound, "serial \(earlier)")
        }
        return before.entryCount > maximum
    }

    /// The entries that fill the list at a serial.
    private func capped(_ serial: Int64, _ store: any Store) throws(StoreError) -> [Address: ListedAddress] {
        let options = ListOptions(
            name: list.settings.name,
            now: now,
            maximumEntries: list.settings.maximumEntries
        )
        var ranking = ListRanking(.pf, options)
        var entries: [Address: ListedAddress] = [:]
        try reading {
            try store.forEachListedAddress(of: list.id, serial: serial) { ranking.count(ListEntry($0)) }
            var cap = ranking.cap
            try store.forEachListedAddress(of: list.id, serial: serial) { listed in
                guard writer.isDecision(listed), cap?.takes(ListEntry(listed).score) != false else { return }
                entries[listed.address] = listed
            }
        }
        return entries
    }

    private func reading(_ body: () throws -> Void) throws(StoreError) {
        do { try body() } catch let error as StoreError { throw error } catch {
            throw StoreError(.failed, "list \(list.settings.name.text)", underlying: error)
        }
    }
}
