import Addresses
import HuntArchive
import Logging
import Observations
import Reports

/// How addresses that are listed anew are hunted among what was met before.
extension Archivist {
    /// Targets that are hunted at a time.
    private static let huntedAtATime = 10_000
    /// Most days that are looked at.
    private static let reachDays = 90.0

    /// Hunts everything that is to be hunted.
    func huntAll() throws {
        while let hunt = try spool.nextHunt() {
            let found = try found(hunt)
            try spool.finish(hunt, found: found)
            logger.info(
                "hunted what is listed anew",
                metadata: [
                    "listed": "\(hunt.targets.count)", "met": "\(Set(found.map(\.place.address)).count)",
                ]
            )
        }
    }

    private func found(_ hunt: SensorSpool.Hunt) throws -> [SeenRow] {
        var found = Found()
        let until = clock().advanced(byDays: 1)
        let begin = hunt.until.advanced(byDays: -Self.reachDays)
        var targets = hunt.targets[...]
        while !targets.isEmpty {
            let part = targets.prefix(Self.huntedAtATime)
            targets = targets.dropFirst(part.count)
            var listed: [HuntTarget: NewlyListed] = [:]
            for target in part where target.address.kind != .asn { listed[target.huntTarget] = target }
            guard let period = HuntPeriod(since: begin, until: until) else { continue }
            for encounter in try archive.archive.met(listed.keys, in: period) {
                guard let target = listed[encounter.target] else { continue }
                try meetings(of: target, encounter, into: &found)
            }
        }
        try spooled(hunt, into: &found)
        return Array(found.rows.values)
    }

    /// Who met a target, hour by hour: from the archive.
    private func meetings(of target: NewlyListed, _ encounter: Encounter, into found: inout Found) throws {
        for day in encounter.totals.days.map(\.day) {
            for hour in 0..<Day.hours {
                guard let hour = Hour(hour, of: day), target.since.map({ $0 < hour.start }) ?? true,
                    hour.end > encounter.totals.first, hour.start <= encounter.totals.last,
                    let period = HuntPeriod(since: hour.start, until: hour.end)
                else { continue }
                let answer = try archive.archive.hunt(encounter.target, in: period, limits: .unlimited)
                for meeting in answer.meetings {
                    found.add(
                        target,
                        meeting.address,
                        inside: meeting.inside,
                        count: Int64(clamping: meeting.counted.count),
                        first: meeting.counted.first.seconds,
                        last: meeting.counted.last.seconds
                    )
                }
            }
        }
    }

    /// Who met the targets: from what the archive does not hold yet.
    private func spooled(_ hunt: SensorSpool.Hunt, into found: inout Found) throws {
        guard hunt.boundary > 0 else { return }
        let targets = try TargetIndex(hunt.targets)
        try spool.forEachObserved(0...hunt.boundary) { block in
            _ = ObservedBlock.forEach(in: block) { element in
                guard let address = Address(key: AddressKey(bytes: element.key)) else { return }
                for target in targets.listing(address)
                where target.since.map({ $0.seconds.flooredHours < element.first.flooredHours }) ?? true {
                    found.add(
                        target,
                        address,
                        inside: element.inside,
                        count: Int64(clamping: element.count),
                        first: element.first,
                        last: element.last
                    )
                }
            }
        }
    }
}

/// What a hunt found.
private struct Found {
    var rows: [SeenRow.Place: SeenRow] = [:]

    mutating func add(
        _ target: NewlyListed,
        _ met: Address,
        inside: IPAddress?,
        count: Int64,
        first: Int64,
        last: Int64
    ) {
        let text = "\(met)"
        let isKept = met != target.address && text.utf8.count <= LineProcessor.maximumSeenLength
        let place = SeenRow.Place(
            address: target.address.key,
            hour: first.flooredHours,
            seen: isKept ? text : nil,
            inside: inside
        )
        let row = SeenRow(place, count: count, first: first, last: last)
        if rows[place]?.join(row) == nil { rows[place] = row }
    }
}

extension NewlyListed {
    /// The same as an aim of a hunt.
    var huntTarget: HuntTarget {
        switch scope {
        case .exact: HuntTarget(address)
        case .pathPrefix: HuntTarget(address, reach: .pathPrefix)
        case .host: HuntTarget(address, reach: .host)
        }
    }
}
