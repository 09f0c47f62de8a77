/// A word of a body that stands for something.
enum BodyWord {
    /// What a word stands for; nil where there is none.
    /// - Throws: a problem that names the field, where the word stands for nothing.
    static func read<Raw, Value>(
        _ name: String,
        _ raw: Raw?,
        _ read: (Raw) -> Value?
    ) throws(Problem) -> Value? {
        guard let raw else { return nil }
        guard let value = read(raw) else { throw Problem(.invalid, "\(name): \(raw) is none") }
        return value
    }
}
