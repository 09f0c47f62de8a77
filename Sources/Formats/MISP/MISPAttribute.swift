import Addresses
import Reports

/// An attribute of a MISP event, as JSON and CSV give it.
struct MISPAttribute {
    /// An address that an attribute gives, with what its type says of it.
    struct Finding {
        let address: Address
        var note: String?
        /// Whether it only goes with another that is meant.
        var isContext = false
    }

    var type: String
    /// The value as written.
    var value: [UInt8]
    var category: String?
    /// Whether to act on it; nil when nothing is said.
    var permitsActing: Bool?
    var comment: String?
    var timestamp: Timestamp?
    var firstSeen: Timestamp?
    var lastSeen: Timestamp?
    var tags: [MISPTag] = []

    /// The addresses of the attribute.
    /// - Throws: why there are none.
    func findings() throws(MISPLeftOut) -> [Finding] {
        if category == "Targeting data" { throw MISPLeftOut(.victim) }
        let bar = value.firstIndex(of: UInt8(ascii: "|"))
        switch MISPType(type) {
        case .address: return try read(value).map { Finding(address: $0, note: Self.portNote(value, [$0])) }
        case .asn:
            let digits = value.span.isDecimal ? Array("AS".utf8) + value : value
            return try read(digits).map { Finding(address: $0) }
        case .uri:
            guard value.span.firstRange(of: "://") != nil else { throw MISPLeftOut(.pathOnly) }
            return try read(value).map { Finding(address: $0) }
        case .addressAndPort:
            let port = bar.flatMap { value.span.extracting($0 + 1..<value.count).decimalValue }
            let note = port.map { "port \($0)" }
            return try read(Array(value[..<(bar ?? value.count)])).map {
                Finding(address: $0, note: note ?? Self.portNote(value, [$0]))
            }
        case .nameAndAddress:
            guard let bar else { return try read(value).map { Finding(address: $0) } }
            let names = try read(Array(value[..<bar])).map { Finding(address: $0) }
            let name = FieldText.excerpt(value.span.extracting(0..<bar))
            return names
                + (try read(Array(value[(bar + 1)...]))).map {
                    Finding(address: $0, note: "address of \(name)", isContext: true)
                }
        case .other(let reason): throw MISPLeftOut(reason)
        }
    }

    private func read(_ text: [UInt8]) throws(MISPLeftOut) -> [Address] {
        do throws(AddressError) { return try FieldReading.addresses(text.span) } catch {
            throw MISPLeftOut(RejectReason(error.reason))
        }
    }

    private static func portNote(_ value: [UInt8], _ addresses: [Address]) -> String? {
        FieldReading.portNote(value.span, addresses)
    }

    /// What is said of all addresses of the attribute, apart from its event.
    var claim: Claim {
        var claim = Claim(
            category: tags.lazy.compactMap(\.category).first ?? category.flatMap { Self.categories[$0] },
            confidence: tags.lazy.compactMap(\.confidence).first,
            firstSeen: firstSeen ?? timestamp,
            lastSeen: lastSeen ?? timestamp,
            label: tags.compactMap(\.label).max(),
            permittedUse: permitsActing == false ? .inform : tags.lazy.compactMap(\.permittedUse).first
        )
        if let first = claim.firstSeen, let last = claim.lastSeen, last < first { claim.lastSeen = first }
        let parts = tags.compactMap(\.name) + [comment].compactMap(\.self)
        if !parts.isEmpty {
            claim.comment = FieldText.cut(parts.joined(separator: "; "), limit: Claim.maximumTextLength)
        }
        return claim
    }

    /// MISP's categories that say what an address is suspected of.
    private static let categories: [String: Category] = [
        "Payload delivery": .malwareDistribution, "Payload installation": .malwareDistribution,
        "Financial fraud": .fraud,
    ]
}

/// Why an attribute claims no address.
struct MISPLeftOut: Error {
    let reason: RejectReason

    init(_ reason: RejectReason) {
        self.reason = reason
    }
}
