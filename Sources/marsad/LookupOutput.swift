import Addresses
import Allowlists
import Enrichment
import JSONOutput
import Registry
import RegistryJSON
import Reports
import Reputation
import SourceWorth

/// What is known of one address, as text and as JSON.
struct LookupOutput {
    let address: Address
    let result: LookupResult
    let allowlist: AskedAllowlist
    let background: AddressBackground
    let chances: Chances

    /// Whether it is registered or lies in something that is.
    var isKnown: Bool { result.record != nil || !result.within.isEmpty }

    private var score: Double { result.record?.summary.score ?? 0 }
    private var level: Level { result.record?.summary.level ?? .none }

    private var names: TermNames { TermNames(of: result) }

    /// For a person at a terminal.
    var text: String {
        var lines = ["\(address)  \(address.kind.name)"]
        if case .domain(let name) = address, name.unicode != name.text { lines[0] += "  (\(name.unicode))" }
        lines += backgroundLines + allowlistLines
        guard let record = result.record else {
            lines.append("  not registered")
            return (lines + withinLines).joined(separator: "\n")
        }
        lines.append("  score \(score) (\(level.name)), as of \(record.scoredAt)")
        if let chance = result.chance(in: chances) {
            lines.append(
                "  of 100 such scores \(Decimals.text(chance.value * 100, decimals: 1)) were confirmed independently "
                    + "within \(ChanceRules.days) days (\(Int(chance.counts.listings.rounded())) looked at)"
            )
        }
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

    /// What the allowlists say, checked as wide as the address is meant.
    private var verdict: Verdict {
        allowlist.verdict(on: address, scope: result.record?.summary.scope ?? .exact)
    }

    private var allowlistLines: [String] {
        let answer = AllowOutput(address: address, verdict: verdict, allowlist: allowlist)
        guard !answer.verdict.findings.isEmpty else { return [] }
        return ["  allowlist: \(answer.outcomeText)"] + answer.findingLines.map { "  \($0)" }
    }

    private var backgroundLines: [String] {
        let geography = background.geography
        let facts: [(String, String?)] = [
            ("country", geography.country?.value.text), ("system", geography.system.map { "\($0.value)" }),
            ("organisation", geography.organisation?.value),
            ("registrable domain", background.registrableDomain?.text),
            ("reserved", background.reservation),
            ("answered for by", background.member.flatMap { allowlist.members[$0] }),
        ]
        return facts.compactMap { name, value in value.map { "  \(name): \($0)" } }
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
        var writer = JSONWriter()
        writer.value(result, of: address, naming: names) { writer in
            writer.chance(result.chance(in: chances))
            writer.object("background") { $0.fields(background, members: allowlist.members) }
            writer.object("allowlist") { $0.fields(verdict, in: allowlist) }
        }
        return writer.text
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
}
