internal import Foundation
internal import Lists
public import Registry
public import Reports

/// Brings zones to what their lists serve: by what changed alone, or by a zone file where that does not do.
public struct ZoneFeeder: Sendable {
    /// How often a zone may turn out to hold something else than expected before somebody else is believed to change it.
    private static let attempts = 3
    /// Messages of one run of a tool.
    private static let messagesPerRun = 32
    /// Seconds that a primary may take to load a file before it is written anew.
    private static let loadingTime: Int64 = 60

    private let store: any Store
    private let folder: String
    private let now: @Sendable () -> Timestamp

    /// A feeder of the zones that `store` names.
    /// - Parameters:
    ///   - store: the registry.
    ///   - folder: where zone files lie that no feed names a place for; it is made, for this user only.
    ///   - now: what time it is.
    public init(_ store: any Store, folder: String, now: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.folder = folder
        self.now = now
    }

    /// What was sent to a primary.
    public struct Push: Hashable, Sendable {
        /// The serial of the list that the zone held.
        public var from: Int64
        /// The serial that it holds.
        public var to: Int64
        /// Addresses that left the zone.
        public var removed = 0
        /// Addresses that came into it.
        public var added = 0
        /// Messages that were sent.
        public var messages = 0
        /// Most bytes that they had on the wire.
        public var byteCount = 0
    }

    /// What came of it.
    public struct Outcome: Sendable {
        /// How the zone stands now.
        public var standing: ZoneStanding
        /// What was sent; nil for nothing.
        public var push: Push?
        /// The zone file that was written; nil when none was.
        public var file: String?
        /// Why the zone does not hold what the list serves; nil when it does.
        public var fault: ZoneFault?
    }

    /// Brings a zone to what its list serves.
    /// - Parameters:
    ///   - feed: the feed.
    ///   - asks: whether to ask the primary what the zone holds, and not to believe what is known.
    /// - Returns: how the zone stands then, and what was done.
    public func bring(_ feed: ZoneFeed, asks: Bool) -> Outcome {
        var outcome = Outcome(standing: feed.standing)
        do {
            try advance(feed, asks: asks, &outcome)
            outcome.standing.fault = nil
            outcome.standing.faultSince = nil
        } catch { note(error as? ZoneFault ?? ZoneFault(.registry, "\(error)"), in: &outcome) }
        return outcome
    }

    private func note(_ fault: ZoneFault, in outcome: inout Outcome) {
        let text = String(
            decoding: fault.description.utf8.prefix(ZoneStanding.maximumFaultLength),
            as: UTF8.self
        )
        if outcome.standing.fault != text { outcome.standing.faultSince = now() }
        outcome.standing.fault = text
        outcome.fault = fault
    }

    private func advance(_ feed: ZoneFeed, asks: Bool, _ outcome: inout Outcome) throws {
        guard let list = try store.servedList(named: feed.settings.list), list.serial > 0 else { return }
        try ToolFolder.make(folder)
        let primary = try Primary(feed.settings, folder: folder)
        let content = ZoneContent(store: store, list: list, zone: feed.settings.zone)
        let owner = try owner(of: feed)
        let target = ZoneMarker.State(serial: list.serial, cap: list.settings.maximumEntries)
        var marker = asks ? nil : feed.standing.marker.flatMap { ZoneMarker($0) }
        for _ in 0..<Self.attempts {
            if marker?.owner != owner {
                do {
                    marker = try primary.ask().marker
                } catch {
                    guard error.code == .noZone else { throw error }
                    try? recover(feed, content, target, primary, &outcome)
                    throw error
                }
            }
            guard var known = marker, known.owner == owner,
                let pushed = try push(&known, to: target, content, primary, &outcome)
            else { return try recover(feed, content, target, primary, &outcome) }
            if pushed {
                let isNew = outcome.standing.serial != target.serial || outcome.standing.at == nil
                if isNew { outcome.standing.at = now() }
                outcome.standing.serial = target.serial
                outcome.standing.marker = known.text
                return
            }
            marker = nil
        }
        outcome.standing.marker = nil
        throw ZoneFault(
            .contested,
            "zone \(feed.settings.zone.name.text): something else changes it at the same time; stop that"
        )
    }

