/// Names of months, days of the week, halves of the day and zones.
enum TimeWords {
    /// A month by the first letters of its name in English, or by a spelling of French, German and Spanish that logs
    /// are written in; nil for another word.
    static func month(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.count >= 3, range.count <= 12 else { return nil }
        let start = range.lowerBound
        let key =
            UInt32(bytes[start].lowercased) << 16 | UInt32(bytes[start + 1].lowercased) << 8
            | UInt32(bytes[start + 2].lowercased)
        switch key {
        case 0x6A616E: return 1
        case 0x666562: return 2
        case 0x6D6172: return 3
        case 0x617072, 0x617672, 0x616272: return 4
        case 0x6D6179, 0x6D6169: return 5
        case 0x6A756E: return 6
        case 0x6A756C: return 7
        case 0x617567: return 8
        case 0x736570: return 9
        case 0x6F6374, 0x6F6B74: return 10
        case 0x6E6F76: return 11
        case 0x646563, 0x64657A: return 12
        default:
            for (word, number) in foreignMonths where bytes.equals(word, range) { return number }
            return nil
        }
    }

    private static let foreignMonths: [(StaticString, Int)] = [
        ("juin", 6), ("juil", 7), ("juillet", 7), ("août", 8), ("aout", 8), ("févr", 2), ("février", 2),
        ("déc", 12),
        ("décembre", 12), ("märz", 3), ("ene", 1), ("ago", 8), ("dic", 12),
        ("يناير", 1), ("فبراير", 2), ("مارس", 3), ("أبريل", 4), ("ابريل", 4), ("مايو", 5), ("يونيو", 6),
        ("يوليو", 7), ("أغسطس", 8), ("سبتمبر", 9), ("أكتوبر", 10), ("اكتوبر", 10), ("نوفمبر", 11),
        ("ديسمبر", 12),
    ]

    /// Whether the word is the beginning of an English day's name.
    static func isWeekday(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 3, range.count <= 9 else { return false }
        for day in weekdays where bytes.starts(with: day, at: range.lowerBound, end: range.upperBound) {
            return true
        }
        return false
    }

    private static let weekdays: [StaticString] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// 0 for the half before noon, 12 for the other, in English and Arabic; nil for another word.
    static func half(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for (word, hours) in halves where bytes.equals(word, range) { return hours }
        return nil
    }

    private static let halves: [(StaticString, Int)] = [
        ("am", 0), ("pm", 12), ("a.m.", 0), ("p.m.", 12), ("ص", 0), ("م", 12),
    ]

    /// Seconds east of UTC of a zone's short name; nil when it is not known.
    ///
    /// Where two zones share a name, the one of the Gulf is meant (AST is Arabia's, GST the Gulf's), then the more
    /// used one (CST is North America's, IST India's).
    static func zone(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.count <= 5 else { return nil }
        if range.count == 1 { return bytes[range.lowerBound] | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        for (word, minutes) in zones where bytes.equals(word, range) { return minutes * 60 }
        return nil
    }

    private static let zones: [(StaticString, Int)] = [
        ("utc", 0), ("gmt", 0), ("ast", 180), ("gst", 240), ("cet", 60), ("cest", 120), ("est", -300),
        ("edt", -240),
        ("cst", -360), ("cdt", -300), ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420), ("wet", 0),
        ("west", 60), ("eet", 120), ("eest", 180), ("bst", 60), ("msk", 180), ("ist", 330), ("pkt", 300),
        ("trt", 180),
        ("jst", 540), ("kst", 540), ("hkt", 480), ("sgt", 480), ("aest", 600), ("aedt", 660), ("acst", 570),
        ("awst", 480), ("nzst", 720), ("nzdt", 780), ("sast", 120), ("cat", 120), ("eat", 180), ("wat", 60),
        ("brt", -180), ("art", -180), ("akst", -540), ("akdt", -480), ("hst", -600), ("irst", 210),
        ("uct", 0),
        ("mest", 120), ("met", 60), ("ksa", 180), ("cut", 0),
    ]
}
