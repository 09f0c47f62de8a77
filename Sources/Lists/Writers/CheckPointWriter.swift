internal import Addresses
internal import Reports
internal import Reputation

/// Check Point's indicator file: seven columns, none of them empty, unique names; IPv4 networks as ranges.
struct CheckPointWriter: ListWriter {
    /// Most bytes of a comment.
    private static let maximumComment = 200

    private let name: String
    private var number = 0

    init(_ options: ListOptions) {
        name = options.name.text
    }

    mutating func begin(into text: inout ListText) {
        text.append("#! DESCRIPTION = ")
        text.append(text: name)
        text.append("\n#UNIQ-NAME,VALUE,TYPE,CONFIDENCE,SEVERITY,PRODUCT,COMMENT\n")
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        number += 1
        text.append(text: name)
        text.append("-")
        text.append(decimal: number)
        text.append(",")
        switch entry.address {
        case .network(let network):
            text.append(network.base)
            text.append("-")
            text.append(network.last)
            text.append(",IP Range")
        case .ip(let address):
            text.append(address)
            text.append(",IP")
        case .domain(let name):
            text.append(text: name.text)
            text.append(",Domain")
        case .url(let url):
            text.append(cell: url.description)
            text.append(",URL")
        case .asn: break
        }
        let severity =
            switch entry.level {
            case .none, .low: "low"
            case .medium: "medium"
            case .high: "high"
            case .critical: "critical"
            }
        text.append(",")
        text.append(text: severity == "critical" ? "high" : severity)
        text.append(",")
        text.append(text: severity)
        text.append(",AB,")
        text.append(text: entry.category.name)
        if let reference = entry.reference, !reference.isEmpty {
            text.append(" ")
            text.append(plain: reference, keeping: " .:/@+=&?~%_-", maximum: Self.maximumComment)
        }
        text.endLine()
    }
}
