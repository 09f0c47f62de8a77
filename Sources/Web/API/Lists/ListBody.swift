import Addresses
import Lists
import Registry
import Reports
import Reputation

/// A list's settings as they are sent.
struct ListBody: Decodable {
    struct Bounds: Decodable {
        let maximumLoss: Double?
        let freeLoss: Int?
        let maximumGain: Double?
        let freeGain: Int?
    }

    let purpose: String
    let use: String
    let kinds: [String]?
    let minimumLevel: String?
    let minimumScore: Double?
    let categories: [String]?
    let sources: [String]?
    let members: [String]?
    let maximumLabel: String?
    let countries: [String]?
    let maximumAgeDays: Int?
    let audience: String?
    let audienceMember: String?
    let formats: [String]?
    let maximumEntries: Int?
    let bounds: Bounds?
    let interval: Int?

    static let fields: [Schema.Field] = [
        .init("purpose", .text(0...ListSettings.maximumPurposeLength)),
        .init("use", APISchemas.permittedUse),
        .optional("kinds", .array(APISchemas.kind, maximum: 5)), .optional("minimumLevel", APISchemas.level),
        .optional("minimumScore", APISchemas.score),
        .optional("categories", .array(APISchemas.category, maximum: Category.allCases.count)),
        .optional("sources", .array(.text(1...SourceSettings.maximumNameLength), maximum: 1000)),
        .optional("members", .array(APISchemas.code, maximum: 1000)),
        .optional("maximumLabel", APISchemas.label),
        .optional("countries", .array(.pattern("^[A-Z]{2}$"), maximum: 300)),
        .optional("maximumAgeDays", .integer(1...Int64(ListCriteria.longestAgeDays))),
        .optional("audience", .words(["everyone", "community", "member", "staff"])),
        .optional("audienceMember", APISchemas.code),
        .optional("formats", .array(.words(ListFormat.allCases.map(\.rawValue)), maximum: 64)),
        .optional("maximumEntries", .integer(1...Int64(Int32.max))),
        .optional(
            "bounds",
            .object([
                .optional("maximumLoss", .number(0...1)), .optional("freeLoss", .count),
                .optional("maximumGain", .number(0...1_000_000)), .optional("freeGain", .count),
            ])
        ),
        .optional("interval", .integer(1...Int64(ListSettings.maximumInterval))),
    ]

    /// The settings of the list called `name`.
    func settings(
        named name: ListName,
        _ directory: MemberDirectory,
        _ store: any Store
    ) throws -> ListSettings {
        let usual = ListBounds()
        guard let use = PermittedUse.allCases.first(where: { $0.name == use }) else {
            throw Problem(.invalid, "use: block or inform")
        }
        guard let label = maximumLabel.map({ SharingLabel($0) }) ?? .green else {
            throw Problem(.invalid, "maximumLabel: \(maximumLabel ?? "") is none")
        }
        guard let level = minimumLevel.map({ Level(name: $0) }) ?? .low else {
            throw Problem(.invalid, "minimumLevel: \(minimumLevel ?? "") is none")
        }
        return ListSettings(
            name: name,
            purpose: purpose,
            criteria: ListCriteria(
                use: use,
                kinds: try Self.read(kinds, "kinds") { AddressKind(name: $0) },
                minimumLevel: level,
                minimumScore: minimumScore ?? 0,
                categories: try Self.read(categories, "categories") { Category(name: $0) },
                sources: Set(sources ?? []),
                members: Set(try (members ?? []).map { try directory.member($0, store) }),
                maximumLabel: label,
                countries: Set(countries ?? []),
                maximumAgeDays: maximumAgeDays
            ),
            audience: try readAudience(directory, store),
            formats: try Self.read(formats, "formats") { ListFormat(rawValue: $0) },
            maximumEntries: maximumEntries,
            bounds: ListBounds(
                maximumLoss: bounds?.maximumLoss ?? usual.maximumLoss,
                freeLoss: bounds?.freeLoss ?? usual.freeLoss,
                maximumGain: bounds?.maximumGain ?? usual.maximumGain,
                freeGain: bounds?.freeGain ?? usual.freeGain
            ),
            interval: interval
        )
    }

    private func readAudience(_ directory: MemberDirectory, _ store: any Store) throws -> ListAudience {
        switch (audience, audienceMember) {
        case (nil, nil), ("community", nil): return .community
        case ("everyone", nil): return .everyone
        case ("staff", nil): return .staff
        case (nil, let code?), ("member", let code?): return .member(try directory.member(code, store))
        default:
            throw Problem(.invalid, "audience: everyone, community or staff; or member with audienceMember")
        }
    }

    private static func read<Value: Hashable>(
        _ words: [String]?,
        _ name: String,
        _ read: (String) -> Value?
    ) throws(Problem) -> Set<Value> {
        var values: Set<Value> = []
        for word in words ?? [] {
            guard let value = read(word) else { throw Problem(.invalid, "\(name): \(word) is none") }
            values.insert(value)
        }
        return values
    }
}
