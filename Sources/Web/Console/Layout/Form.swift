/// A form as the template reads it.
struct Form: Sendable {
    struct Option: Sendable {
        let value: String
        let text: String
        let isChosen: Bool
    }

    /// How a field is filled in.
    enum Kind: Sendable {
        case text, machine, password, code, number
        case area
        case choice([Option])
        case check(isOn: Bool)
        case hidden
        /// Words above the fields that follow.
        case heading
    }

    struct Field: Sendable {
        let name: String
        /// Unique within the page.
        var id: String { didSet { describe() } }
        /// What is wrong with what was sent for it; nil when nothing is.
        private(set) var fault: String?
        /// The names of what explains the field; nil without any.
        private(set) var describedBy: String?
        let label: String
        let hint: String?
        let value: String
        /// The input's type, for those that are inputs.
        let input: String?
        let area: Bool
        private(set) var choice: [Option]
        let isChoice: Bool
        let check: Bool
        let isChecked: Bool
        let hidden: Bool
        let heading: Bool
        let isRequired: Bool
        let direction: String
        let completion: String
        /// Whether it holds machine text, which nobody corrects.
        let isMachine: Bool
        /// What a value looks like; nil without one.
        let example: String?

        init(
            _ name: String,
            _ label: String,
            _ kind: Kind = .text,
            value: String = "",
            hint: String? = nil,
            isRequired: Bool = true,
            completion: String = "off",
            example: String? = nil,
            fault: String? = nil
        ) {
            self.name = name
            id = "field-\(name)"
            self.label = label
            self.hint = hint
            self.value = value
            self.completion = completion
            self.example = example
            self.fault = fault
            (area, check, hidden, heading) = (kind.isArea, kind.isCheck, kind.isHidden, kind.isHeading)
            (choice, isChoice) = (kind.options ?? [], kind.options != nil)
            (isChecked, input) = (kind.isOn, kind.input)
            self.isRequired = isRequired && !check
            isMachine = kind.isMachine
            direction = kind.isMachine ? "ltr" : "auto"
            describe()
        }

        /// The field with what is wrong with it; a choice is then not made.
        func marked(_ fault: String, choose: String) -> Field {
            var field = self
            field.fault = fault
            if isChoice {
                let made = choice.filter { $0.value != FieldFaults.unmade }
                    .map { Option(value: $0.value, text: $0.text, isChosen: false) }
                field.choice = [Option(value: FieldFaults.unmade, text: choose, isChosen: true)] + made
            }
            field.describe()
            return field
        }

        private mutating func describe() {
            let parts = [fault.map { _ in "fault" }, hint.map { _ in "hint" }].compactMap(\.self)
            describedBy = parts.isEmpty ? nil : parts.map { "\(id)-\($0)" }.joined(separator: " ")
        }
    }

    /// A second button, which says what else to do with the same fields.
    struct Second: Sendable {
        let value: String
        let text: String
    }

    let action: String
    var fields: [Field]
    let submit: String
    /// What was wrong with what was sent.
    var error: Sentence?
    /// A heading of its own.
    let title: String?
    /// For links to the form, unique within the page.
    let name: String
    let note: Sentence?
    let second: Second?

    init(
        action: String,
        fields: [Field],
        submit: String,
        error: Sentence? = nil,
        title: String? = nil,
        name: String = "form",
        note: Sentence? = nil,
        second: Second? = nil
    ) {
        self.action = action
        self.fields = fields.map { field in
            var field = field
            field.id = "\(name)-\(field.name)"
            return field
        }
        (self.submit, self.error, self.title, self.name, self.note) = (submit, error, title, name, note)
        self.second = second
    }
}

extension Form.Kind {
    fileprivate var isArea: Bool { if case .area = self { true } else { false } }
    fileprivate var isCheck: Bool { if case .check = self { true } else { false } }
    fileprivate var isHeading: Bool { if case .heading = self { true } else { false } }
    fileprivate var isHidden: Bool { if case .hidden = self { true } else { false } }
    fileprivate var isOn: Bool { if case .check(let isOn) = self { isOn } else { false } }
    fileprivate var options: [Form.Option]? { if case .choice(let options) = self { options } else { nil } }
    fileprivate var isMachine: Bool {
        switch self {
        case .machine, .password, .code, .number: true
        default: false
        }
    }
    fileprivate var input: String? {
        switch self {
        case .text, .machine, .code: "text"
        case .number: "number"
        case .password: "password"
        case .area, .choice, .check, .hidden, .heading: nil
        }
    }
}
