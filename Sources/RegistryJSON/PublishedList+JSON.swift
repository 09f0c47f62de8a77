internal import Addresses
public import JSONOutput
internal import Lists
public import Registry
public import Reports
internal import Reputation

extension JSONWriter {
    /// Writes a list and how it stands as an object.
    /// - Parameters:
    ///   - list: the list.
    ///   - codes: the codes of members by number.
    ///   - more: writes further fields.
    public mutating func value(
        _ list: PublishedList,
        _ codes: [Int64: String],
        _ more: (inout JSONWriter) -> Void = { _ in }
    ) {
        object { writer in
            writer.field("name", list.settings.name.text)
            writer.name("settings")
            writer.value(list.settings, codes)
            writer.field("serial", list.serial)
            writer.field("entries", list.entryCount)
            writer.field("publishedAt", list.publishedAt)
            writer.field("createdAt", list.createdAt)
            writer.field("revision", list.revision)
            writer.field("withheld", list.withheldCount)
            writer.name("pending")
            writer.value(list.pending)
            if let hold = list.hold {
                writer.object("hold") { writer in
                    writer.field("cause", hold.cause.name)
                    writer.field("reason", hold.reason)
                    writer.field("who", hold.who)
                    writer.field("at", hold.at)
                }
            }
            more(&writer)
        }
    }

    /// Writes settings as an object, in the shape in which the API takes them.
    public mutating func value(_ settings: ListSettings, _ codes: [Int64: String]) {
        let (criteria, bounds) = (settings.criteria, settings.bounds)
        func code(_ member: Member.ID) -> String { codes[member.number] ?? "\(member.number)" }
        object { writer in
            writer.field("purpose", settings.purpose)
            writer.field("use", criteria.use.name)
            writer.array("kinds", of: criteria.kinds.map(\.name).sorted()) { $0.string($1) }
            writer.field("minimumLevel", criteria.minimumLevel.name)
            writer.field("minimumScore", criteria.minimumScore)
            writer.array("categories", of: criteria.categories.map(\.name).sorted()) { $0.string($1) }
            writer.array("sources", of: criteria.sources.sorted()) { $0.string($1) }
            writer.array("members", of: criteria.members.map(code).sorted()) { $0.string($1) }
            writer.field("maximumLabel", criteria.maximumLabel.name)
            writer.array("countries", of: criteria.countries.sorted()) { $0.string($1) }
            writer.field("maximumAgeDays", criteria.maximumAgeDays)
            writer.field("audience", settings.audience.name)
            writer.field("audienceMember", settings.audience.member.map(code))
            writer.array("formats", of: settings.formats.map(\.rawValue).sorted()) { $0.string($1) }
            writer.field("maximumEntries", settings.maximumEntries)
            writer.object("bounds") { writer in
                writer.field("maximumLoss", bounds.maximumLoss)
                writer.field("freeLoss", bounds.freeLoss)
                writer.field("maximumGain", bounds.maximumGain)
                writer.field("freeGain", bounds.freeGain)
            }
            writer.field("interval", settings.interval)
        }
    }

    /// Writes how many entries differ as an object.
    public mutating func value(_ difference: ListDifference) {
        object { writer in
            writer.field("added", difference.added)
            writer.field("changed", difference.changed)
            writer.field("removed", difference.removed)
            writer.field("ended", difference.ended)
        }
    }

    /// Writes a serial as an object.
    public mutating func value(_ serial: ListSerial) {
        object { writer in
            writer.field("serial", serial.number)
            writer.field("at", serial.at)
            writer.field("cause", serial.cause.name)
            writer.field("who", serial.who)
            writer.field("entries", serial.entryCount)
            writer.name("difference")
            writer.value(serial.difference)
            writer.field("note", serial.note)
        }
    }

    /// Writes an entry as an object.
    public mutating func value(_ listed: ListedAddress) {
        object { writer in
            writer.field("kind", listed.address.kind.name)
            writer.field("address", listed.address.description)
            writer.field("score", listed.score)
            writer.field("level", listed.level.name)
            writer.field("category", listed.category.name)
            writer.field("scope", listed.scope == .exact ? nil : listed.scope.name)
            writer.field("sources", listed.sourceCount)
            writer.field("firstListed", listed.firstListed)
            writer.field("expiry", listed.expiry)
            writer.field("label", listed.label.name)
            writer.field("reference", listed.reference)
        }
    }

    /// Writes a change as an object with what was and what is.
    public mutating func value(_ change: ListChange) {
        object { writer in
            writer.field("address", change.address.description)
            for (name, listed) in [("before", change.before), ("after", change.after)] {
                guard let listed else { continue }
                writer.name(text: name)
                writer.value(listed)
            }
            if let exposure = change.exposure {
                writer.object("exposure") { writer in
                    writer.field("sightings", exposure.sightings)
                    writer.field("hosts", exposure.hosts)
                    writer.field("members", exposure.members)
                    writer.field("days", ListExposure.days)
                }
            }
        }
    }

    /// Writes a withheld address as an object.
    public mutating func value(_ withheld: WithheldAddress) {
        object { writer in
            writer.field("address", withheld.address.description)
            writer.field("reason", withheld.reason)
            writer.field("stops", withheld.stops)
            writer.field("since", withheld.since)
            writer.field("seenBy", withheld.seenBy)
        }
    }

    /// Writes what a consumer has as an object.
    /// - Parameters:
    ///   - receipt: what it has.
    ///   - codes: the codes of members by number.
    ///   - list: the list, by which it is told how the consumer stands.
    ///   - now: the moment.
    public mutating func value(
        _ receipt: ListReceipt,
        _ codes: [Int64: String],
        of list: PublishedList,
        at now: Timestamp
    ) {
        object { writer in
            writer.field("consumer", receipt.name)
            if case .resolver(let zone) = receipt.consumer { writer.field("zone", zone.text) }
            writer.field("state", receipt.state(wanting: list.serial, at: now).rawValue)
            writer.field("member", receipt.member.map { codes[$0.number] ?? "\($0.number)" })
            writer.field("applied", receipt.serial)
            writer.field("appliedAt", receipt.at)
            writer.field("given", receipt.given)
            writer.field("givenAt", receipt.givenAt)
            writer.field("zoneSerial", receipt.zoneSerial.map { Int64($0) })
        }
    }

    /// Writes what a list would hold as an object.
    public mutating func value(_ preview: ListPreview) {
        object { writer in
            writer.field("entries", preview.entryCount)
            writer.name("difference")
            writer.value(preview.difference)
            writer.field("objection", preview.objection)
            writer.field("exposed", preview.exposedCount)
            writer.field("withheld", preview.withheldCount)
            writer.array("changes", of: preview.changes) { $0.value($1) }
            writer.array("withheldAddresses", of: preview.withheld) { $0.value($1) }
        }
    }
}