    /// Sends what leads from what a zone holds to `target`, over the state that it is on the way to.
    /// - Returns: whether the zone took it; nil when a serial on the way is not kept.
    private func push(
        _ marker: inout ZoneMarker,
        to target: ZoneMarker.State,
        _ content: ZoneContent,
        _ primary: Primary,
        _ outcome: inout Outcome
    ) throws -> Bool? {
        var stations = [marker.way?.next, target].compactMap(\.self)
        if marker.way == nil, marker.state == target { stations = [] }
        if stations.count == 2, stations[0] == stations[1] { stations.removeLast() }
        for station in stations {
            guard let difference = try content.difference(from: marker.state, to: station) else { return nil }
            var push = Push(from: marker.state.serial, to: station.serial)
            push.removed = difference.removed.count
            push.added = difference.added.count
            var update = ZoneUpdate(difference, of: content.zone, from: marker, to: station)
            while true {
                let messages = Array(AnyIterator { update.next() }.prefix(Self.messagesPerRun))
                if messages.isEmpty { break }
                guard try primary.send(messages) else { return false }
                push.messages += messages.count
                push.byteCount += messages.reduce(0) { $0 + $1.byteCount }
            }
            marker = ZoneMarker(owner: marker.owner, state: station)
            outcome.push = outcome.push.map { $0.joined(with: push) } ?? push
        }
        return true
    }

    /// Writes the whole zone for a primary of which nothing is known that differences could start from.
    private func recover(
        _ feed: ZoneFeed,
        _ content: ZoneContent,
        _ target: ZoneMarker.State,
        _ primary: Primary,
        _ outcome: inout Outcome
    ) throws {
        outcome.standing.marker = nil
        outcome.standing.serial = nil
        outcome.standing.at = nil
        let path = zoneFile(of: feed)
        if try isUsable(path, feed, outcome.standing) { throw Self.needsFile(feed, at: path) }
        outcome.file = path
        let isLoaded = try write(content, target, feed, primary, to: path)
        outcome.standing.fileSerial = target.serial
        if isLoaded {
            outcome.standing.marker = ZoneMarker(owner: try owner(of: feed), state: target).text
            outcome.standing.serial = target.serial
            outcome.standing.at = now()
            return
        }
        throw Self.needsFile(feed, at: path)
    }

    /// What is told while a primary has not loaded the file with the whole zone.
    private static func needsFile(_ feed: ZoneFeed, at path: String) -> ZoneFault {
        let zone = feed.settings.zone.name.text
        let loading =
            feed.settings.control == nil
            ? "load it at the primary, for example by \(command(feed)), and make sure that it is the zone's file there"
            : "the primary was told to load it, and has a minute"
        return ZoneFault(
            .needsFile,
            "zone \(zone): the primary holds nothing of this list that is known; the whole zone is in \(path): \(loading)"
        )
    }

    /// Whether the file that was written can still be loaded: differences lead on from it, and, where the primary was told,
    /// it had no time yet.
    private func isUsable(_ path: String, _ feed: ZoneFeed, _ standing: ZoneStanding) throws -> Bool {
        var status = stat()
        guard let serial = standing.fileSerial, stat(path, &status) == 0,
            try store.listSerial(serial, of: feed.list) != nil
        else { return false }
        let age = now().seconds - Int64(status.st_mtim.tv_sec)
        return feed.settings.control == nil || age < Self.loadingTime
    }

