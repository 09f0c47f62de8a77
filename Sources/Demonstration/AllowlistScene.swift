import Addresses
import Allowlists
import Registry
import Reports

/// What is spared: entries of people and an imported list.
struct AllowlistScene {
    let clock: ScenarioClock
    let cast: Cast
    let store: any Store

    /// An entry with who adds it, how many days before the end, and for how long.
    private struct Draft {
        let text: String
        let kind: EntryKind
        let reason: String
        let owner: MemberProfile?
        var isForOwnLists = false
        let daysAgo: Double
        let days: Double
    }

    private static var drafts: [Draft] {
        let all = MemberProfile.all
        return [
            Draft(
                text: FeedProfile.innocent,
                kind: .neverBlock,
                reason: "the clearing system of the Gulf's central banks",
                owner: nil,
                daysAgo: 25,
                days: 365
            ),
            Draft(
                text: "203.0.113.224/28",
                kind: .neverBlock,
                reason: "نطاق مزوّد خدمة مشترك بين الدول الأعضاء",
                owner: nil,
                daysAgo: 21,
                days: 180
            ),
            Draft(
                text: "203.0.113.40",
                kind: .informOnly,
                reason: "research scanner of a university; announces itself",
                owner: nil,
                daysAgo: 18,
                days: 90
            ),
            Draft(
                text: "telecom-online.example",
                kind: .askFirst,
                reason: "hosts pages of many customers",
                owner: nil,
                daysAgo: 12,
                days: 60
            ),
            Draft(
                text: "198.51.100.9",
                kind: .informOnly,
                reason: "شريك تشغيلي، يُخطر قبل أي إجراء",
                owner: all[4],
                isForOwnLists: true,
                daysAgo: 9,
                days: 30
            ),
            Draft(
                text: "198.51.100.140",
                kind: .neverBlock,
                reason: "mail relay during a migration",
                owner: all[1],
                isForOwnLists: true,
                daysAgo: 16,
                days: 7
            ),
        ] + waiting
    }

    /// What a second person has not decided of yet: one for everybody, one of each member.
    private static var waiting: [Draft] {
        [
            Draft(
                text: "198.51.100.200/29",
                kind: .neverBlock,
                reason: "شبكة خوادم أسماء مشتركة",
                owner: nil,
                daysAgo: 0.4,
                days: 120
            )
        ]
            + MemberProfile.all.map { profile in
                Draft(
                    text: "supplier-\(profile.code).example",
                    kind: .neverBlock,
                    reason: "supplier of a ministry; its mail must arrive",
                    owner: profile,
                    isForOwnLists: true,
                    daysAgo: 0.3 - Double(profile.place) / 40,
                    days: 90
                )
            }
    }

    func add(to agenda: inout Agenda) throws {
        for draft in Self.drafts {
            let actor = try draft.owner.map { try cast.actor(.administrator, of: $0) } ?? cast.root
            let at = clock.now.advanced(byDays: -draft.daysAgo)
            let scope = draft.isForOwnLists ? actor.member.map { EntryScope.member($0.number) } : nil
            let settings = AllowEntrySettings(
                .address(DemoAddress.read(draft.text), draft.kind.usualReach),
                draft.kind,
                reason: draft.reason,
                owner: actor.member,
                scope: scope ?? .everyone,
                expiry: at.advanced(byDays: draft.days)
            )
            agenda.add(at) { _ = try store.addAllowEntry(settings, by: actor, at: at) }
            guard draft.kind == .neverBlock, draft.daysAgo > 1 else { continue }
            let approver = try cast.actor(.approver, of: draft.owner ?? MemberProfile.all[0])
            let later = at.advanced(byDays: 0.1)
            agenda.add(later) {
                guard let proposal = try store.allowProposals().first(where: { $0.settings == settings })
                else { return }
                try store.decideAllowProposal(
                    proposal.id,
                    isApproved: true,
                    note: "",
                    by: approver,
                    at: later
                )
            }
        }
        addImported(to: &agenda)
    }

    private func addImported(to agenda: inout Agenda) {
        let at = clock.moment(day: clock.lastDay - 14, hour: 8)
        let terms = EntryTerms(
            .informOnly,
            label: .cloud,
            list: "shared hosting of the scenario",
            owner: "Example Hosting",
            reason: "many customers on one address"
        )
        let rules = (100...110).map {
            AllowlistRule.address(DemoAddress.read("203.0.113.\($0)"), .everything)
        }
        agenda.add(at) {
            _ = try store.replaceAllowlists([AllowlistDraft(rules, terms)], by: cast.root, at: at)
        }
    }
}
