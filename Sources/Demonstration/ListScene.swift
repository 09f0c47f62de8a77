import Addresses
import Lists
import Publication
import Registry
import Reports
import Reputation

/// The lists: published every day, pulled by enforcement points, one of which has fallen behind.
struct ListScene {
    let clock: ScenarioClock
    let cast: Cast
    let store: any Store
    let publisher: Publisher

    /// The list that one member has for itself.
    static let ownList = "qa-perimeter"

    func add(to agenda: inout Agenda) throws {
        try addOwnList(to: &agenda)
        for day in 0...clock.lastDay {
            let at = clock.moment(day: day, hour: 5)
            agenda.add(at) {
                while try store.learnWorth(at: at).isUnfinished {}
                try publisher.publishAll(at: at)
            }
            guard day > clock.lastDay - 8 else { continue }
            for profile in MemberProfile.all {
                for name in profile.consumers {
                    try addReceipts(of: name, profile, on: day, to: &agenda)
                }
            }
        }
        let end = clock.hoursAgo(0.2)
        agenda.add(end) { try publisher.publishAll(at: end) }
    }

    private func addOwnList(to agenda: inout Agenda) throws {
        guard let name = ListName(Self.ownList),
            let profile = MemberProfile.all.first(where: { $0.code == MemberProfile.shown })
        else { return }
        let member = try cast.member(profile)
        let actor = try cast.actor(.administrator, of: profile)
        let at = clock.moment(day: clock.lastDay - 12, hour: 4)
        let settings = ListSettings(
            name: name,
            purpose: "What the national gateway drops, restricted reports included.",
            criteria: ListCriteria(
                use: .block,
                kinds: [.ip, .network],
                minimumLevel: .medium,
                maximumLabel: .amber
            ),
            audience: .member(member.id)
        )
        agenda.add(at) { _ = try store.addList(settings, by: actor, at: at) }
    }

    private func addReceipts(
        of name: String,
        _ profile: MemberProfile,
        on day: Int,
        to agenda: inout Agenda
    ) throws {
        // One firewall has stopped asking, one resolver pulls and does not tell what it applied.
        if name == "kw-firewall", day > clock.lastDay - 3 { return }
        let applies = name != "om-resolver"
        let token = try cast.token(name)
        let at = clock.moment(day: day, hour: 6 + Double(profile.place) / 10)
        let lists = name.hasSuffix("resolver") ? ["block-dns"] : ["drop"]
        agenda.add(at) {
            for text in lists {
                guard let listName = ListName(text), let list = try store.servedList(named: listName),
                    list.serial > 0
                else { continue }
                try store.recordListGiven(list.id, serial: list.serial, to: token.id, at: at)
                if applies { try store.acknowledgeList(list.id, serial: list.serial, by: token.id, at: at) }
            }
            try store.recordUse(of: [token.id: at])
        }
    }
}
