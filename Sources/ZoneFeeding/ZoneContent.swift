internal import Addresses
internal import Lists
internal import Publication
internal import Registry
internal import Reports

/// What a zone holds at the serials of its list. It follows from serial and cap alone.
struct ZoneContent {
    let store: any Store
    let list: PublishedList
    let zone: ResponsePolicyZone

    /// What has to be changed to bring a zone from one state to another, in the order of keys.
    struct Difference {
        var removed: [Address] = []
        var added: [Address] = []
    }

    /// How the zone at the later state differs from that at the earlier.
    /// - Returns: nil when one of the serials is not kept.
    func difference(from earlier: ZoneMarker.State, to later: ZoneMarker.State) throws -> Difference? {
        guard let before = try store.listSerial(earlier.serial, of: list.id),
            let after = try store.listSerial(later.serial, of: list.id)
        else { return nil }
        if earlier == later { return Difference() }
        if fits(before, earlier.cap), fits(after, later.cap), earlier.serial < later.serial {
            return try difference(from: earlier.serial, to: later.serial)
        }
        // Which entries a full list takes depends on all of them.
        let (old, new) = (try triggers(at: earlier), try triggers(at: later))
        return Difference(
            removed: old.subtracting(new).sorted { $0.key < $1.key },
            added: new.subtracting(old).sorted { $0.key < $1.key }
        )
    }

    private func fits(_ serial: ListSerial, _ cap: Int?) -> Bool { serial.entryCount <= cap ?? .max }

    /// The difference by what changed alone.
    private func difference(from earlier: Int64, to later: Int64) throws -> Difference {
        var (gone, come) = (Set<Address>(), Set<Address>())
        try store.forEachListChange(of: list.id, from: earlier, to: later) { change in
            let before = change.before.flatMap { zone.trigger(of: ListEntry($0)) }
            let after = change.after.flatMap { zone.trigger(of: ListEntry($0)) }
            guard before != after else { return }
            if let before { gone.insert(before) }
            if let after { come.insert(after) }
        }
        // A name may stand for itself and for URLs that mean all of it: it goes when nothing wants it any more.
        let removed = try gone.subtracting(come).filter {
            try !store.isListed($0, of: list.id, serial: later)
        }
        return Difference(
            removed: removed.sorted { $0.key < $1.key },
            added: come.sorted { $0.key < $1.key }
        )
    }

    private func triggers(at state: ZoneMarker.State) throws -> Set<Address> {
        var ranking = ListRanking(zone.format, try options(state.cap, head: nil))
        if ranking.isNeeded { try forEach(state.serial) { ranking.count($0) } }
        var cap = ranking.cap
        var triggers = Set<Address>()
        try forEach(state.serial) { entry in
            guard let trigger = zone.trigger(of: entry), cap?.takes(entry.score) != false else { return }
            triggers.insert(trigger)
        }
        return triggers
    }

    /// Writes the whole zone at a state.
    func write<Sink: ListSink>(_ state: ZoneMarker.State, head: ZoneHead, into sink: Sink) throws -> Sink {
        let options = try options(state.cap, head: head)
        var ranking = ListRanking(zone.format, options)
        if ranking.isNeeded { try forEach(state.serial) { ranking.count($0) } }
        var renderer = ListRenderer(zone.format, options, cap: ranking.cap, into: sink)
        try forEach(state.serial) { try renderer.add($0) }
        return try renderer.finish().sink
    }

    /// Options under which nothing depends on the moment: what ends leaves by a serial of its own.
    private func options(_ cap: Int?, head: ZoneHead?) throws -> ListOptions {
        ListOptions(
            name: list.settings.name,
            now: Timestamp(seconds: .min),
            joinsNetworks: false,
            maximumEntries: cap,
            zone: head
        )
    }

    private func forEach(_ serial: Int64, _ body: (ListEntry) throws -> Void) throws {
        try store.forEachListedAddress(of: list.id, serial: serial) { try body(ListEntry($0)) }
    }
}
