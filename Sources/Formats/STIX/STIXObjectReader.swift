import Addresses
import Reports

/// Reads STIX objects, 2.0 and 2.1, into a collection.
struct STIXObjectReader {
    private(set) var collection = STIXCollection()

    /// Takes one object. What is no address is counted and left out.
    mutating func read(_ object: JSONNode, into output: FeedOutput) {
        let place = object.place
        output.begin(line: place.line, offset: place.offset)
        guard let type = object["type"], let id = STIXID(object["id"]) else {
            return output.reject(.missingField, "object without type or id".utf8.span)
        }
        let kind = STIXObjectKind(type: type)
        let version = Self.version(of: object)
        guard kind == .markingDefinition || collection.isNews(id, version: version) else {
            return output.skip()
        }
        switch kind {
        case .indicator: readIndicator(object, id, version, into: output)
        case .observedData: readObservedData(object, id, into: output)
        case .sighting, .relationship, .container, .named, .infrastructure, .markingDefinition:
            learn(kind, object, id)
            output.skip()
        case .other: output.skip()
        default: readObservable(object, kind, id, base: observableClaim(object), into: output)
        }
    }

    /// A number that grows with `modified`, else `created`; 0 for objects without versions.
    private static func version(of object: JSONNode) -> Int64 {
        guard let moment = object["modified"] ?? object["created"] else { return 0 }
        guard let seconds = moment.withText({ DateReading.timestamp($0)?.seconds }) else { return 0 }
        let fraction = moment.withText { text -> Int64 in
            guard let dot = text.first(UInt8(ascii: ".")) else { return 0 }
            var value: Int64 = 0
            for index in dot + 1..<dot + 7 {
                value =
                    value * 10 + (index < text.count && text[index].isDigit ? Int64(text[index] & 0xF) : 0)
            }
            return value
        }
        return seconds &* 1_000_000 &+ fraction
    }

    private mutating func markings(of object: JSONNode) -> Int {
        var references = object.elements(of: "object_marking_refs").compactMap { STIXID($0) }
        for granular in object.elements(of: "granular_markings") {
            if let reference = STIXID(granular["marking_ref"]) { references.append(reference) }
        }
        return collection.number(of: references)
    }
}

/// Indicators.
extension STIXObjectReader {
    private mutating func readIndicator(
        _ object: JSONNode,
        _ id: STIXID,
        _ version: Int64,
        into output: FeedOutput
    ) {
        guard let pattern = object["pattern"], pattern.isString else {
            return output.reject(.missingField, "pattern".utf8.span)
        }
        if let reason = Self.leftOut(object) {
            return pattern.withText { output.reject(reason, $0) }
        }
        let text = pattern.withText { $0.copy }
        let condition: Condition
        do throws(STIXPatternError) { condition = try STIXPatternMeaning.condition(text) } catch {
            let place = pattern.place
            output.begin(line: place.line, offset: place.offset)
            return output.reject(.malformedPattern, text.span, at: error.offset)
        }
        let reduction = Reduction(condition)
        for piece in reduction.leftOut { output.reject(piece.reason, piece.text.utf8.span) }
        let base = claim(object)
        let markings = markings(of: object)
        let place = object.place
        for finding in reduction.findings {
            let claim = base.narrowed(by: finding)
            for address in finding.sought.addresses {
                collection.add(
                    STIXCollection.PendingReport(
                        address: address,
                        claim: claim.titled(object, address),
                        id: id,
                        version: version,
                        markings: markings,
                        place: place,
                        isObservable: false
                    )
                )
            }
        }
    }

    /// Why an indicator claims nothing; nil when it does.
    private static func leftOut(_ object: JSONNode) -> RejectReason? {
        if object["revoked"]?.flag == true { return .withdrawn }
        if STIXVocabulary.isBenign(object) { return .benign }
        if let language = object["pattern_type"], !language.equals("stix") { return .foreignPattern }
        return nil
    }

    private func claim(_ object: JSONNode) -> Claim {
        Claim(
            category: STIXVocabulary.category(of: object),
            confidence: (object["confidence"] ?? object["x_opencti_score"])?.integer.flatMap(
                UInt8.init(percent:)
            ),
            firstSeen: (object["valid_from"] ?? object["created"])?.timestamp,
            permittedUse: STIXVocabulary.permittedUse(of: object),
            expiry: object["valid_until"]?.timestamp,
            reference: Self.reference(object)
        )
    }

    /// The first page that the object refers to, else the name another system gives it.
    private static func reference(_ object: JSONNode) -> String? {
        let limit = Claim.maximumTextLength
        for reference in object.elements(of: "external_references") {
            if let url = reference["url"]?.text(limit: limit) { return url }
        }
        for reference in object.elements(of: "external_references") {
            if let name = reference["source_name"]?.word, let number = reference["external_id"]?.word {
                return "\(name) \(number)"
            }
            if let text = reference["description"]?.text(limit: limit) { return text }
        }
        return nil
    }
}

/// What was seen.
extension STIXObjectReader {
    private func observableClaim(_ object: JSONNode) -> Claim {
        Claim(permittedUse: .inform)
    }

