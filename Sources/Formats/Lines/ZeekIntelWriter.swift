import Addresses
import Reports

/// Writes intelligence files of Zeek. AS numbers have no type there.
public struct ZeekIntelWriter: ReportWriter {
    /// Who gives the file out.
    public let author: FeedAuthor
    /// Whether Zeek is to write a notice for each match.
    public var notices: Bool

    /// A writer in the name of `author`.
    public init(author: FeedAuthor, notices: Bool = false) {
        self.author = author
        self.notices = notices
    }

    /// Writes the names of the columns.
    public mutating func begin(into text: inout [UInt8]) {
        let columns = [
            "indicator", "indicator_type", "meta.source", "meta.desc", "meta.url", "meta.do_notice",
        ]
        text += Array("#fields\t\(columns.joined(separator: "\t"))\n".utf8)
    }

    /// Writes a line.
    public mutating func write(_ report: OutgoingReport, into text: inout [UInt8]) -> Bool {
        let (indicator, type): (String, String)
        switch report.address {
        case .ip(let ip): (indicator, type) = ("\(ip)", "ADDR")
        case .network(let network): (indicator, type) = ("\(network)", "SUBNET")
        case .domain(let name): (indicator, type) = (name.text, "DOMAIN")
        case .url(let url):
            (indicator, type) = (String("\(url)".dropFirst(url.scheme.name.count + "://".count)), "URL")
        case .asn: return false
        }
        let words = [report.claim.category?.name, report.claim.comment].compactMap(\.self).joined(
            separator: ": "
        )
        let columns = [
            indicator, "Intel::\(type)", Self.field(author.name), Self.field(words),
            Self.field(report.claim.reference ?? ""), notices ? "T" : "F",
        ]
        text += Array((columns.joined(separator: "\t") + "\n").utf8)
        return true
    }

    /// A text in one column: without tabs, line ends and other controls; `-` when there is none.
    private static func field(_ text: String) -> String {
        let line = String(
            text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        )
        let words = line.split(separator: " ").joined(separator: " ")
        return words.isEmpty ? "-" : words
    }
}
