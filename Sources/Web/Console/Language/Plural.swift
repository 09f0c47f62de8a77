import Registry

/// The form of a word that a number takes (CLDR cardinal rules).
enum PluralForm: Sendable, CaseIterable {
    case zero, one, two, few, many, other

    /// The form for `count` in a language.
    init(of count: Int, in language: Preferences.Language) {
        let count = count.magnitude
        switch language {
        case .english: self = count == 0 ? .zero : count == 1 ? .one : .other
        case .arabic:
            switch (count, count % 100) {
            case (0, _): self = .zero
            case (1, _): self = .one
            case (2, _): self = .two
            case (_, 3...10): self = .few
            case (_, 11...99): self = .many
            default: self = .other
            }
        }
    }
}

/// A counted word in all forms, as whole messages: `#` stands for the number.
///
/// English says zero in a word of its own where that reads better; otherwise as other numbers.
struct Plural: Sendable {
    let english: (zero: String, one: String, other: String)
    let arabic: (zero: String, one: String, two: String, few: String, many: String, other: String)

    /// The message for a form, with `#` in it.
    func message(_ form: PluralForm, in language: Preferences.Language) -> String {
        switch (language, form) {
        case (.english, .zero): english.zero
        case (.english, .one): english.one
        case (.english, _): english.other
        case (.arabic, .zero): arabic.zero
        case (.arabic, .one): arabic.one
        case (.arabic, .two): arabic.two
        case (.arabic, .few): arabic.few
        case (.arabic, .many): arabic.many
        case (.arabic, .other): arabic.other
        }
    }
}
