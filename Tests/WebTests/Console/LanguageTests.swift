import ConsoleAssets
import Foundation
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `The console's languages` {
    private static func reading(
        _ language: Preferences.Language,
        _ digits: Preferences.Digits = .western,
        hijri: Bool = false
    ) -> Reading {
        Reading(
            language: language,
            digits: digits,
            showsHijri: hijri,
            zoneMinutes: 180,
            now: HubFixture.now
        )
    }

    @Test func `have every text, with the same places`() throws {
        #expect(Phrase.all.count == Phrase.allCases.count)
        for phrase in Phrase.allCases {
            let texts = try #require(Phrase.all[phrase], "\(phrase)")
            #expect(!texts.english.isEmpty && !texts.arabic.isEmpty, "\(phrase)")
            #expect(texts.english != texts.arabic, "\(phrase)")
            let places = [texts.english, texts.arabic].map { text in
                Set(text.matches(of: /\{[a-z]+\}/).map { String($0.output) })
            }
            #expect(places[0] == places[1], "\(phrase)")
        }
    }

    @Test func `keep to their own letters`() throws {
        for (phrase, texts) in Phrase.all where phrase != .listComma {
            let arabic = texts.arabic.replacing(/\{[a-z]+\}/, with: "")
            let isArabic = arabic.unicodeScalars.contains { (0x620...0x64A).contains($0.value) }
            #expect(isArabic, "\(phrase): \(arabic)")
            #expect(arabic.firstMatch(of: /[A-Za-z]/) == nil, "\(phrase): \(arabic)")
            let isMixed = texts.english.unicodeScalars.contains { (0x620...0x64A).contains($0.value) }
            #expect(!isMixed, "\(phrase): \(texts.english)")
        }
    }

    @Test func `have every text that a template names, and no template names another`() throws {
        let names = Set(Phrase.allCases.map(\.rawValue))
        for (template, text) in ConsoleAssets.templates {
            for match in text.matches(of: /\{\{t\.([A-Za-z]+)\}\}/) {
                #expect(names.contains(String(match.output.1)), "\(template): \(match.output.1)")
            }
        }
    }

    @Test func `count in all forms`() throws {
        for counted in Counted.allCases {
            for language in Preferences.Language.allCases {
                for form in PluralForm.allCases {
                    let message = counted.plural.message(form, in: language)
                    #expect(!message.isEmpty)
                    let isNumbered = form == .few || form == .many || form == .other
                    if isNumbered { #expect(message.contains("#"), "\(counted) \(form)") }
                }
            }
        }
    }

    @Test(arguments: [
        (0, PluralForm.zero), (1, .one), (2, .two), (3, .few), (10, .few), (11, .many), (99, .many),
        (100, .other), (102, .other), (103, .few), (110, .few), (111, .many), (200, .other), (1000, .other),
        (1_000_011, .many),
    ])
    func `take the form that CLDR gives a number`(number: Int, form: PluralForm) {
        #expect(PluralForm(of: number, in: .arabic) == form)
        #expect(PluralForm(of: number, in: .english) == (number == 0 ? .zero : number == 1 ? .one : .other))
    }

    @Test func `count as people do`() {
        let arabic = Self.reading(.arabic)
        #expect(
            [0, 1, 2, 3, 11, 100].map { arabic.count(.addresses, $0) }
                == ["لا عناوين", "عنوان واحد", "عنوانان", "3 عناوين", "11 عنوانًا", "100 عنوان"]
        )
        #expect(Self.reading(.arabic, .arabic).count(.reports, 12) == "١٢ بلاغًا")
        #expect(Self.reading(.english, .arabic).count(.reports, 12) == "12 reports")
    }

    @Test func `say how long ago something was`() {
        let reading = Self.reading(.arabic)
        func ago(_ seconds: Int64) -> String {
            reading.ago(Timestamp(seconds: HubFixture.now.seconds - seconds))
        }
        #expect([30, 60, 120, 3 * 60].map(ago) == ["الآن", "قبل دقيقة واحدة", "قبل دقيقتين", "قبل 3 دقائق"])
        #expect([3600, 86400, 11 * 86400].map(ago) == ["قبل ساعة واحدة", "قبل يوم واحد", "قبل 11 يومًا"])
    }

    @Test func `write dates in both calendars`() throws {
        let day = DayText(year: 2026, month: 11, day: 23)
        #expect(day.gregorian(in: .arabic) == "23 نوفمبر 2026")
        #expect(day.hijri(in: .arabic) == "13 جمادى الآخرة 1448 هـ")
        #expect(day.hijri(in: .english) == "13 Jumada II 1448 AH")
        let evening = try #require(Timestamp(rfc3339: "2026-11-22T22:30:00Z"))
        #expect(
            Self.reading(.arabic, hijri: true).date(evening) == "23 نوفمبر 2026 (13 جمادى الآخرة 1448 هـ)"
        )
        #expect(evening.table(inZone: 180) == "2026-11-23 01:30")
    }

    @Test(arguments: [
        (nil as String?, Preferences.Language.arabic), ("en", .english),
        ("en-GB,en;q=0.9,ar;q=0.8", .english),
        ("fr,ar-SA;q=0.5,en;q=0.3", .arabic), ("fr", .arabic), ("en;q=0,ar;q=0.1", .arabic),
        (",;;q=", .arabic),
    ])
    func `are chosen by the browser`(header: String?, language: Preferences.Language) {
        #expect(Visit.language(header) == language)
    }

    @Test func `show what is invisible in the texts of others`() {
        #expect(ShownText("abc\u{202E}txt\u{200B}").text == "abc‹U+202E›txt‹U+200B›")
        #expect(ShownText("مركز").text == "مركز")
    }
}
