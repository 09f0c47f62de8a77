/// Confidences as feeds write them.
enum ConfidenceReading {
    /// A number of percent, with `%` or not; a fraction below 1; or a word. Nil for anything else.
    static func percent(_ field: Span<UInt8>) -> UInt8? {
        let range = field.trimmedRange
        guard !range.isEmpty, range.count <= 16 else { return nil }
        let text = FieldText.string(field.extracting(range)).lowercased()
        if let word = words[text] { return word }
        let number = text.hasSuffix("%") ? String(text.dropLast()) : text
        guard let value = Double(number), value.isFinite, value >= 0 else { return nil }
        let isFraction = value <= 1 && number.contains(".") && !text.hasSuffix("%")
        let percent = (isFraction ? value * 100 : value).rounded()
        return percent <= 100 ? UInt8(percent) : nil
    }

    private static let words: [String: UInt8] = [
        "low": 30, "medium": 60, "moderate": 60, "high": 90, "very high": 95,
        "critical": 95, "certain": 100, "confirmed": 100,
    ]
}
