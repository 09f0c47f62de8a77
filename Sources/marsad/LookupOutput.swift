import Addresses
import Registry
import Reports
import Reputation

/// What is known of one address, as text and as JSON.
struct LookupOutput {
    let address: Address
    let result: LookupResult

    /// Whether it is registered or lies in something that is.
    var isKnown: Bool { result.record != nil || !result.within.isEmpty }

    private var score: Double { result.record?.summary.score ?? 0 }
    private var level: Level { result.record?.summary.level ?? .none }

    private var names: TermNames {
        TermNames(
            sources: result.record?.sourceNames ?? [:],
            networks: Dictionary(result.within.map { ($0.id, $0.address.description) }) { first, _ in first }
        )
    }

    /// For a person at a terminal.
    var text: String {
        var lines = ["\(address)  \(address.kind.name)"]
        if case .domain(let name) = address, name.unicode != name.text { lines[0] += "  (\(name.unicode))" }
        guard let record = result.record else {
            lines.append("  not registered")
            return (lines + withinLines).joined(separator: "\n")
        }
        lines.append("  score \(score) (\(level.name)), as of \(record.scoredAt)")
        if let crossing = record.nextCrossing { lines.append("  next change by itself \(crossing)") }
        lines += record.terms.map { "    \($0.explanation(naming: names))" }
        lines.append("  reports")
        lines += record.reports.map { "    \($0.explanation)" }
        lines += withinLines
        lines.append("  timeline")
        lines += record.timeline.map { entry in
            let source = entry.sourceName.map { " by \($0)" } ?? ""
            let detail = entry.detail.map { " (\($0))" } ?? ""
            return "    \(entry.at)  \(entry.event.name)\(source)\(detail)"
        }
        return lines.joined(separator: "\n")
    }

    private var withinLines: [String] {
        guard !result.within.isEmpty else { return [] }
        return ["  within"]
            + result.within.map {
                "    \($0.address)  score \($0.score) (\($0.level.name)), \($0.category.name)"
            }
    }

    /// One object on one line.
    var jsonText: String {
        let record = result.record
        return JSONText.object([
            ("kind", JSONText.string(address.kind.name)),
            ("address", JSONText.string(address.description)),
            ("registered", record == nil ? "false" : "true"),
            ("score", "\(score)"),
            ("level", JSONText.string(level.name)),
            ("category", record.map { JSONText.string($0.summary.category.name) }),
            ("scoredAt", record.map { JSONText.string($0.scoredAt.description) }),
            ("nextCrossing", record?.nextCrossing.map { JSONText.string($0.description) }),
            ("revision", record.map { "\($0.summary.revision)" }),
            (
                "terms",
                JSONText.array((record.map { Array($0.terms) } ?? []).map { $0.json(naming: names) })
            ),
            ("reports", JSONText.array((record?.reports ?? []).map(\.json))),
            ("within", JSONText.array(result.within.map(\.json))),
            ("timeline", JSONText.array((record?.timeline ?? []).map(\.json))),
        ])
    }
}

extension AddressSummary {
    fileprivate var json: String {
        JSONText.object([
            ("kind", JSONText.string(address.kind.name)), ("address", JSONText.string(address.description)),
            ("score", "\(score)"), ("level", JSONText.string(level.name)),
            ("category", JSONText.string(category.name)),
        ])
    }
}

extension ReportRecord {
    fileprivate var explanation: String {
        var parts = ["\(sourceName): \((claim.category ?? .undetermined).name), \(state.name)"]
        if let confidence = claim.confidence { parts.append("confidence \(confidence)") }
        parts.append("listed \(listedAt), last seen there \(lastListedAt)")
        if let expiry = claim.expiry { parts.append("until \(expiry)") }
        if let label = claim.label { parts.append("TLP:\(label.name)") }
        if let reference = claim.reference { parts.append(reference) }
        if let comment = claim.comment { parts.append(comment) }
        return parts.joined(separator: ", ")
    }

    fileprivate var json: String {
        JSONText.object([
            ("source", JSONText.string(sourceName)), ("state", JSONText.string(state.name)),
            ("category", claim.category.map { JSONText.string($0.name) }),
            ("confidence", claim.confidence.map { "\($0)" }),
            ("firstSeen", claim.firstSeen.map { JSONText.string($0.description) }),
            ("lastSeen", claim.lastSeen.map { JSONText.string($0.description) }),
            ("listedAt", JSONText.string(listedAt.description)),
            ("lastListedAt", JSONText.string(lastListedAt.description)),
            ("leftAt", leftAt.map { JSONText.string($0.description) }),
            ("expiry", claim.expiry.map { JSONText.string($0.description) }),
            ("label", claim.label.map { JSONText.string($0.name) }),
            ("permittedUse", claim.permittedUse.map { JSONText.string($0.name) }),
            ("scope", claim.scope == .exact ? nil : JSONText.string(claim.scope.name)),
            ("reference", claim.reference.map { JSONText.string($0) }),
            ("comment", claim.comment.map { JSONText.string($0) }),
        ])
    }
}

extension TimelineEntry {
    fileprivate var json: String {
        JSONText.object([
            ("at", JSONText.string(at.description)), ("event", JSONText.string(event.name)),
            ("source", sourceName.map { JSONText.string($0) }),
            ("detail", detail.map { JSONText.string($0) }),
            ("revision", "\(revision)"),
        ])
    }
}
