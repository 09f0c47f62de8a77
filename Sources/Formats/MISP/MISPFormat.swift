import Addresses
import Reports

/// MISP events and attributes in JSON: single, in arrays, in answers of `restSearch`, and the manifest of a feed.
struct MISPFormat: JSONFormat {
    private let index: MISPFeedIndex
    /// The events that are open, outermost first.
    private var events: [MISPEventContext] = []
    private var isFull = false
    private var hasContent = false

    /// - Parameter index: takes note of events and of the manifest that names them.
    init(index: MISPFeedIndex) {
        self.index = index
    }

    /// Members that are no part of an event: other events, proposals, reports in words, the clusters behind its tags.
    private static let foreign: Set<String> = [
        "RelatedEvent", "RelatedAttribute", "ShadowAttribute", "EventReport", "Galaxy", "CryptographicKey",
    ]

    func wants(_ path: JSONPath) -> Bool { !Self.foreign.contains(path.key ?? "") }

    mutating func open(_ path: JSONPath, isObject: Bool, into output: FeedOutput) {
        if isObject { events.append(MISPEventContext()) }
    }

    mutating func close(_ path: JSONPath, isObject: Bool, into output: FeedOutput) {
        guard isObject, let event = events.popLast() else { return }
        finish(event, into: output)
    }

    mutating func read(_ value: JSONNode, at path: JSONPath, into output: FeedOutput) -> Bool {
        guard !events.isEmpty, let key = path.key else {
            let before = hasContent
            hasContent = false
            visit(value, into: output)
            defer { hasContent = hasContent || before }
            return hasContent
        }
        switch key {
        case "Attribute", "Object": addAll(value, into: output)
        case "Event", "response": visit(value, into: output)
        default: if !path.isElement { events[events.count - 1].learn(key, value) }
        }
        return true
    }

    mutating func finish(into output: FeedOutput) throws(FeedError) {
        if isFull {
            throw FeedError(
                .tooLarge,
                file: output.summary.name,
                detail: "more than \(MISPEventContext.maximumReports) addresses in one event; split it"
            )
        }
        if !hasContent, output.summary.read == 0, !index.hasManifest(output.summary.name) {
            throw FeedError(
                .nothingReads,
                file: output.summary.name,
                detail: "no MISP event or attribute in this JSON"
            )
        }
    }

    private mutating func visit(_ value: JSONNode, into output: FeedOutput) {
        if value.isArray {
            hasContent = hasContent || value.elements.isEmpty
            for element in value.elements { visit(element, into: output) }
        } else if value.isObject {
            visitObject(value, into: output)
        }
    }

    private mutating func visitObject(_ object: JSONNode, into output: FeedOutput) {
        if object["value"] != nil, object["type"] != nil {
            var event = MISPEventContext()
            for (key, value) in object["Event"]?.members ?? object.noMembers { event.learn(key, value) }
            events.append(event)
            addAttribute(object, holder: nil, into: output)
            finish(events.removeLast(), into: output)
        } else if let event = object["Event"], event.isObject {
            readEvent(event, into: output)
        } else if object["Attribute"] != nil || object["Object"] != nil || object["info"] != nil {
            readEvent(object, into: output)
        } else if let answer = object["response"] {
            hasContent = true
            visit(answer, into: output)
        } else if index.isManifest(object) {
            index.read(manifest: object, in: output)
        } else {
            for (_, member) in object.members where member.isObject || member.isArray {
                visit(member, into: output)
            }
        }
    }

    private mutating func readEvent(_ object: JSONNode, into output: FeedOutput) {
        var event = MISPEventContext()
        for (key, value) in object.members { event.learn(key, value) }
        events.append(event)
        if let attributes = object["Attribute"] { addAll(attributes, into: output) }
        if let objects = object["Object"] { addAll(objects, into: output) }
        finish(events.removeLast(), into: output)
    }

    private mutating func finish(_ event: MISPEventContext, into output: FeedOutput) {
        hasContent = true
        isFull = isFull || event.isFull
        if let uuid = event.uuid { index.note(event: uuid) }
        event.report(into: output)
    }

    /// Takes attributes and objects of attributes for the innermost event.
    private mutating func addAll(_ value: JSONNode, into output: FeedOutput) {
        for element in value.elementsOrSelf where element.isObject {
            if element["Attribute"] != nil || element["meta-category"] != nil {
                addObject(element, into: output)
            } else if element["Event"] != nil {
                visitObject(element, into: output)
            } else {
                addAttribute(element, holder: nil, into: output)
            }
        }
    }

    private mutating func addObject(_ object: JSONNode, into output: FeedOutput) {
        if object["deleted"]?.flag == true {
            for attribute in object.elements(of: "Attribute") { reject(.withdrawn, attribute, into: output) }
            return
        }
        let holder = MISPObject(object)
        for attribute in object.elements(of: "Attribute") {
            addAttribute(attribute, holder: holder, into: output)
        }
    }

    private mutating func addAttribute(_ object: JSONNode, holder: MISPObject?, into output: FeedOutput) {
        if object["deleted"]?.flag == true { return reject(.withdrawn, object, into: output) }
        guard let attribute = MISPAttribute(object) else {
            return reject(.missingField, object, into: output)
        }
        let standing = MISPStanding(object)
        if standing.isDecayed { return reject(.withdrawn, object, into: output) }
        do throws(MISPLeftOut) {
            var claim = standing.applied(to: attribute.claim)
            holder?.complete(&claim, of: attribute)
            let place = object["value"]?.place ?? object.place
            for finding in try attribute.findings() {
                var own = (finding.note ?? holder?.port).map { claim.noting($0) } ?? claim
                if finding.isContext { own.permittedUse = .inform }
                events[events.count - 1].add(finding.address, own, at: place)
            }
        } catch { reject(error.reason, object, into: output) }
    }

    private func reject(_ reason: RejectReason, _ attribute: JSONNode, into output: FeedOutput) {
        let value = attribute["value"] ?? attribute["type"]
        let place = (value ?? attribute).place
        output.begin(line: place.line, offset: place.offset)
        guard let value else { return output.reject(reason, [UInt8]().span) }
        value.withText { output.reject(reason, $0) }
    }
}

/// What a MISP object says of the attributes in it.
struct MISPObject {
    let port: String?
    private let comment: String?
    private let firstSeen: Timestamp?
    private let lastSeen: Timestamp?

    init(_ object: JSONNode) {
        comment = object["comment"]?.text(limit: Claim.maximumTextLength)
        var (port, first, last): (String?, Timestamp?, Timestamp?)
        for attribute in object.elements(of: "Attribute") {
            switch attribute["object_relation"]?.word {
            case "port", "dst-port": port = attribute["value"]?.integer.map { "port \($0)" }
            case "first-seen", "first_seen": first = attribute["value"]?.timestamp
            case "last-seen", "last_seen": last = attribute["value"]?.timestamp
            default: break
            }
        }
        self.port = port
        firstSeen = object["first_seen"]?.timestamp ?? first
        lastSeen = object["last_seen"]?.timestamp ?? last
    }

    /// Puts what the object says where the attribute says nothing.
    func complete(_ claim: inout Claim, of attribute: MISPAttribute) {
        claim.comment = claim.comment ?? comment
        if attribute.firstSeen == nil, let firstSeen { claim.firstSeen = firstSeen }
        if attribute.lastSeen == nil, let lastSeen { claim.lastSeen = lastSeen }
    }
}
