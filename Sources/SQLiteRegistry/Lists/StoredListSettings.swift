import Addresses
import Foundation
import Lists
import Registry
import Reports
import Reputation

/// Settings of a list as the column `settings` keeps them: JSON with the stored codes; what has its usual value is left
/// out.
struct StoredListSettings: Codable {
    var purpose: String
    var use: UInt8
    var kinds: [UInt8]?
    var level: UInt8?
    var score: Double?
    var categories: [UInt8]?
    var sources: [String]?
    var members: [Int64]?
    var countries: [String]?
    var label: UInt8
    var ageDays: Int?
    /// `everyone` or `staff`; left out for the community and for one member.
    var audience: String?
    var audienceMember: Int64?
    var formats: [String]?
    var maximumEntries: Int?
    var maximumLoss: Double?
    var freeLoss: Int?
    var maximumGain: Double?
    var freeGain: Int?
    var interval: Int?

    init(_ settings: ListSettings) {
        let (criteria, bounds, usual) = (settings.criteria, settings.bounds, ListBounds())
        func list<Value: Comparable>(_ values: some Sequence<Value>) -> [Value]? {
            let sorted = values.sorted()
            return sorted.isEmpty ? nil : sorted
        }
        purpose = settings.purpose
        use = criteria.use.rawValue
        kinds = list(criteria.kinds.map(\.rawValue))
        level = criteria.minimumLevel.rawValue
        score = criteria.minimumScore > 0 ? criteria.minimumScore : nil
        categories = list(criteria.categories.map(\.rawValue))
        sources = list(criteria.sources)
        members = list(criteria.members.map(\.number))
        countries = list(criteria.countries)
        label = criteria.maximumLabel.rawValue
        ageDays = criteria.maximumAgeDays
        switch settings.audience {
        case .everyone, .staff: audience = settings.audience.name
        case .member(let member): audienceMember = member.number
        case .community: break
        }
        formats = list(settings.formats.map(\.rawValue))
        maximumEntries = settings.maximumEntries
        maximumLoss = bounds.maximumLoss == usual.maximumLoss ? nil : bounds.maximumLoss
        freeLoss = bounds.freeLoss == usual.freeLoss ? nil : bounds.freeLoss
        maximumGain = bounds.maximumGain == usual.maximumGain ? nil : bounds.maximumGain
        freeGain = bounds.freeGain == usual.freeGain ? nil : bounds.freeGain
        interval = settings.interval
    }

    /// The settings of the list called `name`; nil when a code is none.
    func settings(named name: ListName) -> ListSettings? {
        guard let use = PermittedUse(rawValue: use), let label = SharingLabel(rawValue: label),
            let level = Level(rawValue: level ?? 0), let kinds = Self.codes(kinds, AddressKind.init),
            let categories = Self.codes(categories, Category.init),
            let formats = Self.codes(formats, ListFormat.init(rawValue:)), let audience = storedAudience
        else { return nil }
        let usual = ListBounds()
        return ListSettings(
            name: name,
            purpose: purpose,
            criteria: ListCriteria(
                use: use,
                kinds: kinds,
                minimumLevel: level,
                minimumScore: score ?? 0,
                categories: categories,
                sources: Set(sources ?? []),
                members: Set((members ?? []).map(Member.ID.init)),
                maximumLabel: label,
                countries: Set(countries ?? []),
                maximumAgeDays: ageDays
            ),
            audience: audience,
            formats: formats,
            maximumEntries: maximumEntries,
            bounds: ListBounds(
                maximumLoss: maximumLoss ?? usual.maximumLoss,
                freeLoss: freeLoss ?? usual.freeLoss,
                maximumGain: maximumGain ?? usual.maximumGain,
                freeGain: freeGain ?? usual.freeGain
            ),
            interval: interval
        )
    }

    private var storedAudience: ListAudience? {
        if let audienceMember { return .member(Member.ID(audienceMember)) }
        switch audience {
        case nil: return .community
        case "everyone": return .everyone
        case "staff": return .staff
        default: return nil
        }
    }

    private static func codes<Code, Value: Hashable>(
        _ codes: [Code]?,
        _ read: (Code) -> Value?
    ) -> Set<Value>? {
        let values = (codes ?? []).map(read)
        return values.contains { $0 == nil } ? nil : Set(values.compactMap(\.self))
    }

    /// The text of the column.
    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// Reads the text of the column.
    init(text: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    }
}
