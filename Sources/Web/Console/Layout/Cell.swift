import Addresses
import Registry
import Reports
import Reputation

/// What stands in a cell of a table. Each kind knows how it looks and what it says in CSV and JSON.
enum Cell: Sendable {
    case address(Address)
    case moment(Timestamp?)
    case number(Double?, decimals: Int)
    case foreign(String?)
    /// A name that others gave, and the word that stands for it in output.
    case name(String, output: String)
    case code(String?)
    /// Words in the reader's language, and the word that stands for them in output.
    case words(String, output: String)
    case badge(Badge)
    case level(Level, score: Double)
    case label(SharingLabel?)
    /// A share of 1, as a bar.
    case share(Double)
    case link(String, href: String)
    /// A link of machine text.
    case codeLink(String, href: String)
    case button(Button)
    case list([Cell])
    case nothing

    /// A whole number.
    static func count(_ number: Int?) -> Cell { .number(number.map(Double.init), decimals: 0) }
}

/// A state in a word, with a colour that only repeats it.
struct Badge: Sendable {
    enum Tone: String, Sendable {
        case plain, good, caution, bad
    }

    let text: String
    let output: String
    let tone: String

    init(_ text: String, output: String, _ tone: Tone = .plain) {
        self.text = text
        self.output = output
        self.tone = tone.rawValue
    }
}

/// A button that posts something by itself.
struct Button: Sendable {
    let text: String
    let action: String
    /// What it is about, for those who hear the page.
    let about: String
    /// Names and values that are posted with it.
    var values: [Value] = []
    /// The label of a reason that must be given with it; nil without one.
    var noteLabel: String?
    /// The reason's field, unique within the page.
    var noteID: String?

    struct Value: Sendable {
        let name: String
        let value: String
    }
}
