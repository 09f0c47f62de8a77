/// What is wrong with single fields of a form that was sent, by their names.
///
/// A value that cannot be read is never taken for another one, not for the usual one either: it is said at its field, and
/// the form is sent again.
struct FieldFaults: Sendable {
    /// The value of a choice that nobody made: it can be read as none.
    static let unmade = "?"

    private var phrases: [String: Phrase] = [:]

    var isEmpty: Bool { phrases.isEmpty }

    subscript(name: String) -> Phrase? { phrases[name] }

    /// Notes what is wrong with a field.
    mutating func note(_ phrase: Phrase, at name: String) { phrases[name] = phrase }

    /// What `read` makes of a field; notes a fault where that is nothing.
    mutating func read<Value>(_ name: String, in form: FormBody, _ read: (String) -> Value?) -> Value? {
        let value = read(form[name])
        if value == nil { note(.choiceFault, at: name) }
        return value
    }

    /// The same of a field that may be left empty.
    mutating func readOptional<Value>(
        _ name: String,
        in form: FormBody,
        else phrase: Phrase = .choiceFault,
        _ read: (String) -> Value?
    ) -> Value? {
        guard !form[name].isEmpty else { return nil }
        let value = read(form[name])
        if value == nil { note(phrase, at: name) }
        return value
    }
}

extension Form {
    /// The form with what is wrong said at its fields; choices that cannot be read are not made.
    func marking(_ faults: FieldFaults, in reading: Reading) -> Form {
        guard !faults.isEmpty else { return self }
        var form = self
        form.error = error ?? Sentence(reading(.checkFields))
        form.fields = fields.map { field in
            guard let phrase = faults[field.name] else { return field }
            return field.marked(reading(phrase), choose: reading(.chooseOne))
        }
        return form
    }
}
