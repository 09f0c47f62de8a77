import Addresses
import ArgumentParser
import Lists
import Registry
import Reports
import Reputation
import SQLiteRegistry

/// What a list is, common to the commands that make, change and preview one; what is left out stays as it is.
struct ListSettingsOptions: ParsableArguments {
    @Option(name: .long, help: "What it is for, in a sentence.")
    var purpose: String?

    @Option(name: .long, help: "block or inform: what is to inform only is never on a list that blocks.")
    var use: String?

    @Option(name: .long, parsing: .upToNextOption, help: "Only these kinds: ip, network, asn, domain, url.")
    var kinds: [String] = []

    @Option(name: .customLong("minimum-level"), help: "none, low, medium, high or critical.")
    var minimumLevel: String?

    @Option(name: .customLong("minimum-score"), help: "The least score, 0…100.")
    var minimumScore: Double?

    @Option(name: .long, parsing: .upToNextOption, help: "Only these categories.")
    var categories: [String] = []

    @Option(name: .long, parsing: .upToNextOption, help: "Only what one of these sources reports.")
    var sources: [String] = []

    @Option(name: .long, parsing: .upToNextOption, help: "Only what sources of these members report.")
    var members: [String] = []

    @Option(name: .customLong("maximum-label"), help: "CLEAR, GREEN, AMBER or AMBER+STRICT.")
    var maximumLabel: String?

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help:
            "Only IP addresses and networks in these countries (SA AE …), by the databases of the folder geo."
    )
    var countries: [String] = []

    @Option(name: .customLong("maximum-age"), help: "Only what was listed within so many days.")
    var maximumAge: Int?

    @Option(name: .long, help: "everyone, community, staff, or the code of a member.")
    var audience: String?

    @Option(name: .long, parsing: .upToNextOption, help: "The formats in which it may be pulled.")
    var formats: [String] = []

    @Option(name: .customLong("maximum-entries"), help: "Most entries, those of higher scores first.")
    var maximumEntries: Int?

    @Option(name: .customLong("maximum-loss"), help: "The part that it may lose at once, 0…1.")
    var maximumLoss: Double?

    @Option(name: .customLong("maximum-gain"), help: "How many times its entries it may gain at once.")
    var maximumGain: Double?

    @Option(name: .long, help: "Seconds between two serials at least; 0 publishes on every change.")
    var interval: Int?

    /// The settings that these options make of `before`, or of a new list.
    func settings(named name: ListName, over before: ListSettings?, in store: SQLiteStore) throws
        -> ListSettings
    {
        guard var settings = try before ?? new(name) else {
            throw CommandFailure.badInput("a new list needs --use block or --use inform")
        }
        settings.purpose = purpose ?? settings.purpose
        if use != nil { settings.criteria.use = try readUse() ?? settings.criteria.use }
        try change(&settings.criteria, in: store)
        if let audience {
            settings.audience =
                switch audience {
                case "everyone": .everyone
                case "community": .community
                case "staff": .staff
                default: .member(try store.member(ofCode: audience).id)
                }
        }
        if !formats.isEmpty {
            settings.formats = try Self.read(formats, "format") { ListFormat(rawValue: $0) }
        }
        settings.maximumEntries = maximumEntries ?? settings.maximumEntries
        settings.bounds.maximumLoss = maximumLoss ?? settings.bounds.maximumLoss
        settings.bounds.maximumGain = maximumGain ?? settings.bounds.maximumGain
        if let interval { settings.interval = interval == 0 ? nil : interval }
        if let fault = settings.fault { throw CommandFailure.badInput("list \(name.text): \(fault)") }
        return settings
    }

    private func new(_ name: ListName) throws -> ListSettings? {
        try readUse().map { ListSettings(name: name, purpose: "", criteria: ListCriteria(use: $0)) }
    }

    private func readUse() throws -> PermittedUse? {
        guard let use else { return nil }
        guard let read = PermittedUse.allCases.first(where: { $0.name == use }) else {
            throw CommandFailure.badInput("--use \(use): block or inform")
        }
        return read
    }

    private func change(_ criteria: inout ListCriteria, in store: SQLiteStore) throws {
        if !kinds.isEmpty { criteria.kinds = try Self.read(kinds, "kind") { AddressKind(name: $0) } }
        if let minimumLevel {
            guard let level = Level(name: minimumLevel) else {
                throw CommandFailure.badInput("there is no level '\(minimumLevel)'")
            }
            criteria.minimumLevel = level
        }
        criteria.minimumScore = minimumScore ?? criteria.minimumScore
        if !categories.isEmpty {
            criteria.categories = try Self.read(categories, "category") { Category(name: $0) }
        }
        if !sources.isEmpty { criteria.sources = Set(sources) }
        if !members.isEmpty { criteria.members = Set(try members.map { try store.member(ofCode: $0).id }) }
        if let maximumLabel {
            guard let label = SharingLabel(maximumLabel) else {
                throw CommandFailure.badInput("there is no label '\(maximumLabel)'")
            }
            criteria.maximumLabel = label
        }
        if !countries.isEmpty { criteria.countries = Set(countries.map { $0.uppercased() }) }
        criteria.maximumAgeDays = maximumAge ?? criteria.maximumAgeDays
    }

    private static func read<Value: Hashable>(
        _ words: [String],
        _ name: String,
        _ read: (String) -> Value?
    ) throws -> Set<Value> {
        Set(
            try words.map { word in
                guard let value = read(word) else {
                    throw CommandFailure.badInput("there is no \(name) '\(word)'")
                }
                return value
            }
        )
    }
}
