import Foundation
import HTTPTypes
import Hummingbird
import Registry
import Reports

/// One request to the console: who asks, for what, and how they read.
struct Visit: Sendable {
    let identity: Identity
    let preferences: Preferences
    let reading: Reading
    /// The path, decoded.
    let path: String
    let query: [String: String]
    /// The path and query as they were asked for.
    let here: String
    /// What forms of this browser carry.
    let formToken: String
    /// The digest of the session's secret.
    let session: Browser.Session?
    /// The names of all members in the reader's language.
    var memberNames: [Member.ID: String] = [:]
    var memberCodes: [Member.ID: String] = [:]

    init(_ request: Request, _ context: HubContext, now: Timestamp) {
        identity = context.identity
        let preferences = context.identity.user?.preferences ?? Preferences()
        self.preferences = preferences
        path = request.uri.path
        query = (try? FormBody(encoded: request.uri.query ?? ""))?.values ?? [:]
        here = request.uri.string
        formToken = context.browser?.formToken ?? ""
        session = context.browser?.session
        let asked = query["lang"].flatMap(Preferences.Language.init(rawValue:))
        let language =
            asked ?? preferences.language ?? context.browser?.language
            ?? Self.language(request.headers[.acceptLanguage])
        reading = Reading(
            language: language,
            digits: preferences.digits,
            showsHijri: preferences.showsHijri,
            zoneMinutes: preferences.timeZoneMinutes,
            now: now
        )
    }

    /// Names the members.
    mutating func know(_ members: [Member]) {
        for member in members {
            memberCodes[member.id] = member.settings.code
            memberNames[member.id] =
                reading.language == .arabic ? member.settings.arabicName : member.settings.name
        }
    }

    /// The notice that an act left for the next page.
    var notice: Phrase? { query["done"].flatMap(Notice.init(rawValue:))?.phrase }

    /// This page with other values in its query; a nil value leaves one out.
    func link(_ changes: [String: String?]) -> String {
        var values = query
        values["done"] = nil
        for (name, value) in changes { values[name] = value }
        let pairs = values.sorted { $0.key < $1.key }.map {
            "\(AddressText.encoded($0.key))=\(AddressText.encoded($0.value))"
        }
        return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
    }

    /// A member in a cell.
    func member(_ id: Member.ID?) -> Cell {
        guard let id else { return .nothing }
        return .name(memberNames[id] ?? "\(id.number)", output: memberCodes[id] ?? "\(id.number)")
    }

    /// The first of a browser's languages that the console speaks, by weight; Arabic when it names none.
    static func language(_ header: String?) -> Preferences.Language {
        let choices = (header ?? "").prefix(maximumLanguages).split(separator: ",").enumerated().map {
            index,
            part in
            let pieces = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            let weight =
                pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return (tag: (pieces.first ?? "").lowercased(), weight: weight, index: index)
        }
        let sorted = choices.filter { $0.weight > 0 }.sorted { ($1.weight, $0.index) < ($0.weight, $1.index) }
        for choice in sorted {
            let word = choice.tag.split(separator: "-").first.map(String.init) ?? ""
            if let language = Preferences.Language(rawValue: word) { return language }
        }
        return .arabic
    }

    /// Longest header of languages that is looked at.
    private static let maximumLanguages = 500
}

/// What an act tells on the page after it.
enum Notice: String, Sendable {
    case saved, added, revoked, signedOut = "signed-out", welcome, submitted, waiting, decided
    case entryWaiting = "entry-waiting"
    case decidedList = "decided-list", answered, appealed

    var phrase: Phrase {
        switch self {
        case .saved: .noticeSaved
        case .added: .noticeAdded
        case .revoked: .noticeRevoked
        case .signedOut: .noticeSignedOut
        case .welcome: .noticeWelcome
        case .submitted: .noticeSubmitted
        case .waiting: .noticeWaiting
        case .decided: .noticeDecided
        case .entryWaiting: .noticeEntryWaiting
        case .decidedList: .noticeListDecided
        case .answered: .noticeAnswered
        case .appealed: .noticeAppealed
        }
    }
}
