import Addresses
import Observations

/// Telemetry of a country's size out of a seed: 70 % names, 25 % IPv4 addresses in 2,000 blocks of 16 bits, 5 % IPv6, the
/// address of rank u³ of all met next, where u is uniform. Addresses are computed from their rank; none is stored.
struct TelemetryGenerator {
    static let blocks: UInt64 = 2000
    static let insideHosts: UInt64 = 50_000
    static let sensors: UInt64 = 4
    /// Names of one registered domain on average.
    static let namesOfDomain: UInt64 = 4

    private static let suffixes: [(text: String, share: UInt64)] = [
        ("com", 45), ("net", 15), ("org", 10), ("sa", 10), ("ae", 8), ("kw", 4), ("qa", 4), ("io", 4),
    ]
    private static let words = [
        "secure", "mail", "cloud", "cdn", "static", "portal", "news", "shop", "track", "img", "api", "web",
        "data", "fast",
        "blue", "red", "north", "star", "moon", "river", "stone", "gold", "key", "home", "net", "link",
        "zone", "edge",
    ]
    private static let hosts = ["", "www.", "api.", "cdn.", "mail.", "img."]

    /// How many different addresses may be met.
    let universe: UInt64
    private var state: UInt64

    init(universe: UInt64, seed: UInt64) {
        self.universe = universe
        state = seed
    }

    /// SplitMix64.
    static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func next() -> UInt64 {
        state &+= 1
        return Self.mixed(state)
    }

    /// A rank that popular addresses have more often.
    mutating func popularRank() -> UInt64 {
        let u = Double(next() >> 11) * 0x1p-53
        return min(universe - 1, UInt64(u * u * u * Double(universe)))
    }

    /// A rank that each address has as often.
    mutating func uniformRank() -> UInt64 {
        next() % universe
    }

    /// Appends the key of the address of a rank; ranks from the universe on are met by nobody.
    static func appendKey(ofRank rank: UInt64, to key: inout [UInt8]) {
        let random = mixed(rank &* 2 &+ 1)
        switch random % 100 {
        case 0..<25:
            let block = mixed(1 << 40 | (random >> 8) % blocks)
            let value = UInt32(truncatingIfNeeded: (block & 0xFFFF) << 16 | (random >> 32) & 0xFFFF)
            Address.ip(IPAddress(v4: value)).appendKey(to: &key)
        case 25..<30:
            let high = 0x2001_0db8_0000_0000 | mixed(random) & 0xFFFF_FFFF
            Address.ip(IPAddress(bits: UInt128(high) << 64 | UInt128(mixed(random &+ 1)))).appendKey(to: &key)
        default: appendName(random, rank: rank, to: &key)
        }
    }

    /// The address of a rank.
    static func address(ofRank rank: UInt64) -> Address {
        var key: [UInt8] = []
        appendKey(ofRank: rank, to: &key)
        guard let address = Address(key: AddressKey(bytes: key)) else {
            preconditionFailure("rank \(rank) has no address")
        }
        return address
    }

    /// The block of 16 bits with this number.
    static func block(_ number: UInt64) -> Address {
        let base = UInt32(truncatingIfNeeded: (mixed(1 << 40 | number % blocks) & 0xFFFF) << 16)
        guard let network = IPNetwork(containing: IPAddress(v4: base), prefixLength: 16) else {
            preconditionFailure("a block of 16 bits")
        }
        return Address(network)
    }

    /// The key of `word-wordNNNNN.suffix.example` or a host in it, labels from the last to the first.
    private static func appendName(_ random: UInt64, rank: UInt64, to key: inout [UInt8]) {
        let domain = mixed(1 << 41 | rank / namesOfDomain)
        var share = domain % 100
        var suffix = suffixes[0].text
        for candidate in suffixes {
            suffix = candidate.text
            if share < candidate.share { break }
            share -= candidate.share
        }
        key.append(0x0D)
        append("example", to: &key)
        append(suffix, to: &key)
        let number = domain >> 40 & 0xF_FFFF
        let words = Self.words
        key.append(contentsOf: words[Int(domain >> 8 & 0xFFFF) % words.count].utf8)
        key.append(UInt8(ascii: "-"))
        key.append(contentsOf: words[Int(domain >> 24 & 0xFFFF) % words.count].utf8)
        key.append(contentsOf: "\(number)".utf8)
        key.append(0)
        let host = Int(rank % namesOfDomain)
        if host > 0 {
            key.append(contentsOf: hosts[host].dropLast().utf8)
            if random >> 50 & 3 == 0 { key.append(contentsOf: "\(random >> 52 & 0xFF)".utf8) }
            key.append(0)
        }
    }

    private static func append(_ label: String, to key: inout [UInt8]) {
        key.append(contentsOf: label.utf8)
        key.append(0)
    }
}
