import Addresses
import Registry
import Reports

/// What members report themselves: people by hand, programs in bulk; what asks to block waits for a second person.
struct ReportScene {
    let clock: ScenarioClock
    let threats: [Threat]
    let seed: UInt64
    let cast: Cast
    let store: any Store

    /// How many times each analyst reports something.
    private static let perAnalyst = 9

    /// What analysts write.
    private static let remarks: [(category: Category, text: String)] = [
        (.phishing, "بريد تصيّد ينتحل صفة جهة حكومية"),
        (.phishing, "copies the sign-in page of a national bank"),
        (.commandAndControl, "اتصالات متكررة كل خمس دقائق من أجهزة مصابة"),
        (.commandAndControl, "beacons every 300 s, seen in two incidents"),
        (.malwareDistribution, "مرفق بريد يحمّل برمجية خبيثة"),
        (.malwareDistribution, "drops a loader; sample in case 41"),
        (.scanning, "مسح واسع لمنافذ الإدارة"), (.loginAttempt, "password spraying against mail gateways"),
        (.exploitation, "محاولات استغلال ثغرة معروفة في بوابة الشبكة الخاصة"),
        (.fraud, "متجر وهمي يطلب بيانات بطاقات"),
    ]

    func add(to agenda: inout Agenda) throws {
        var random = SeededRandom(seed: seed ^ 0x5245_504F)
        for profile in MemberProfile.all {
            let analyst = try cast.actor(.analyst, of: profile)
            let approver = try cast.actor(.approver, of: profile)
            for number in 0..<Self.perAnalyst {
                let day = clock.lastDay - 22 + number * 5 / 2 + Int.random(in: 0...1, using: &random)
                let at = clock.moment(
                    day: min(day, clock.lastDay),
                    hour: Double.random(in: 5...15, using: &random)
                )
                let item = report(number, by: profile, on: day, &random)
                agenda.add(at) { _ = try store.submit(Submission([item]), by: analyst, at: at) }
                guard item.claim.permittedUse == .block else { continue }
                let later = at.advanced(byDays: Double.random(in: 0.02...0.4, using: &random))
                let isApproved = number % 6 != 4
                if later < clock.hoursAgo(20) {
                    agenda.add(later) { try decide(item.address, isApproved, by: approver, at: later) }
                }
            }
            addWaiting(profile, analyst, &random, to: &agenda)
            try addHoneypots(profile, &random, to: &agenda)
        }
        try addRetraction(to: &agenda)
    }

    /// One report: labels and uses go round, so that every label is there.
    private func report(
        _ number: Int,
        by profile: MemberProfile,
        on day: Int,
        _ random: inout SeededRandom
    ) -> Submission.Item {
        let labels: [SharingLabel] = [
            .clear, .green, .amber, .green, .amberStrict, .red, .green, .amber, .clear,
        ]
        let label = labels[(number + profile.place) % labels.count]
        let remark = Self.remarks[(number * 3 + profile.place) % Self.remarks.count]
        let known = threats.filter { $0.category == remark.category && $0.isAbout(on: day) }
        let own = "\(remark.category.name)-\(profile.code)\(number).example"
        // Some of what is reported others list too, some nobody else knows of.
        let text = number % 3 == 2 ? own : random.pick(known)?.address ?? own
        var claim = Claim(category: remark.category, confidence: UInt8(60 + number * 4), label: label)
        claim.permittedUse = number % 2 == 0 ? .block : .inform
        claim.comment = remark.text
        claim.reference = "\(profile.code.uppercased())-2026-\(100 + number)"
        let others = MemberProfile.all.filter { $0.code != profile.code }
        let named = label == .red ? random.sample(others, 2).compactMap { cast.members[$0.code]?.id } : []
        return Submission.Item(DemoAddress.read(text), claim, naming: named)
    }

    private func decide(_ address: Address, _ isApproved: Bool, by actor: Actor, at: Timestamp) throws {
        guard let member = actor.member else { return }
        let waiting = try store.proposals(of: member, after: nil, limit: 1000)
        // What was proposed anew took its place.
        guard let proposal = waiting.last(where: { $0.address == address }) else { return }
        let note = isApproved ? "" : "لا تكفي الأدلة للحجب"
        _ = try store.decide(proposal.id, isApproved: isApproved, note: note, by: actor, at: at)
    }

    /// What waits for a second person at the present.
    private func addWaiting(
        _ profile: MemberProfile,
        _ analyst: Actor,
        _ random: inout SeededRandom,
        to agenda: inout Agenda
    ) {
        let fresh = threats.filter { $0.category == .phishing && $0.isAbout(on: clock.lastDay) }
        let texts =
            random.sample(fresh, 2).map(\.address) + ["cdn-\(profile.code).update-\(profile.place).example"]
        for (number, text) in texts.enumerated() {
            let at = clock.hoursAgo(1.5 + Double(number) * 4)
            var claim = Claim(category: .phishing, confidence: 80, label: .green)
            claim.permittedUse = .block
            claim.comment =
                number == 0
                ? "رسائل نصية تنتحل صفة شركة توصيل" : "reported by three institutions this morning"
            let item = Submission.Item(DemoAddress.read(text), claim)
            agenda.add(at) { _ = try store.submit(Submission([item]), by: analyst, at: at) }
        }
    }

    /// What a program of the member reports of its honeypots, at once and without a second person.
    private func addHoneypots(
        _ profile: MemberProfile,
        _ random: inout SeededRandom,
        to agenda: inout Agenda
    ) throws {
        let token = try cast.token("\(profile.code)-honeypots")
        let actor = Actor(.token(token.id), name: token.settings.name, member: token.settings.member)
        for day in stride(from: clock.lastDay - 21 + profile.place, through: clock.lastDay, by: 7) {
            let at = clock.moment(day: day, hour: 6)
            let seen = threats.filter { $0.category == .loginAttempt && $0.isAbout(on: day) }
            var claim = Claim(category: .loginAttempt, confidence: 70, label: .green)
            claim.permittedUse = .block
            claim.lastSeen = at
            let items = random.sample(seen, 8).map { Submission.Item(DemoAddress.read($0.address), claim) }
            guard !items.isEmpty else { continue }
            agenda.add(at) { _ = try store.submit(Submission(items), by: actor, at: at) }
        }
    }

    /// A report that its member took back.
    private func addRetraction(to agenda: inout Agenda) throws {
        guard let profile = MemberProfile.all.first else { return }
        let analyst = try cast.actor(.analyst, of: profile)
        let address = DemoAddress.read("careers-portal.example")
        let (made, back) = (
            clock.moment(day: clock.lastDay - 9, hour: 7), clock.moment(day: clock.lastDay - 6, hour: 8)
        )
        agenda.add(made) {
            let claim = Claim(category: .fraud, confidence: 55, label: .green, permittedUse: .inform)
            _ = try store.submit(Submission([Submission.Item(address, claim)]), by: analyst, at: made)
        }
        agenda.add(back) {
            _ = try store.retract(address, note: "الموقع سليم بعد التحقق", by: analyst, at: back)
        }
    }
}
