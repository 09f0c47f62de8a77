import Reports

/// The facts that a record's fields add up to.
struct ClaimPieces {
    private var facts: Claim
    private var malware: String?
    private var keywords: String?
    private var description: String?
    private var portField: String?
    /// Why the record's indicator is not to be reported, by what the record says of it.
    private(set) var leftOut: RejectReason?
    /// The port that stood with the address.
    var port: String?

    /// The facts of a record, and of what contains it where it says nothing itself.
    init(_ record: RecordFields, inherited: Claim, profile: RecordProfile) {
        facts = inherited
        facts.comment = nil
        leftOut = profile.leftOut
        var seen: Timestamp?
        var observed: Timestamp?
        var own = Claim()
        for field in record.fields {
            let text = record.bytes.span.extracting(field.place)
            switch field.role {
            case .type:
                switch TypeWords.meaning(text) {
                case .other(let reason): leftOut = leftOut ?? reason
                case .address: break
                case nil: own.category = own.category ?? CategoryWords.category(in: text)
                }
            case .category: own.category = profile.category(in: text) ?? own.category
            case .malware: malware = malware ?? Self.text(text)
            case .keywords: keywords = keywords ?? Self.text(text)
            case .comment: description = description ?? Self.text(text)
            case .prose:
                own.category = own.category ?? CategoryWords.category(in: text)
                description = description ?? Self.text(text)
            case .port: if text.isDecimal { portField = "port \(FieldText.string(text))" }
            case .confidence: own.confidence = own.confidence ?? ConfidenceReading.percent(text)
            case .firstSeen: own.firstSeen = own.firstSeen ?? DateReading.timestamp(text)
            case .lastSeen: own.lastSeen = own.lastSeen ?? DateReading.timestamp(text)
            case .seen: seen = seen ?? DateReading.timestamp(text)
            case .observed: observed = observed ?? DateReading.timestamp(text)
            case .expiry: own.expiry = own.expiry ?? DateReading.timestamp(text)
            case .label: own.label = SharingLabel(FieldText.string(text))
            case .reference: own.reference = own.reference ?? Self.text(text)
            case .sourceURL: break
            case .permitsBlocking: if Self.isNo(text) { own.permittedUse = .inform }
            case .isBenign: if text.equals("1") || text.equals("true") { leftOut = .benign }
            case .isListed: if Self.isNo(text) { leftOut = .withdrawn }
            default: break
            }
        }
        facts.firstSeen = own.firstSeen ?? seen ?? observed ?? inherited.firstSeen
        facts.lastSeen = own.lastSeen ?? seen ?? observed ?? inherited.lastSeen
        if let first = facts.firstSeen, let last = facts.lastSeen, last < first { facts.lastSeen = first }
        facts.category = own.category ?? inherited.category
        facts.confidence = own.confidence ?? inherited.confidence
        facts.expiry = own.expiry ?? inherited.expiry
        facts.label = Self.strictest(own.label, inherited.label)
        facts.reference = own.reference ?? inherited.reference
        facts.permittedUse = own.permittedUse ?? inherited.permittedUse
        if let category = facts.category, profile.informOnly.contains(category) {
            facts.permittedUse = .inform
        }
        if malware == nil, keywords == nil, description == nil { description = inherited.comment }
    }

    /// Takes words that stood where an address was expected.
    mutating func addProse(_ text: Span<UInt8>) {
        facts.category = facts.category ?? CategoryWords.category(in: text)
        description = description ?? Self.text(text)
    }

    /// The claim, its comment put together from port, malware and description.
    var claim: Claim {
        var claim = facts
        let parts = [port ?? portField, malware, keywords, description].compactMap(\.self)
        if !parts.isEmpty {
            claim.comment = FieldText.cut(parts.joined(separator: "; "), limit: Claim.maximumTextLength)
        }
        return claim
    }

    private static func isNo(_ text: Span<UInt8>) -> Bool {
        text.equals("0") || text.equals("false") || text.equals("no")
    }

    private static func text(_ text: Span<UInt8>) -> String? {
        FieldText.string(text, limit: Claim.maximumTextLength)
    }

    private static func strictest(_ left: SharingLabel?, _ right: SharingLabel?) -> SharingLabel? {
        guard let left, let right else { return left ?? right }
        return max(left, right)
    }
}
