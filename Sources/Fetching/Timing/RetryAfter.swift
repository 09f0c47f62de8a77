import Reports

/// The value of `Retry-After` (RFC 9110 §10.2.3): seconds, or a date.
enum RetryAfter {
    /// Most seconds that a server may ask to wait: a day.
    static let maximumSeconds: Int64 = 86_400
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment that `value` names; nil when it names none. Never later than a day from `now`.
    static func moment(_ value: String, now: Timestamp) -> Timestamp? {
        let text = value.trimmingPrefix(while: \.isWhitespace)
        let latest = Timestamp(seconds: now.seconds + maximumSeconds)
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let seconds = Int64(text), seconds < maximumSeconds else { return latest }
            return Timestamp(seconds: now.seconds + seconds)
        }
        return date(text).map { min(max($0, now), latest) }
    }

    /// A date as `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110 §5.6.7).
    static func date(_ text: some StringProtocol) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count >= 5, let day = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let clock = words[4].split(separator: ":").map { Int($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2] else {
            return nil
        }
        return Timestamp(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }
}
