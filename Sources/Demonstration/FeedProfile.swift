import Feeds
import Fetching
import Registry
import Reports

/// One of the feeds of the scenario: what it lists, how well, and how it fares.
struct FeedProfile: Sendable {
    /// What becomes of it in the end.
    enum Fate: Sendable {
        /// It goes on.
        case well
        /// Its file is gone for some days.
        case gone(forDays: Int)
        /// Its last file is full of lines that are no addresses.
        case garbled
    }

    let id: String
    let owner: String
    let categories: Set<Category>
    /// How many out of a hundred of the bad it knows.
    let coverage: Int
    /// How many days later than the first it lists them.
    let lag: Int
    let label: SharingLabel
    let use: PermittedUse
    let category: Category
    var confidence: UInt8?
    /// What an operator says of it; nil lets it be learnt.
    var reliability: Double?
    let fate: Fate

    static let all = [
        FeedProfile(
            id: "c2-tracker",
            owner: "Example Research",
            categories: [.commandAndControl],
            coverage: 85,
            lag: 0,
            label: .clear,
            use: .block,
            category: .commandAndControl,
            confidence: 90,
            reliability: 0.95,
            fate: .well
        ),
        FeedProfile(
            id: "open-blocklist",
            owner: "Example Blocklist Project",
            categories: [.commandAndControl, .loginAttempt],
            coverage: 80,
            lag: 1,
            label: .clear,
            use: .block,
            category: .commandAndControl,
            fate: .well
        ),
        FeedProfile(
            id: "scan-sensors",
            owner: "Example Darknet",
            categories: [.scanning],
            coverage: 90,
            lag: 0,
            label: .clear,
            use: .inform,
            category: .scanning,
            fate: .garbled
        ),
        FeedProfile(
            id: "login-abuse",
            owner: "Example Honeypots",
            categories: [.loginAttempt, .scanning],
            coverage: 55,
            lag: 1,
            label: .green,
            use: .block,
            category: .loginAttempt,
            fate: .well
        ),
        FeedProfile(
            id: "phishing-names",
            owner: "Example Anti-Phishing",
            categories: [.phishing],
            coverage: 75,
            lag: 0,
            label: .clear,
            use: .block,
            category: .phishing,
            confidence: 80,
            fate: .well
        ),
        FeedProfile(
            id: "malware-hosts",
            owner: "Example Lab",
            categories: [.malwareDistribution, .commandAndControl],
            coverage: 80,
            lag: 2,
            label: .green,
            use: .block,
            category: .malwareDistribution,
            reliability: 0.85,
            fate: .gone(forDays: 2)
        ),
        FeedProfile(
            id: "infected-hosts",
            owner: "Example Sinkhole",
            categories: [.infectedSystem],
            coverage: 95,
            lag: 0,
            label: .amber,
            use: .inform,
            category: .infectedSystem,
            confidence: 95,
            fate: .well
        ),
    ]

    /// The payment system that a feed lists by mistake in the end, and an allowlist keeps off every list.
    static let innocent = "settlement.example"

    /// The feed, reading the file at `path`.
    func feed(at path: String) throws -> Feed {
        let settings = SourceSettings(
            name: id,
            owner: owner,
            reliability: reliability,
            category: category,
            confidence: confidence,
            label: label,
            permittedUse: use
        )
        guard var feed = Feed(id, from: .file(path: path), source: settings) else {
            throw StoreError(.invalidValue, "feed \(id)")
        }
        feed.schedule = FeedSchedule(minutes: 1440)
        return feed
    }

    /// What the feed's file holds on a day; nil when it is not there.
    /// - Parameters:
    ///   - day: counted from the scenario's first.
    ///   - last: the scenario's last.
    ///   - threats: what is about.
    ///   - seed: what all chance comes from.
    /// - Returns: the text of the file.
    func text(on day: Int, of last: Int, threats: [Threat], seed: UInt64) -> String? {
        if case .gone(let days) = fate, day > last - days { return nil }
        var lines = threats.filter { lists($0, on: day, seed) }.map(\.address)
        if id == "phishing-names", day >= last - 1 { lines.append(Self.innocent) }
        if case .garbled = fate, day == last {
            lines = lines.enumerated().map { $0 % 3 == 0 ? "203.0.113.\(300 + $0)" : $1 }
        }
        return "# \(id): made up, all addresses are set aside for documentation\n"
            + lines.map { $0 + "\n" }.joined()
    }

    /// Whether it lists something on a day.
    func lists(_ threat: Threat, on day: Int, _ seed: UInt64) -> Bool {
        categories.contains(threat.category) && threat.isAbout(on: day - lag) && knows(threat.address, seed)
    }

    private func knows(_ address: String, _ seed: UInt64) -> Bool {
        SeededRandom.number(seed, id, address) % 100 < coverage
    }
}
