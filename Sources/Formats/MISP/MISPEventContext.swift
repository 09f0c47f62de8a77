import Addresses
import Reports

/// A MISP event while it is read: what it says of all its attributes may stand behind them.
struct MISPEventContext {
    /// Most addresses of one event: 8 Mi.
    static let maximumReports = 8 << 20

    private struct PendingReport {
        let address: Address
        let claim: Claim
        let place: JSONPlace
    }

    private var reports: [PendingReport] = []
    private var tags: [MISPTag] = []
    private var title: String?
    private var date: Timestamp?
    private var distribution: Int?
    private(set) var uuid: String?
    private(set) var isFull = false

    var isEmpty: Bool { reports.isEmpty }

    /// Takes a member of the event that is no list of attributes.
    mutating func learn(_ key: JSONNode, _ value: JSONNode) {
        learn(key.word ?? "", value)
    }

    mutating func learn(_ key: String, _ value: JSONNode) {
        switch key {
        case "info": title = value.text(limit: Claim.maximumTextLength)
        case "date": date = value.timestamp
        case "uuid": uuid = value.word
        case "distribution": distribution = value.integer
        case "Tag", "EventTag":
            for tag in value.elementsOrSelf {
                if let name = (tag["name"] ?? tag["Tag"]?["name"])?.word { tags.append(MISPTag(name)) }
            }
        default: break
        }
    }

    mutating func add(_ address: Address, _ claim: Claim, at place: JSONPlace) {
        guard reports.count < Self.maximumReports else {
            isFull = true
            return
        }
        reports.append(PendingReport(address: address, claim: claim, place: place))
    }

    /// Reports the addresses with what the event says of them.
    func report(into output: FeedOutput) {
        let facts = facts
        for report in reports {
            output.begin(line: report.place.line, offset: report.place.offset)
            output.accept(report.address, claim: Self.claim(report.claim, within: facts))
        }
    }

    /// What the event says of all addresses in it.
    private var facts: Claim {
        var claim = Claim(
            category: tags.lazy.compactMap(\.category).first,
            confidence: tags.lazy.compactMap(\.confidence).first,
            firstSeen: date,
            lastSeen: date,
            label: tags.compactMap(\.label).max() ?? distribution.flatMap { Self.label(ofDistribution: $0) },
            permittedUse: tags.lazy.compactMap(\.permittedUse).first,
            reference: uuid
        )
        let parts = tags.compactMap(\.name) + [title].compactMap(\.self)
        if !parts.isEmpty { claim.comment = parts.joined(separator: "; ") }
        return claim
    }

    /// MISP's levels of distribution: 0 this organisation, 1 this community, 2 connected communities, 3 all, 4 a sharing
    /// group. What everybody may have says nothing of the label.
    private static func label(ofDistribution level: Int) -> SharingLabel? {
        switch level {
        case 0, 4: .red
        case 1: .amber
        case 2: .green
        default: nil
        }
    }

    private static func claim(_ own: Claim, within event: Claim) -> Claim {
        var claim = own
        claim.category = own.category ?? event.category
        claim.confidence = own.confidence ?? event.confidence
        claim.firstSeen = own.firstSeen ?? event.firstSeen
        claim.lastSeen = own.lastSeen ?? event.lastSeen
        claim.label = [own.label, event.label].compactMap(\.self).max()
        claim.permittedUse = own.permittedUse ?? event.permittedUse
        claim.reference = own.reference ?? event.reference
        let text = [own.comment, event.comment].compactMap(\.self).joined(separator: "; ")
        claim.comment = text.isEmpty ? nil : FieldText.cut(text, limit: Claim.maximumTextLength)
        return claim
    }
}
