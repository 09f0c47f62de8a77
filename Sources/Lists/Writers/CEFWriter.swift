internal import Addresses
internal import Reports

/// ArcSight's Common Event Format: one event for each entry.
struct CEFWriter: ListWriter {
    /// Most bytes of a custom string.
    private static let maximumString = 1023

    private let name: String

    init(_ options: ListOptions) {
        name = options.name.text
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        text.append("CEF:0|Marsad|Marsad|1|")
        text.append(text: entry.category.name)
        text.append("|Listed address|")
        text.append(decimal: min(entry.score / 10, 10))
        text.append("|")
        switch entry.address {
        case .ip(let address) where address.isIPv4:
            text.append("src=")
            text.append(address)
        case .ip(let address):
            text.append("c6a2Label=Source IPv6 Address c6a2=")
            text.append(address)
        case .domain(let name):
            text.append("dhost=")
            text.append(text: name.text)
        case .url(let url):
            text.append("request=")
            text.append(extensionValue: url.description, maximum: Self.maximumString)
        case .network, .asn:
            text.append("cs3Label=Network cs3=")
            text.append(entry.address)
        }
        text.append(" cs1Label=List cs1=")
        text.append(text: name)
        if let reference = entry.reference, !reference.isEmpty {
            text.append(" cs2Label=Reference cs2=")
            text.append(extensionValue: reference, maximum: Self.maximumString)
        }
        text.append(" cn1Label=Score cn1=")
        text.append(decimal: entry.score)
        text.endLine()
    }
}
