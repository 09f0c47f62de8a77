import Lists
import Registry
import Reports

/// What those say who were blocked, by the reference that stood with their address: some of it is answered.
struct AppealScene {
    let clock: ScenarioClock
    let cast: Cast
    let store: any Store

    /// What they write.
    private static let texts = [
        "خادم بريد شركتنا، نُظّف الأسبوع الماضي",
        "We rent this address since Monday; the customer before us is gone.",
        "لا نعرف سبب حجب موقعنا", "This is our VPN gateway. Please tell us what was seen.",
        "أصلحنا الثغرة وغيّرنا كلمات المرور",
    ]

    func add(to agenda: inout Agenda) throws {
        guard let drop = ListName("drop") else { return }
        let analysts = try MemberProfile.all.map { try cast.actor(.analyst, of: $0) }
        for (number, text) in Self.texts.enumerated() {
            let at = clock.hoursAgo(Double(90 - number * 18))
            agenda.add(at) {
                guard let list = try store.servedList(named: drop) else { return }
                var references: [String] = []
                try store.forEachListedAddress(of: list.id, serial: list.serial) {
                    references.append($0.reference)
                }
                guard !references.isEmpty else { return }
                // Some mistype it; then the appeal is nobody's in particular, and every member reads it.
                let reference = number % 3 == 1 ? "7777777X" : references[number % references.count]
                let appeal = try store.takeAppeal(
                    AppealDraft(
                        reference: reference,
                        contact: "postmaster@customer-\(number).example",
                        text: text
                    ),
                    at: at
                )
                guard number < 2 else { return }
                let owner = zip(MemberProfile.all, analysts).first {
                    (try? cast.member($0.0))?.id == appeal.owner
                }
                _ = try store.answerAppeal(
                    appeal.id,
                    number == 0 ? .accepted : .upheld,
                    reason: number == 0
                        ? "تحققنا من ذلك" : "no list has this reference; please send it again",
                    act: nil,
                    by: owner?.1 ?? cast.root,
                    at: Timestamp(seconds: at.seconds + 1)
                )
            }
        }
    }
}