    /// Observed data: the objects stand in it (2.0), or it refers to them (2.1).
    private mutating func readObservedData(_ object: JSONNode, _ id: STIXID, into output: FeedOutput) {
        let first = object["first_observed"]?.timestamp
        let last = object["last_observed"]?.timestamp
        for reference in object.elements(of: "object_refs") {
            guard let member = STIXID(reference) else { continue }
            collection.add(STIXCollection.Sighting(id: member, first: first, last: last, times: 0))
        }
        guard let objects = object["objects"], objects.isObject else { return output.skip() }
        var claim = observableClaim(object)
        claim.firstSeen = first
        claim.lastSeen = last
        let markings = markings(of: object)
        for (_, member) in objects.members {
            guard let type = member["type"] else { continue }
            let kind = STIXObjectKind(type: type)
            if kind == .other { continue }
            let place = member.place
            output.begin(line: place.line, offset: place.offset)
            readObservable(member, kind, id, base: claim, markings: markings, holder: object, into: output)
        }
    }

    private mutating func readObservable(
        _ object: JSONNode,
        _ kind: STIXObjectKind,
        _ id: STIXID,
        base: Claim,
        markings: Int? = nil,
        holder: JSONNode? = nil,
        into output: FeedOutput
    ) {
        if let reason = Self.reason(kind, object) {
            let excerpt = object["name"] ?? object["value"] ?? object["type"]
            excerpt?.withText { output.reject(reason, $0) }
            return
        }
        guard let value = object[kind == .autonomousSystem ? "number" : "value"] else {
            return output.reject(.missingField, "value".utf8.span)
        }
        let text = value.withText { kind == .autonomousSystem ? Array("AS".utf8) + $0.copy : $0.copy }
        guard case .addresses(let addresses, _) = AddressForm(text) else {
            return output.reject(RejectReason(.notAnAddress), text.span)
        }
        let number = if let markings { markings } else { self.markings(of: object) }
        for address in addresses {
            collection.add(
                STIXCollection.PendingReport(
                    address: address,
                    claim: base,
                    id: id,
                    version: Self.version(of: holder ?? object),
                    markings: number,
                    place: object.place,
                    isObservable: true
                )
            )
        }
    }

    private static func reason(_ kind: STIXObjectKind, _ object: JSONNode) -> RejectReason? {
        switch kind {
        case .file: object["hashes"] == nil ? .fileName : .hashValue
        case .certificate: .hashValue
        case .emailAddress: .emailAddress
        case .otherObservable: .otherIndicator
        default: nil
        }
    }
}

/// What speaks of other objects.
extension STIXObjectReader {
    private mutating func learn(_ kind: STIXObjectKind, _ object: JSONNode, _ id: STIXID) {
        if object["revoked"]?.flag == true { return }
        switch kind {
        case .markingDefinition: collection.learn(marking: object)
        case .named, .infrastructure: learnName(object, id)
        case .container: learnContainer(object)
        case .sighting: learnSighting(object)
        case .relationship: learnRelation(object)
        default: break
        }
    }

    private mutating func learnName(_ object: JSONNode, _ id: STIXID) {
        let name = object["name"]?.text(limit: 200) ?? ""
        let words = name.utf8.span
        let category = STIXVocabulary.category(of: object) ?? CategoryWords.category(in: words)
        collection.name(id, STIXNamedObject(name: name, category: category, markings: markings(of: object)))
    }

    private mutating func learnContainer(_ object: JSONNode) {
        let markings = markings(of: object)
        let reference = Self.reference(object)
        let members = object.elements(of: "object_refs").compactMap { STIXID($0) }
        guard markings != 0 || reference != nil, !members.isEmpty else { return }
        collection.add(STIXCollection.Container(members: members, markings: markings, reference: reference))
    }

    private mutating func learnSighting(_ object: JSONNode) {
        guard let id = STIXID(object["sighting_of_ref"]) else { return }
        let times = object["count"]?.integer ?? 1
        guard times > 0 else { return }
        let first = object["first_seen"]?.timestamp
        let last = object["last_seen"]?.timestamp ?? first ?? object["created"]?.timestamp
        collection.add(STIXCollection.Sighting(id: id, first: first, last: last, times: times))
    }

    private mutating func learnRelation(_ object: JSONNode) {
        guard let source = STIXID(object["source_ref"]), let target = STIXID(object["target_ref"]) else {
            return
        }
        let relation = STIXCollection.Relation(source: source, target: target, markings: markings(of: object))
        if relation.tellsOfAddresses { collection.add(relation) }
    }
}

extension STIXCollection.Relation {
    /// Whether one end is an indicator or observable and the other says what it is.
    fileprivate var tellsOfAddresses: Bool {
        source.kind.tells && target.kind.isTold || target.kind.tells && source.kind.isTold
            || source.kind == .indicator && target.kind.isTold
    }
}

extension STIXObjectKind {
    var tells: Bool { self == .named || self == .infrastructure }

    var isTold: Bool {
        switch self {
        case .indicator, .ipAddress, .domainName, .url, .autonomousSystem: true
        default: false
        }
    }
}

extension UInt8 {
    /// A number from 0 to 100.
    init?(percent value: Int) {
        guard (0...100).contains(value) else { return nil }
        self = UInt8(value)
    }
}
