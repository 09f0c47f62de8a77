import Registry
import Reports

/// What stands around a page.
struct Frame: Sendable {
    struct Entry: Sendable {
        let href: String
        let text: String
        let isCurrent: Bool
        /// The key that leads there after `g`.
        let key: String
    }

    /// Who is signed in.
    struct Person: Sendable {
        let name: String
        let role: String
        let member: String?
    }

    let reading: Reading
    let language: String
    let direction: String
    let theme: String
    let title: String
    let heading: String
    let entries: [Entry]
    let person: Person?
    let formToken: String
    /// Where this page is, for coming back to it.
    let here: String
    let otherLanguage: String
    let otherLanguageName: String
    let isArabic: Bool
    let notice: String?
    let query: String
    let today: String
    let clock: String
    let zone: String
    let isLive: Bool
    /// The revision that the page shows, for what comes after it; nil where none is known.
    let revision: String?
    /// In how many seconds the session ends; nil without one.
    let sessionSeconds: String?
    /// Whether what is shown is a demonstration.
    let isDemonstration: Bool

    init(of page: Page, in visit: Visit, isDemonstration: Bool = false) {
        let reading = visit.reading
        self.reading = reading
        language = reading.language.rawValue
        direction = reading.direction
        theme = visit.preferences.theme.rawValue
        heading = page.heading ?? reading(page.title)
        title = [
            page.subject.map { "\u{2068}\(ShownText($0).text)\u{2069}" }, reading(page.title),
            reading(.marsad),
        ]
        .compactMap(\.self).joined(separator: " – ")
        entries = Area.allCases.filter { $0.isOpen(to: visit.identity) }.map { area in
            Entry(
                href: area.path,
                text: reading(area.phrase),
                isCurrent: area == page.area,
                key: area.key
            )
        }
        person = visit.identity.user.map { user in
            Person(
                name: ShownText(user.settings.displayName).text,
                role: reading(user.settings.role.phrase),
                member: user.settings.member.flatMap { visit.memberNames[$0] }
            )
        }
        formToken = visit.formToken
        here = visit.here
        isArabic = reading.language == .arabic
        otherLanguage = isArabic ? "en" : "ar"
        otherLanguageName = isArabic ? "English" : "العربية"
        notice = visit.notice.map { reading($0) }
        query = visit.query["q"].map { ShownText($0).text } ?? ""
        today = reading.date(reading.now)
        clock = String(reading.now.table(inZone: reading.zoneMinutes).suffix(5))
        zone = Self.zone(reading.zoneMinutes)
        self.isDemonstration = isDemonstration
        isLive = page.isLive
        revision = page.revision.map(String.init)
        sessionSeconds = visit.session.map { "\(max(0, $0.endsAt.seconds - reading.now.seconds))" }
    }

    /// For example `UTC+3`.
    static func zone(_ minutes: Int) -> String {
        let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
        let tail = rest == 0 ? "" : ":" + (rest < 10 ? "0\(rest)" : "\(rest)")
        return "UTC\(minutes < 0 ? "−" : "+")\(hours)\(tail)"
    }
}
