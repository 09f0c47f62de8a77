import Addresses
import Registry
import Reports
import Reputation

/// How the oracle scores an address for the community and for members that see more.
extension RegistryOracle {
    /// Whether not every member may see the report.
    func isRestricted(_ report: Report, by number: Int64) -> Bool {
        (report.claim.label ?? sources[number]?.settings.label) == .red
    }

    /// Whether there is one among them that every member may see.
    func hasOpen(_ ended: [Ended]) -> Bool {
        ended.contains { !isRestricted($0.report, by: $0.source) }
    }

    /// Whether the viewers called `member` see the report.
    private func sees(_ member: Int64, _ report: Report, by number: Int64) -> Bool {
        !isRestricted(report, by: number)
            || member != Self.community && sources[number]?.settings.member?.number == member
    }

    /// The members that see reports, own or lent, which others do not and which have not run out.
    func membersSeeingMore(of entry: Entry, at now: Timestamp) -> Set<Int64> {
        let all = [entry] + lenders(to: entry.address).values
        return Set(
            all.flatMap(\.reports).compactMap { number, report in
                let hasRunOut = report.state == .active && report.expiresAt.map { $0 <= now } ?? false
                guard report.state != .expired, !hasRunOut, isRestricted(report, by: number) else {
                    return nil
                }
                return sources[number]?.settings.member?.number
            }
        )
    }

    /// The registered networks around an IP address, by number.
    private func lenders(to address: Address) -> [Int64: Entry] {
        guard address.kind == .ip else { return [:] }
        let networks = entries.filter {
            $0.value.address.kind == .network && $0.value.address.contains(address)
        }
        return Dictionary(uniqueKeysWithValues: networks.map { (numbers[$0.key] ?? 0, $0.value) })
    }

    /// What `member` sees of an address.
    func view(of entry: Entry, for member: Int64, at now: Timestamp) -> View {
        let own = entry.reports.filter { sees(member, $0.value, by: $0.key) }
        let networks = lenders(to: entry.address).mapValues { network in
            network.reports.filter { sees(member, $0.value, by: $0.key) }
        }
        let inputs = ScoreInputs(
            kind: entry.address.kind,
            evidence: evidence(own),
            networks: networks.map { ContainingNetwork(id: $0.key, evidence: evidence($0.value)) }
        )
        let score = ReputationModel().score(inputs, at: now)
        let ends = own.values.filter { $0.state == .active }.compactMap(\.expiresAt)
        return View(
            score: score,
            category: category(of: score, own, networks),
            scope: scope(of: own),
            scoredAt: now,
            nextCrossing: (ends + [score.nextCrossing].compactMap(\.self)).min(),
            revision: 0
        )
    }

    /// That of the first report that counts, own or lent, else of the first source's report.
    private func category(
        of score: Score,
        _ own: [Int64: Report],
        _ networks: [Int64: [Int64: Report]]
    ) -> Category {
        let counted = score.terms.compactMap { term -> ReportTerm? in
            guard case .report(let report) = term, report.isCounted else { return nil }
            return report
        }.first
        let reports = counted?.network.flatMap { networks[$0] } ?? own
        guard let number = counted?.source ?? own.keys.min() else { return .undetermined }
        return reports[number]?.claim.category ?? sources[number]?.settings.category ?? .undetermined
    }

    private func scope(of reports: [Int64: Report]) -> MatchScope {
        let scopes = reports.values.filter { $0.state != .expired }.map(\.claim.scope.rawValue)
        return scopes.max().flatMap(MatchScope.init) ?? .exact
    }

    private func evidence(_ reports: [Int64: Report]) -> [Evidence] {
        reports.compactMap { number, report in
            guard report.state != .expired, let source = sources[number] else { return nil }
            let settings = source.settings
            let relatives = sources.values.filter { $0.settings.lineage == settings.lineage }.map(\.id.number)
            return Evidence(
                source: number,
                lineage: settings.lineage == nil ? number : relatives.min() ?? number,
                reliability: settings.reliability,
                confidence: report.claim.confidence ?? settings.confidence,
                category: report.claim.category ?? settings.category,
                listedAt: report.listedAt == source.firstSuccessAt ? nil : report.listedAt,
                reportedLastSeen: report.claim.lastSeen,
                presence: report.state == .active
                    ? .listed : .lastSeen(report.lastListedAt ?? report.listedAt),
                usualStay: settings.usualStayDays.flatMap { try? UsualStay(days: $0) },
                expiry: report.expiresAt
            )
        }
    }
}

extension RegistryOracle.View {
    /// Whether score, level, category and scope are the same.
    func isLike(_ other: Self) -> Bool {
        score.value == other.score.value && score.level == other.score.level && category == other.category
            && scope == other.scope
    }
}
