public import Addresses

/// Which addresses an entry is about.
public enum AllowlistRule: Hashable, Sendable {
    /// An address, and what of its neighbourhood its reach says. An AS number reaches over the IP addresses that it is
    /// known to announce (``CheckContext/origin``).
    case address(Address, Reach)
    /// All names below a top-level domain, and all URLs that they serve.
    case topLevelDomain(TopLevelDomainName)
    /// A range of AS numbers.
    case systems(ClosedRange<ASN>)
    /// All networks of a family with a prefix shorter than this.
    case wider(IPFamily, than: Int)
    /// Public suffixes of one section of the public suffix list: the names that are one; of shared platforms, also the
    /// names below.
    case publicSuffixes(SuffixSection)
    /// Addresses whose canonical text matches a pattern.
    case pattern(TextPattern)

    /// A family of IP addresses. The raw value is stored and never changes.
    public enum IPFamily: UInt8, Sendable, CaseIterable {
        case ipv4 = 4
        case ipv6 = 6

        /// Bits in an address.
        public var width: Int { self == .ipv4 ? 32 : 128 }
    }

    /// The sections of the public suffix list. The raw value is stored and never changes.
    public enum SuffixSection: UInt8, Sendable, CaseIterable {
        /// Suffixes of registries: `co.uk`.
        case registries = 1
        /// Suffixes of private holders, below which the names of their customers lie: `blogspot.com`.
        case platforms = 2
    }
}

extension AllowlistRule {
    /// How a rule is written in a row beside its text. The raw value is stored and never changes.
    public enum Form: UInt8, Sendable, CaseIterable {
        case address = 1
        case topLevelDomain = 2
        case systems = 3
        case wider = 4
        case publicSuffixes = 5
        case substring = 6
        case regularExpression = 7

        /// The word used in output and JSON.
        public var name: String {
            switch self {
            case .address: "address"
            case .topLevelDomain: "top-level-domain"
            case .systems: "systems"
            case .wider: "wider-than"
            case .publicSuffixes: "public-suffixes"
            case .substring: "substring"
            case .regularExpression: "regex"
            }
        }
    }

    /// How it is written.
    public var form: Form {
        switch self {
        case .address: .address
        case .topLevelDomain: .topLevelDomain
        case .systems: .systems
        case .wider: .wider
        case .publicSuffixes: .publicSuffixes
        case .pattern(let pattern): pattern.syntax == .substring ? .substring : .regularExpression
        }
    }

    /// How far it reaches; ``Reach/everything`` where there is no choice.
    public var reach: Reach {
        if case .address(_, let reach) = self { reach } else { .everything }
    }

    /// The text that stands for it in a row: ``init(form:text:reach:)`` reads it back.
    public var text: String {
        switch self {
        case .address(let address, _): address.description
        case .topLevelDomain(let label): label.text
        case .systems(let range): "\(range.lowerBound)-\(range.upperBound)"
        case .wider(let family, let length): family == .ipv4 ? "0.0.0.0/\(length)" : "::/\(length)"
        case .publicSuffixes(.registries): "registries"
        case .publicSuffixes(.platforms): "platforms"
        case .pattern(let pattern): pattern.source
        }
    }
}

extension AllowlistRule: CustomStringConvertible {
    /// The rule for a person.
    public var description: String {
        switch self {
        case .address: text
        case .topLevelDomain: ".\(text)"
        case .systems: text
        case .wider: "wider than \(text)"
        case .publicSuffixes(.registries): "public suffix of a registry"
        case .publicSuffixes(.platforms): "public suffix of a shared platform"
        case .pattern(let pattern): pattern.syntax == .substring ? "containing “\(text)”" : text
        }
    }
}
