import Addresses
import Reports

/// Writes a data set of Suricata: all values of one kind, for a rule to load.
public struct SuricataDatasetWriter: ReportWriter {
    /// What the set holds.
    public enum Kind: Sendable, Hashable {
        /// IP addresses (`type ip`); networks have no place in it.
        case ip
        /// Names, with a dot before each as `dotprefix` puts it, so that what lies below matches too (`type string`).
        case name
        /// URLs (`type string`).
        case url
    }

    /// What the set holds.
    public let kind: Kind

    /// A writer of one kind of values.
    public init(_ kind: Kind) {
        self.kind = kind
    }

    /// Writes a value of the set's kind.
    public mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool {
        switch (kind, report.address) {
        case (.ip, .ip(let ip)): text += Array("\(ip)".utf8)
        case (.name, .domain(let name)): Base64.encode(Array(".\(name.text)".utf8), into: &text)
        case (.url, .url(let url)): Base64.encode(Array("\(url)".utf8), into: &text)
        default: return false
        }
        text.append(0x0A)
        return true
    }
}

/// Writes an IP reputation list of Suricata; its categories are ``categories``.
public struct SuricataIPRepWriter: ReportWriter {
    /// A writer.
    public init() {}

    /// The file of the categories: number, short name, description.
    public static var categories: String {
        Category.allCases.map { "\(number($0)),\(words($0)),\($0.name)\n" }.joined()
    }

    private static func number(_ category: Category) -> Int { Int(category.rawValue) + 1 }

    private static func words(_ category: Category) -> String {
        category.name.split(separator: "-").map(\.capitalized).joined()
    }

    /// Writes an IP address or network.
    public mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool {
        guard report.address.kind == .ip || report.address.kind == .network else { return false }
        let percent = Int(report.score ?? report.claim.confidence ?? 100)
        let score = max(1, (percent * SuricataIPRepFormat.maximumScore + 50) / 100)
        let category = Self.number(report.claim.category ?? .undetermined)
        text += Array("\(report.address),\(category),\(score)\n".utf8)
        return true
    }
}

extension Substring {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
