import Addresses
import Registry
import Reports

/// What people think of registered addresses: false positives, and scores that they set.
struct JudgementScene {
    let clock: ScenarioClock
    let threats: [Threat]
    let seed: UInt64
    let cast: Cast
    let store: any Store

    func add(to agenda: inout Agenda) throws {
        var random = SeededRandom(seed: seed ^ 0x4A55_4447)
        let scanners = random.sample(listed(.scanning, by: "scan-sensors"), 3)
        let names = random.sample(listed(.phishing, by: "phishing-names"), 2)
        let whys = [
            "ماسح بحثي معروف لجامعة وطنية", "our own research scanner, see its web page",
            "exit of a shared proxy",
            "الموقع استُعيد ونُظّف", "a parked name, nothing behind it",
        ]
        for (number, threat) in (scanners + names).enumerated() {
            let profile = MemberProfile.all[number % MemberProfile.all.count]
            let analyst = try cast.actor(.analyst, of: profile)
            let at = clock.hoursAgo(70 - Double(number) * 11)
            agenda.add(at) {
                _ = try store.dispute(
                    DemoAddress.read(threat.address),
                    why: whys[number],
                    by: analyst,
                    for: .staff(of: analyst.member),
                    at: at
                )
            }
        }
        try addOverrides(&random, to: &agenda)
    }

    private func addOverrides(_ random: inout SeededRandom, to agenda: inout Agenda) throws {
        let servers = random.sample(listed(.commandAndControl, by: "c2-tracker"), 2)
        let settings: [(score: Double, why: String)] = [
            (97, "خادم تحكم مؤكد في حادثتين لدينا"), (15, "sinkholed; only our partner answers there now"),
        ]
        for (number, (threat, setting)) in zip(servers, settings).enumerated() {
            let profile = MemberProfile.all[(number + 4) % MemberProfile.all.count]
            let approver = try cast.actor(.approver, of: profile)
            let at = clock.hoursAgo(50 - Double(number) * 9)
            agenda.add(at) {
                _ = try store.setOverride(
                    of: DemoAddress.read(threat.address),
                    OverrideSettings(
                        score: setting.score,
                        until: clock.now.advanced(byDays: 20),
                        why: setting.why
                    ),
                    by: approver,
                    for: .staff(of: approver.member),
                    at: at
                )
            }
        }
    }

    /// What a feed lists of a category four days before the end and at the end.
    private func listed(_ category: Category, by feed: String) -> [Threat] {
        guard let profile = FeedProfile.all.first(where: { $0.id == feed }) else { return [] }
        return threats.filter { threat in
            threat.category == category && threat.isAbout(on: clock.lastDay - 5)
                && threat.isAbout(on: clock.lastDay)
                && profile.lists(threat, on: clock.lastDay - 4, seed)
        }
    }
}
