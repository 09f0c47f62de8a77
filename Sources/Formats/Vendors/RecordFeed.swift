import Reports

/// A feed of records with known fields: rows of a table, or JSON objects.
struct RecordFeed {
    let format: FeedFormat
    /// Names of fields, squeezed, by which the feed is told: all of one group are there.
    let marks: [[String]]
    let profile: RecordProfile

    /// The feed that has these field names, squeezed.
    static func feed(named names: Set<String>) -> RecordFeed? {
        all.first { feed in feed.marks.contains { $0.allSatisfy(names.contains) } }
    }

    /// The feed of a format; nil for a format that is no such feed.
    static func feed(_ format: FeedFormat) -> RecordFeed? {
        all.first { $0.format == format }
    }

    /// In the order in which they are asked: what has more fields than another comes before it.
    static let all: [RecordFeed] =
        [urlhaus, threatFox, malwareBazaar, feodo, sslbl] + [
            abuseIPDB, dshield, otx, phishTank, spamhausDROP, intelMQ,
        ]
        + [cleanMX, blocklistDE, openPhish]

    init(
        _ format: FeedFormat,
        marks: [[String]],
        category: Category? = nil,
        priority: [Set<FieldRole>] = [],
        informOnly: Set<Category> = [],
        categories: [String: Category] = [:],
        isClosed: Bool = true,
        _ roles: [String: FieldRole]
    ) {
        self.format = format
        self.marks = marks
        var profile = RecordProfile(roles: roles, isClosed: isClosed, claim: Claim(category: category))
        profile.priority = priority
        profile.informOnly = informOnly
        profile.categories = categories
        profile.hasMetadata = format == .spamhausDROP
        self.profile = profile
    }
}

/// abuse.ch: the CSV dumps under commented headers, the JSON dumps by number, and the answers of the API.
extension RecordFeed {
    private static let urlhaus = RecordFeed(
        .urlhaus,
        marks: [["urlhauslink"], ["urlhausreference", "url"]],
        category: .malwareDistribution,
        [
            "url": .url, "dateadded": .firstSeen, "lastonline": .lastSeen, "threat": .category,
            "tags": .keywords,
            "urlhauslink": .reference, "urlhausreference": .reference,
        ]
    )

    private static let threatFox = RecordFeed(
        .threatFox,
        marks: [["iocvalue", "ioctype"], ["ioc", "ioctype", "threattype"]],
        [
            "iocvalue": .indicator, "ioc": .indicator, "ioctype": .type, "threattype": .category,
            "malwareprintable": .malware, "confidencelevel": .confidence, "firstseenutc": .firstSeen,
            "firstseen": .firstSeen, "lastseenutc": .lastSeen, "lastseen": .lastSeen, "reference": .reference,
            "tags": .keywords,
        ]
    )

    private static let malwareBazaar = RecordFeed(
        .malwareBazaar,
        marks: [["sha256hash", "md5hash", "reporter"], ["sha256hash", "signature", "filename"]],
        priority: [[.otherIndicator]],
        ["sha256hash": .otherIndicator]
    )

    private static let feodo = RecordFeed(
        .feodo,
        marks: [
            ["dstip", "c2status"], ["dstip", "lastonline", "malware"],
            ["ipaddress", "lastonline", "malware"],
        ],
        category: .commandAndControl,
        [
            "dstip": .ip, "ipaddress": .ip, "dstport": .port, "port": .port, "firstseenutc": .firstSeen,
            "firstseen": .firstSeen, "lastonline": .lastSeen, "malware": .malware,
        ]
    )

    private static let sslbl = RecordFeed(
        .sslbl,
        marks: [["listingdate", "sha1", "listingreason"], ["firstseen", "dstip", "dstport"]],
        category: .commandAndControl,
        [
            "dstip": .ip, "dstport": .port, "firstseen": .firstSeen, "sha1": .otherIndicator,
            "listingdate": .firstSeen, "listingreason": .comment,
        ]
    )
}

