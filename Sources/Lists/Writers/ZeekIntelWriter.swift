internal import Addresses
internal import Reports

/// Zeek's intelligence file: columns between tabs, `-` for nothing.
struct ZeekIntelWriter: ListWriter {
    /// Most bytes of a reference.
    private static let maximumReference = 1024

    private let source: String

    init(_ options: ListOptions) {
        source = options.name.text
    }

    mutating func begin(into text: inout ListText) {
        text.append("#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\tmeta.url\tmeta.do_notice\n")
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        switch entry.address {
        case .url(let url): text.append(withoutScheme: url)
        default: text.append(entry.address)
        }
        switch entry.address {
        case .ip: text.append("\tIntel::ADDR\t")
        case .network: text.append("\tIntel::SUBNET\t")
        case .url: text.append("\tIntel::URL\t")
        case .domain, .asn: text.append("\tIntel::DOMAIN\t")
        }
        text.append(text: source)
        text.append("\t")
        text.append(text: entry.category.name)
        text.append("\t")
        if let reference = entry.reference, !reference.isEmpty {
            text.append(plain: reference, keeping: ".:/@+=&?~%_#-", maximum: Self.maximumReference)
        } else {
            text.append("-")
        }
        text.append("\tT\n")
    }
}
