import Addresses
import Registry
import Reports
import Reputation

/// What members watch, and when their people last looked.
struct WatchScene {
    let clock: ScenarioClock
    let cast: Cast
    let store: any Store

    func add(to agenda: inout Agenda) throws {
        let at = clock.moment(day: 3, hour: 8)
        for profile in MemberProfile.all {
            let analyst = try cast.actor(.analyst, of: profile)
            let searches: [(String, SavedSearch)] = [
                ("أسماء التصيّد العالية", SavedSearch(category: .phishing, level: .high)),
                ("C2, critical", SavedSearch(category: .commandAndControl, level: .critical)),
            ]
            for (name, search) in searches {
                agenda.add(at) {
                    _ = try store.addWatchRule(WatchSettings(name, .search(search)), by: analyst, at: at)
                }
            }
            let partner = DemoAddress.read("198.51.100.\(profile.place * 20)/28")
            agenda.add(at) {
                _ = try store.addWatchRule(
                    WatchSettings("partner network", .asset(partner)),
                    by: analyst,
                    at: at
                )
            }
            let looked = clock.hoursAgo(30)
            let people = try [Role.analyst, .approver].map { try cast.user($0, of: profile) }
            agenda.add(looked) {
                let revision = try store.revision()
                for user in people { try store.noteWatched(revision, by: user.id) }
            }
        }
    }
}