extension RecordFeed {
    private static let abuseIPDB = RecordFeed(
        .abuseIPDB,
        marks: [["abuseconfidencescore"], ["ip", "categories", "reportdate"]],
        categories: [
            "3": .fraud, "4": .denialOfService, "5": .loginAttempt, "7": .phishing, "8": .fraud,
            "9": .anonymizer,
            "10": .spam, "11": .spam, "12": .spam, "13": .anonymizer, "14": .scanning, "15": .exploitation,
            "16": .exploitation, "18": .loginAttempt, "19": .scanning, "20": .systemCompromise,
            "21": .exploitation, "22": .loginAttempt, "23": .infectedSystem,
        ],
        [
            "ipaddress": .ip, "ip": .ip, "abuseconfidencescore": .confidence, "lastreportedat": .lastSeen,
            "iswhitelisted": .isBenign, "categories": .category, "reportdate": .seen, "comment": .comment,
            "networkaddress": .network,
        ]
    )

    private static let dshield = RecordFeed(
        .dshield,
        marks: [
            ["ip", "attacks", "firstseen"], ["ip", "attacks", "updated"],
            ["rank", "source", "reports", "targets"],
        ],
        category: .scanning,
        [
            "ip": .ip, "source": .ip, "firstseen": .firstSeen, "lastseen": .lastSeen, "mindate": .firstSeen,
            "maxdate": .lastSeen,
        ]
    )

    private static let otx = RecordFeed(
        .otx,
        marks: [["indicators", "authorname"], ["indicators", "adversary"], ["indicators", "pulsekey"]],
        isClosed: false,
        [
            "expiration": .expiry, "isactive": .isListed, "adversary": .malware, "malwarefamilies": .keywords,
            "malwarefamiliesdisplayname": .keywords,
        ]
    )

    private static let phishTank = RecordFeed(
        .phishTank,
        marks: [["phishid", "url"]],
        category: .phishing,
        [
            "url": .url, "phishdetailurl": .reference, "submissiontime": .firstSeen,
            "verificationtime": .lastSeen, "target": .comment,
        ]
    )

    private static let spamhausDROP = RecordFeed(
        .spamhausDROP,
        marks: [["cidr", "sblid"], ["asn", "asname", "rir"]],
        priority: [[.network, .asn]],
        ["cidr": .network, "sblid": .reference, "asn": .asn, "asname": .comment]
    )

    private static let intelMQ = RecordFeed(
        .intelMQ,
        marks: [
            ["classificationtaxonomy"], ["classification", "taxonomy"], ["classificationtype", "timesource"],
            ["classificationtype", "sourceip"], ["classificationtype", "sourceurl"],
            ["classificationtype", "sourcefqdn"], ["feedname", "sourceip"], ["timeobservation", "feedname"],
        ],
        priority: [[.url], [.ip, .domain], [.network], [.asn]],
        informOnly: [.vulnerable],
        [
            "sourceip": .ip, "sourcefqdn": .domain, "sourceurl": .url, "sourcenetwork": .network,
            "sourceasn": .asn, "sourceport": .port, "sourcereversedns": .hostname,
            "classificationtype": .category, "malwarename": .malware,
            "eventdescriptiontext": .comment, "eventdescriptionurl": .reference, "feedaccuracy": .confidence,
            "timesource": .seen, "timeobservation": .observed, "tlp": .label, "extratlp": .label,
            "malwarehash": .otherIndicator, "malwarehashmd5": .otherIndicator,
            "malwarehashsha1": .otherIndicator,
            "malwarehashsha256": .otherIndicator,
        ]
    )

    private static let cleanMX = RecordFeed(
        .cleanMX,
        marks: [],
        category: .malwareDistribution,
        [
            "url": .url, "first": .firstSeen, "last": .lastSeen, "virusname": .malware, "target": .comment,
        ]
    )

    /// Lists of addresses that nothing but their name tells apart.
    private static let blocklistDE = RecordFeed(.blocklistDE, marks: [], category: .loginAttempt, [:])
    private static let openPhish = RecordFeed(.openPhish, marks: [], category: .phishing, [:])
}