    /// Writes the whole zone of a feed into a file on command.
    /// - Parameters:
    ///   - feed: the feed.
    ///   - path: the file; the feed's own when nil.
    ///   - loads: whether the primary is told to load it.
    /// - Returns: the file, and the serial of the list that it has.
    /// - Throws: ``ZoneFault``, ``StoreError``.
    public func writeZone(
        _ feed: ZoneFeed,
        to path: String?,
        loads: Bool
    ) throws -> (path: String, serial: Int64) {
        guard let list = try store.servedList(named: feed.settings.list), list.serial > 0 else {
            throw ZoneFault(
                .needsFile,
                "list \(feed.settings.list.text): nothing was published yet; run marsad lists publish"
            )
        }
        try ToolFolder.make(folder)
        let content = ZoneContent(store: store, list: list, zone: feed.settings.zone)
        let target = ZoneMarker.State(serial: list.serial, cap: list.settings.maximumEntries)
        let place = path ?? zoneFile(of: feed)
        let primary = try Primary(feed.settings, folder: folder)
        try write(content, target, feed, primary, to: place, loads: loads)
        return (place, list.serial)
    }

    /// Writes the whole zone, and makes the primary load it where it may be told to.
    /// - Returns: whether the primary has it.
    @discardableResult
    private func write(
        _ content: ZoneContent,
        _ target: ZoneMarker.State,
        _ feed: ZoneFeed,
        _ primary: Primary,
        to path: String,
        loads: Bool = true
    ) throws -> Bool {
        let marker = ZoneMarker(owner: try owner(of: feed), state: target)
        for _ in 0..<Self.attempts {
            try writeOnce(content, target, feed, primary, marker, to: path, loads: loads)
            guard loads, feed.settings.control != nil else { return false }
            // BIND may still write what it had into the file when it is told to keep still: then once more.
            if try primary.ask().marker == marker { return true }
        }
        return false
    }

    private func writeOnce(
        _ content: ZoneContent,
        _ target: ZoneMarker.State,
        _ feed: ZoneFeed,
        _ primary: Primary,
        _ marker: ZoneMarker,
        to path: String,
        loads: Bool
    ) throws {
        // Higher than any serial that its secondaries have seen, also where the primary cannot say which that was.
        let seen = (try? primary.ask())?.serial ?? 0
        let moment = UInt32(truncatingIfNeeded: now().seconds)
        let head = ZoneHead(
            name: feed.settings.zone.name,
            serial: seen > moment && seen - moment < 1 << 31 ? seen &+ 1 : moment,
            marker: marker.text
        )
        let partial = "\(path).new"
        let file = try content.write(target, head: head, into: try ZoneFileWriter(partial))
        try file.close()
        if loads {
            _ = try primary.load(from: partial, to: path)
        } else if rename(partial, path) != 0 {
            throw ZoneFault(.file, "\(path) cannot be written (\(String(cString: strerror(errno))))")
        }
    }

    private func owner(of feed: ZoneFeed) throws(StoreError) -> ZoneMarker.Owner {
        ZoneMarker.Owner(
            list: feed.settings.list.text,
            origin: try store.listOrigin(feed.list),
            part: feed.settings.zone.part
        )
    }

    private func zoneFile(of feed: ZoneFeed) -> String {
        feed.settings.zoneFile ?? "\(folder)/\(feed.settings.zone.name.text).zone"
    }

    private static func command(_ feed: ZoneFeed) -> String {
        let zone = feed.settings.zone.name.text
        switch feed.settings.tools {
        case .knot:
            return "knotc zone-freeze \(zone), copying, knotc zone-reload \(zone), knotc zone-thaw \(zone)"
        case .bind: return "rndc freeze \(zone), copying, rndc thaw \(zone)"
        }
    }
}

extension ZoneFeeder.Push {
    /// This push and the one that followed it.
    fileprivate func joined(with next: ZoneFeeder.Push) -> ZoneFeeder.Push {
        ZoneFeeder.Push(
            from: from,
            to: next.to,
            removed: removed + next.removed,
            added: added + next.added,
            messages: messages + next.messages,
            byteCount: byteCount + next.byteCount
        )
    }
}
