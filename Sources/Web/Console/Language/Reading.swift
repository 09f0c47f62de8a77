import JSONOutput
import Registry
import Reports

/// How somebody reads: the language, its digits, the calendar, the time zone and the present moment.
struct Reading: Sendable {
    let language: Preferences.Language
    let digits: Preferences.Digits
    let showsHijri: Bool
    let zoneMinutes: Int
    let now: Timestamp

    /// A text of the console.
    func callAsFunction(_ phrase: Phrase) -> String { phrase.text(in: language) }

    /// A text of the console with values in its places.
    func callAsFunction(_ phrase: Phrase, _ values: [String: Sentence.Value]) -> Sentence {
        Sentence(phrase.text(in: language), values)
    }

    /// `ltr` or `rtl`.
    var direction: String { language == .arabic ? "rtl" : "ltr" }

    /// So many of something, in words.
    func count(_ counted: Counted, _ number: Int) -> String {
        let message = counted.plural.message(PluralForm(of: number, in: language), in: language)
        return message.replacing("#", with: self.number(number))
    }

    /// A number in prose: in the digits that the reader likes.
    func number(_ number: Int) -> String { localized(String(number)) }

    /// A number with so many decimals, with the digits of the reader's choice.
    func number(_ number: Double, decimals: Int) -> String {
        let text = localized(Decimals.text(number, decimals: decimals))
        return language == .arabic && digits == .arabic ? text.replacing(".", with: "٫") : text
    }

    /// Digits as the reader likes them; only for numbers in prose.
    private func localized(_ text: String) -> String {
        guard language == .arabic, digits == .arabic else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard ("0"..."9").contains(scalar) else { return scalar }
                    return Unicode.Scalar(0x660 + scalar.value - 0x30) ?? scalar
                }
            )
        )
    }

    /// How long ago something was, in the largest unit that is whole.
    func ago(_ moment: Timestamp) -> String {
        let seconds = max(0, now.seconds - moment.seconds)
        if seconds < 3600 { return count(.minutesAgo, Int(seconds / 60)) }
        if seconds < Timestamp.secondsPerDay { return count(.hoursAgo, Int(seconds / 3600)) }
        return count(.daysAgo, Int(seconds / Timestamp.secondsPerDay))
    }

    /// A date in prose, the Hijri one beside it where the reader wants it.
    func date(_ moment: Timestamp) -> String {
        let local = moment.calendar(inZone: zoneMinutes)
        let day = DayText(year: local.year, month: local.month, day: local.day)
        let gregorian = localized(day.gregorian(in: language))
        guard showsHijri, let hijri = day.hijri(in: language) else { return gregorian }
        return "\(gregorian) (\(localized(hijri)))"
    }
}

extension Timestamp {
    /// Year, month, day, hour, minute and second, so many minutes east of UTC.
    func calendar(inZone minutes: Int) -> (
        year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
    ) {
        Timestamp(seconds: seconds + Int64(minutes) * 60).calendar
    }

    /// `2026-11-23 23:36`, so many minutes east of UTC.
    func table(inZone minutes: Int) -> String {
        let shifted = Timestamp(seconds: seconds + Int64(minutes) * 60).description
        return String(shifted.prefix(16)).replacing("T", with: " ")
    }
}
