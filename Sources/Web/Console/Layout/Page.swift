/// A page of the console: what a template makes HTML of, and the tables in it for CSV and JSON.
struct Page: Sendable {
    let template: String
    let area: Area?
    let title: Phrase
    /// What the page is about, for the window's title.
    var subject: String?
    /// What stands at the top in place of the title.
    var heading: String?
    let content: any Sendable
    var tables: [Table] = []
    /// Whether parts of it are kept fresh while it is open.
    var isLive = false
    /// The revision that it shows.
    var revision: Int64?
}

/// A page of tables and forms, and nothing else.
struct TablesContent: Sendable {
    /// A link beside others, to parts of an area.
    struct Tab: Sendable {
        let text: String
        let href: String
        let isCurrent: Bool
    }

    var tabs: [Tab] = [] { didSet { hasTabs = !tabs.isEmpty } }
    private(set) var hasTabs = false
    /// What to ask before anything else.
    var question: Form?
    var status: Status?
    /// What to know besides.
    var notes: [Sentence] = []
    var facts: [Fact] = [] { didSet { hasFacts = !facts.isEmpty } }
    private(set) var hasFacts = false
    var tables: [TableView] = []
    var forms: [Form] = []

    /// The one sentence to read first.
    struct Status: Sendable {
        let tone: String
        let sentence: Sentence

        init(_ tone: Badge.Tone, _ sentence: Sentence) {
            self.tone = tone.rawValue
            self.sentence = sentence
        }
    }

    /// A name and a value.
    struct Fact: Sendable {
        let name: String
        let value: CellView
    }
}

/// A page of one form.
struct FormContent: Sendable {
    /// Another way to the same.
    struct Link: Sendable {
        let text: String
        let href: String
    }

    var introduction: Sentence?
    let form: Form
    /// Something to copy now: it is shown once.
    var secret: String?
    var secretNote: Sentence?
    var link: Link?
}

/// A page that says one thing.
struct MessageContent: Sendable {
    let sentence: Sentence
    var href: String?
    var link: String?
    var number: String?
}
