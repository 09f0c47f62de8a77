public import JSONOutput
public import Addresses
public import Registry
internal import Reports
internal import Reputation

extension JSONWriter {
    /// Writes what is known of an address as an object: the shape of `lookup --json` and of the API.
    /// - Parameters:
    ///   - result: what is known.
    ///   - address: the address.
    ///   - names: what the numbers in terms stand for.
    ///   - more: writes further fields.
    public mutating func value(
        _ result: LookupResult,
        of address: Address,
        naming names: TermNames,
        _ more: (inout JSONWriter) -> Void = { _ in }
    ) {
        let record = result.record
        object { writer in
            writer.field("kind", address.kind.name)
            writer.field("address", address.description)
            if case .domain(let name) = address, name.unicode != name.text {
                writer.field("unicode", name.unicode)
            }
            writer.field("registered", record != nil)
            writer.field("score", record?.summary.score ?? 0)
            writer.field("level", (record?.summary.level ?? .none).name)
            writer.field("category", record?.summary.category.name)
            writer.field("scoredAt", record?.scoredAt)
            writer.field("nextCrossing", record?.nextCrossing)
            writer.field("revision", record?.summary.revision)
            writer.name("terms")
            writer.array { writer in
                if let terms = record?.terms {
                    for term in terms { writer.value(term, naming: names) }
                }
            }
            writer.array("reports", of: record?.reports ?? []) { $0.value($1) }
            writer.array("within", of: result.within) { $0.value($1) }
            writer.array("timeline", of: record?.timeline ?? []) { $0.value($1) }
            more(&writer)
        }
    }

    /// Writes an address and its score as an object.
    public mutating func value(_ summary: AddressSummary) {
        object { writer in
            writer.field("kind", summary.address.kind.name)
            writer.field("address", summary.address.description)
            writer.field("score", summary.score)
            writer.field("level", summary.level.name)
            writer.field("category", summary.category.name)
        }
    }

    /// Writes a report as an object.
    public mutating func value(_ report: ReportRecord) {
        let claim = report.claim
        object { writer in
            writer.field("source", report.sourceName)
            writer.field("state", report.state.name)
            writer.field("category", claim.category?.name)
            writer.field("confidence", claim.confidence)
            writer.field("firstSeen", claim.firstSeen)
            writer.field("lastSeen", claim.lastSeen)
            writer.field("listedAt", report.listedAt)
            writer.field("lastListedAt", report.lastListedAt)
            writer.field("leftAt", report.leftAt)
            writer.field("expiry", claim.expiry)
            writer.field("label", claim.label?.name)
            writer.field("permittedUse", claim.permittedUse?.name)
            writer.field("scope", claim.scope == .exact ? nil : claim.scope.name)
            writer.field("reference", claim.reference)
            writer.field("comment", claim.comment)
        }
    }

    /// Writes a timeline entry as an object.
    public mutating func value(_ entry: TimelineEntry) {
        object { writer in
            writer.field("at", entry.at)
            writer.field("event", entry.event.name)
            writer.field("source", entry.sourceName)
            writer.field("detail", entry.detail)
            writer.field("revision", entry.revision)
        }
    }
}
