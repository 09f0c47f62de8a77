/// What an address is known as, apart from what is suspected of it. The raw value is stored and never changes.
public enum EntryLabel: UInt8, Sendable, CaseIterable {
    /// Set aside by the IETF or IANA: private, loopback, multicast, not allocated.
    case reserved = 1
    /// Set aside for examples, in documents and in the demonstration.
    case documentation = 2
    /// A domain below which a registry gives names to anybody.
    case publicSuffix = 3
    /// A network so wide that no report can mean all of it.
    case tooWide = 4
    /// A resolver that many people have set by its address.
    case wellKnownResolver = 5
    /// Holds the Internet up: root name servers.
    case infrastructure = 6
    /// Of a government, an army or a school of a member state.
    case nationalAsset = 7
    /// Within what a member answers for.
    case constituency = 8
    /// Among the most visited names.
    case popularName = 9
    /// A domain whose names belong to its many customers, and the names below it.
    case sharedPlatform = 10
    /// Measures the whole Internet and says so.
    case researchScanner = 11
    /// Answers anybody's DNS questions.
    case openResolver = 12
    /// Serves other people's content from shared addresses.
    case contentDelivery = 13
    /// A provider's range for rented machines.
    case cloud = 14
    /// Many users behind one address: VPN, relay, proxy of a company.
    case sharedEgress = 15
    /// Taken over by defenders: who talks to it is infected.
    case sinkhole = 16
    /// Shows a page for names that are for sale.
    case parking = 17
    /// Reads the web for a search engine or checks that it answers.
    case crawler = 18
    /// Takes or sends the mail of many.
    case mailService = 19
    /// Tells which certificates are revoked.
    case revocation = 20
    /// A maker's own service: updates, sign-in, connectivity checks.
    case vendorService = 21
    /// A bank, a university, a company, a security vendor.
    case organisation = 22
    /// Tells a caller its address, or takes samples apart.
    case analysisService = 23

    /// The word used in output, JSON and SQL.
    public var name: String {
        switch self {
        case .reserved: "reserved"
        case .documentation: "documentation"
        case .publicSuffix: "public-suffix"
        case .tooWide: "too-wide"
        case .wellKnownResolver: "well-known-resolver"
        case .infrastructure: "infrastructure"
        case .nationalAsset: "national-asset"
        case .constituency: "constituency"
        case .popularName: "popular-name"
        case .sharedPlatform: "shared-platform"
        case .researchScanner: "research-scanner"
        case .openResolver: "open-resolver"
        case .contentDelivery: "content-delivery"
        case .cloud: "cloud"
        case .sharedEgress: "shared-egress"
        case .sinkhole: "sinkhole"
        case .parking: "parking"
        case .crawler: "crawler"
        case .mailService: "mail-service"
        case .revocation: "revocation"
        case .vendorService: "vendor-service"
        case .organisation: "organisation"
        case .analysisService: "analysis-service"
        }
    }

    /// The label called `name`, or nil when there is none.
    public init?(name: some StringProtocol) {
        guard let label = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = label
    }
}

/// A set of labels.
public struct EntryLabels: Hashable, Sendable {
    private var bits: UInt64 = 0

    /// No labels.
    public init() {}

    /// Whether there are none.
    public var isEmpty: Bool { bits == 0 }

    /// Adds a label.
    public mutating func insert(_ label: EntryLabel) {
        bits |= 1 << UInt64(label.rawValue)
    }

    /// Whether `label` is among them.
    public func contains(_ label: EntryLabel) -> Bool {
        bits >> UInt64(label.rawValue) & 1 == 1
    }

    /// The labels in the order of their raw values.
    public var all: [EntryLabel] { EntryLabel.allCases.filter(contains) }
}
