import Addresses
import Reports

/// Events of n6 (NASK): `sjson`, one per line, or an array.
///
/// A URL is meant alone; a name goes with the addresses it resolves to. A victim is no suspect.
struct N6Format: JSONFormat {
    @discardableResult
    mutating func read(_ value: JSONNode, at path: JSONPath, into output: FeedOutput) -> Bool {
        if value.isArray {
            for element in value.elements { read(element, at: path, into: output) }
        } else if value.isObject {
            let inner = value.members.filter {
                ["data", "events", "results", "items"].contains($0.key.word ?? "")
            }
            if value["category"] == nil, !inner.isEmpty {
                for member in inner { read(member.value, at: path, into: output) }
            } else {
                readEvent(value, into: output)
            }
        }
        return value.isArray || value.isObject
    }

    private func readEvent(_ event: JSONNode, into output: FeedOutput) {
        let place = event.place
        output.begin(line: place.line, offset: place.offset)
        let category = event["category"]?.word ?? ""
        guard category != "dos-victim" else { return reject(.victim, event, into: output) }
        if ["delisted", "expired", "replaced"].contains(event["status"]?.word ?? "") {
            return reject(.withdrawn, event, into: output)
        }
        let before = output.summary.read
        let claim = claim(event, category)
        if let url = event["url"] {
            read(url, claim, into: output)
        } else {
            if let name = event["fqdn"] { read(name, claim, into: output) }
            for address in event.elements(of: "address") {
                if let ip = address["ip"] { read(ip, claim, into: output) }
            }
            if event["address"]?.isString == true, let ip = event["address"] { read(ip, claim, into: output) }
            if let ip = event["ip"] { read(ip, claim, into: output) }
        }
        if output.summary.read == before { reject(Self.reason(event), event, into: output) }
    }

    private func read(_ field: JSONNode, _ claim: Claim, into output: FeedOutput) {
        let place = field.place
        output.begin(line: place.line, offset: place.offset)
        field.withText { output.read($0, at: 0, claim: claim) }
    }

    private func reject(_ reason: RejectReason, _ event: JSONNode, into output: FeedOutput) {
        (event["url"] ?? event["fqdn"] ?? event["id"] ?? event).withText { output.reject(reason, $0) }
    }

    /// What an event without an address is about.
    private static func reason(_ event: JSONNode) -> RejectReason {
        if event["md5"] != nil || event["sha1"] != nil || event["sha256"] != nil { return .hashValue }
        return event["email"] != nil ? .emailAddress : .missingField
    }

    private func claim(_ event: JSONNode, _ category: String) -> Claim {
        let limit = Claim.maximumTextLength
        var claim = Claim(
            category: Self.categories[category] ?? CategoryWords.category(in: category.utf8.span),
            confidence: event["confidence"].flatMap { $0.withText { ConfidenceReading.percent($0) } },
            firstSeen: event["time"]?.timestamp,
            lastSeen: (event["until"] ?? event["modified"] ?? event["time"])?.timestamp,
            label: event["restriction"]?.word.flatMap { Self.labels[$0] },
            expiry: event["expires"]?.timestamp
        )
        if claim.category == .vulnerable || claim.category == .other { claim.permittedUse = .inform }
        if let first = claim.firstSeen, let last = claim.lastSeen, last < first { claim.lastSeen = first }
        let port = (event["sport"] ?? event["dport"])?.integer.map { "port \($0)" }
        let words = [port, event["name"]?.text(limit: limit), event["target"]?.text(limit: limit)]
        let comment = words.compactMap(\.self).joined(separator: "; ")
        if !comment.isEmpty { claim.comment = FieldText.cut(comment, limit: limit) }
        return claim
    }

    /// n6's restrictions: who may have an event.
    private static let labels: [String: SharingLabel] = [
        "public": .clear, "need-to-know": .amber, "internal": .red,
    ]

    static let categories: [String: Category] = [
        "amplifier": .vulnerable, "bots": .infectedSystem, "backdoor": .systemCompromise,
        "cnc": .commandAndControl,
        "deface": .systemCompromise, "dns-query": .undetermined, "dos-attacker": .denialOfService,
        "flow": .undetermined, "flow-anomaly": .undetermined, "fraud": .fraud, "leak": .dataLeak,
        "malurl": .malwareDistribution, "malware-action": .malwareConfiguration, "other": .other,
        "phish": .phishing, "proxy": .anonymizer, "sandbox-url": .malwareDistribution, "scam": .fraud,
        "scanning": .scanning, "server-exploit": .exploitation, "spam": .spam, "spam-url": .spam,
        "tor": .anonymizer, "vulnerable": .vulnerable, "webinject": .malwareConfiguration,
    ]
}
