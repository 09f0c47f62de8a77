import Foundation
import Registry

/// A day of the Gregorian calendar in words, and the day of the Umm al-Qura calendar that it is.
///
/// Calendar and digits are always named: what a locale of the region takes by default differs between systems.
struct DayText: Sendable {
    let year: Int
    let month: Int
    let day: Int

    /// For example `23 November 2026`.
    func gregorian(in language: Preferences.Language) -> String {
        let names = language == .arabic ? Self.arabicMonths : Self.englishMonths
        return "\(day) \(names[month - 1]) \(year)"
    }

    /// For example `13 Jumada II 1448 AH`; nil where the calendar has no day.
    func hijri(in language: Preferences.Language) -> String? {
        guard let zone = TimeZone(secondsFromGMT: 0) else { return nil }
        var gregorian = Calendar(identifier: .gregorian)
        gregorian.timeZone = zone
        var hijri = Calendar(identifier: .islamicUmmAlQura)
        hijri.timeZone = zone
        let noon = DateComponents(year: year, month: month, day: day, hour: 12)
        guard let date = gregorian.date(from: noon) else { return nil }
        let parts = hijri.dateComponents([.year, .month, .day], from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day, (1...12).contains(month)
        else { return nil }
        switch language {
        case .arabic: return "\(day) \(Self.arabicHijriMonths[month - 1]) \(year) هـ"
        case .english: return "\(day) \(Self.englishHijriMonths[month - 1]) \(year) AH"
        }
    }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let arabicMonths = [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
        "ديسمبر",
    ]
    private static let englishHijriMonths = [
        "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Shaban", "Ramadan",
        "Shawwal", "Dhu al-Qidah", "Dhu al-Hijjah",
    ]
    private static let arabicHijriMonths = [
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان",
        "شوال", "ذو القعدة", "ذو الحجة",
    ]
}
