import Reports

extension MISPAttribute {
    /// The attribute that a JSON object is; nil when it has no type or value.
    init?(_ object: JSONNode) {
        guard let type = object["type"]?.word, let value = object["value"] ?? object["value1"] else {
            return nil
        }
        self.type = type
        self.value = value.withText { $0.copy }
        if let second = object["value2"], object["value"] == nil, !second.range.isEmpty {
            self.value += [UInt8(ascii: "|")] + second.withText { $0.copy }
        }
        category = object["category"]?.word
        permitsActing = object["to_ids"]?.flag
        comment = object["comment"]?.text(limit: Claim.maximumTextLength)
        timestamp = object["timestamp"]?.timestamp
        firstSeen = object["first_seen"]?.timestamp
        lastSeen = object["last_seen"]?.timestamp
        tags = object.elements(of: "Tag").compactMap { $0["name"]?.word.map(MISPTag.init) }
    }
}

/// What the sightings and decaying models of an attribute say of it.
struct MISPStanding {
    private(set) var lastSeen: Timestamp?
    private(set) var expiry: Timestamp?
    private(set) var sightings = 0
    private(set) var falsePositives = 0
    /// The best score of the decaying models; nil without one.
    private(set) var score: Int?
    /// Whether all decaying models say that it has run out.
    private(set) var isDecayed = false

    init(_ object: JSONNode) {
        for sighting in object.elements(of: "Sighting") {
            let moment = sighting["date_sighting"]?.timestamp
            switch sighting["type"]?.integer ?? 0 {
            case 0:
                sightings += 1
                if let moment { lastSeen = max(lastSeen ?? moment, moment) }
            case 1: falsePositives += 1
            case 2: if let moment { expiry = max(expiry ?? moment, moment) }
            default: break
            }
        }
        let models = object.elements(of: "decay_score")
        score = models.compactMap { $0["score"]?.double }.max().map { Int($0.rounded()) }
        isDecayed = !models.isEmpty && models.allSatisfy { $0["decayed"]?.flag == true }
    }

    /// The claim with what the standing says.
    func applied(to claim: Claim) -> Claim {
        var claim = claim
        if let lastSeen { claim.lastSeen = max(claim.lastSeen ?? lastSeen, lastSeen) }
        claim.expiry = expiry ?? claim.expiry
        claim.confidence = claim.confidence ?? score.flatMap { UInt8(percent: $0) }
        if sightings > 1 { claim = claim.noting("sighted \(sightings) times") }
        if falsePositives > 0 {
            claim = claim.noting("reported as false positive \(falsePositives) times")
            if falsePositives >= sightings { claim.permittedUse = .inform }
        }
        return claim
    }
}
