import Addresses
import JSONOutput
import Registry
import Reports
import Reputation

/// A cell as the template reads it: one of the parts is there.
struct CellView: Sendable {
    struct Moment: Sendable {
        let iso: String
        let text: String
        let title: String
    }

    struct LevelText: Sendable {
        let name: String
        let text: String
        let signs: String
        let score: String
    }

    struct Label: Sendable {
        let text: String
        let style: String
        let meaning: String
    }

    struct Share: Sendable {
        let width: String
        let text: String
    }

    struct Link: Sendable {
        let text: String
        let href: String
        var direction = "auto"
        var style = "foreign"
    }

    var address: AddressText?
    var moment: Moment?
    var number: String?
    var foreign: String?
    var code: String?
    var words: String?
    var badge: Badge?
    var level: LevelText?
    var label: Label?
    var share: Share?
    var link: Link?
    var button: Button?
    var list: [CellView]?
    var nothing = false

    init(_ cell: Cell, in reading: Reading) {
        switch cell {
        case .address(let address): self.address = AddressText(address, in: reading)
        case .moment(let moment?): self.moment = Moment(moment, in: reading)
        case .number(let number?, let decimals): self.number = Decimals.text(number, decimals: decimals)
        case .foreign(let text?): foreign = ShownText(text).text
        case .name(let text, _): foreign = ShownText(text).text
        case .code(let text?): code = ShownText(text).text
        case .words(let text, _): words = text
        case .badge(let badge): self.badge = badge
        case .level(let level, let score): self.level = LevelText(level, score: score, in: reading)
        case .label(let label?): self.label = Label(label, in: reading)
        case .share(let share):
            self.share = Share(
                width: Decimals.text(min(max(share, 0), 1) * 100, decimals: 1),
                text: Decimals.text(share, decimals: 3)
            )
        case .link(let text, let href): link = Link(text: ShownText(text).text, href: href)
        case .codeLink(let text, let href):
            self.link = Link(text: ShownText(text).text, href: href, direction: "ltr", style: "code")
        case .button(let button): self.button = button
        case .list(let cells):
            list = cells.map { CellView($0, in: reading) }
            nothing = cells.isEmpty
        case .moment, .number, .foreign, .code, .label, .nothing: nothing = true
        }
    }
}

extension CellView.Moment {
    /// A moment in the reader's time zone; the title says how long ago it was and, where wanted, the Hijri date.
    init(_ moment: Timestamp, in reading: Reading) {
        iso = moment.description
        text = moment.table(inZone: reading.zoneMinutes)
        let relative = moment <= reading.now ? reading.ago(moment) : ""
        title = [relative, reading.showsHijri ? reading.date(moment) : ""].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }
}

extension CellView.LevelText {
    init(_ level: Level, score: Double, in reading: Reading) {
        name = level.name
        text = reading(level.phrase)
        let full = Int(level.rawValue)
        signs = String(repeating: "▮", count: full) + String(repeating: "▯", count: 4 - full)
        self.score = Decimals.text(score, decimals: 0)
    }
}

extension CellView.Label {
    init(_ label: SharingLabel, in reading: Reading) {
        text = "TLP:\(label.name)"
        style = label.name.lowercased().replacing("+", with: "-")
        meaning = reading(label.meaning)
    }
}
