import Addresses
import Reports

/// STIX 1.x with CybOX 2.x: indicators and observables, with their compositions, confidence, validity and TLP.
///
/// Observables in an indicator are indicators; others are to inform only, unless an indicator refers to them.
final class STIX1Reader: MarkupHandler {
    /// Most observables that wait for an indicator to refer to them.
    private static let maximumPending = 1 << 20

    /// Conditions that are joined when their element ends.
    private struct Group {
        enum Owner {
            case indicator(STIX1Indicator)
            case observable(id: String?)
            case composition
        }

        let name: String
        var owner: Owner
        var isAll = false
        var isNegated = false
        var conditions: [Condition] = []
    }

    private struct PendingObservable {
        let id: String?
        let reduction: Reduction
        let place: JSONPlace
    }

    private let output: FeedOutput
    private var groups: [Group] = []
    private var object: CybOXObject?
    private var names: [String] = []
    private var text = MarkupText()
    private var packageLabel: SharingLabel?
    private var pending: [PendingObservable] = []
    private var referred: [String: Claim] = [:]
    private var reported: Set<Address> = []

    init(_ output: FeedOutput) {
        self.output = output
    }

    func start(_ name: String, _ attributes: [String: String], at place: JSONPlace) {
        text = MarkupText()
        names.append(name)
        if object != nil {
            object?.start(name, attributes)
            return
        }
        switch name {
        case "Indicator":
            let isNegated = attributes["negate"] == "true"
            groups.append(Group(name: name, owner: .indicator(STIX1Indicator()), isNegated: isNegated))
        case "Observable":
            if let reference = attributes["idref"] { refer(to: reference) }
            groups.append(Group(name: name, owner: .observable(id: attributes["id"])))
        case "Observable_Composition", "Composite_Indicator_Expression":
            groups.append(Group(name: name, owner: .composition, isAll: attributes["operator"] == "AND"))
        case "Properties": object = CybOXObject(attributes)
        case "Marking_Structure": if let color = attributes["color"] { mark(SharingLabel(color)) }
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(bytes) }

    func end(_ name: String, at place: JSONPlace) {
        names.removeLast()
        let words = text.trimmed
        text = MarkupText()
        if var open = object {
            if name == "Properties", open.isAtTop {
                object = nil
                if !groups.isEmpty { groups[groups.count - 1].conditions.append(open.condition) }
            } else {
                open.end(name, words)
                object = open
            }
            return
        }
        if groups.last?.name == name, let group = groups.popLast() {
            close(group, at: place)
        } else if !words.isEmpty, names.count < MarkupReader.maximumDepth {
            learn(name, words)
        }
    }

    /// Reports the observables outside indicators.
    func finish() {
        for observable in pending {
            output.begin(line: observable.place.line, offset: observable.place.offset)
            for piece in observable.reduction.leftOut { output.reject(piece.reason, piece.text.utf8.span) }
            let indicated = observable.id.flatMap { referred[$0] }
            let base = indicated ?? Claim(label: packageLabel, permittedUse: .inform)
            for finding in observable.reduction.findings {
                for address in finding.sought.addresses {
                    if indicated == nil, reported.contains(address) {
                        output.skip()
                    } else {
                        output.accept(address, claim: base.narrowed(by: finding))
                    }
                }
            }
        }
    }
}

extension STIX1Reader {
    private func mark(_ label: SharingLabel?) {
        guard let label else { return }
        if let index = indicatorIndex, case .indicator(var indicator) = groups[index].owner {
            indicator.claim.label = max(indicator.claim.label ?? label, label)
            groups[index].owner = .indicator(indicator)
        } else {
            packageLabel = max(packageLabel ?? label, label)
        }
    }

    /// The innermost indicator that is open.
    private var indicatorIndex: Int? {
        groups.lastIndex { group in
            if case .indicator = group.owner { true } else { false }
        }
    }

    /// Takes the text of an element that describes an indicator, and not what is in it.
    private func learn(_ name: String, _ words: [UInt8]) {
        guard let index = indicatorIndex, case .indicator(var indicator) = groups[index].owner else { return }
        indicator.learn(name, within: names.last ?? "", words)
        groups[index].owner = .indicator(indicator)
    }

    private func refer(to id: String) {
        guard let index = indicatorIndex, case .indicator(let indicator) = groups[index].owner,
            referred.count < Self.maximumPending
        else { return }
        var claim = indicator.claim
        claim.label = claim.label ?? packageLabel
        referred[id] = claim
    }

    private func close(_ group: Group, at place: JSONPlace) {
        let joined = group.isAll ? Condition.all(group.conditions) : Condition.any(group.conditions)
        let condition = group.isNegated ? Condition.not(joined) : joined
        if case .indicator(let indicator) = group.owner, !groups.contains(where: { $0.isAll || $0.isNegated })
        {
            guard !group.conditions.isEmpty else { return output.skip() }
            output.begin(line: place.line, offset: place.offset)
            return report(Reduction(condition), indicator.claim)
        }
        guard !group.conditions.isEmpty else { return }
        if !groups.isEmpty {
            groups[groups.count - 1].conditions.append(condition)
        } else if pending.count < Self.maximumPending, case .observable(let id) = group.owner {
            pending.append(PendingObservable(id: id, reduction: Reduction(condition), place: place))
        }
    }

    private func report(_ reduction: Reduction, _ claim: Claim) {
        var claim = claim
        claim.label = [claim.label, packageLabel].compactMap(\.self).max()
        output.report(reduction, claim)
        for finding in reduction.findings { reported.formUnion(finding.sought.addresses) }
    }
}

/// What a STIX 1.x indicator says apart from its observables.
struct STIX1Indicator {
    var claim = Claim()

    /// Takes the text of an element within another.
    mutating func learn(_ name: String, within parent: String, _ words: [UInt8]) {
        switch (parent, name) {
        case ("Indicator", "Title"):
            claim.comment = FieldText.string(words.span, limit: Claim.maximumTextLength)
        case ("Indicator", "Description"):
            claim.comment = claim.comment ?? FieldText.string(words.span, limit: Claim.maximumTextLength)
        case ("Indicator", "Type"): claim.category = Self.category(words) ?? claim.category
        case (_, "Start_Time"): claim.firstSeen = DateReading.timestamp(words.span)
        case (_, "End_Time"): claim.expiry = DateReading.timestamp(words.span)
        case ("Confidence", "Value"): claim.confidence = ConfidenceReading.percent(words.span)
        case (_, "Phase_ID"): break
        default: break
        }
    }

    /// The words of `IndicatorTypeVocab`.
    private static func category(_ words: [UInt8]) -> Category? {
        switch String(decoding: words, as: UTF8.self) {
        case "C2": .commandAndControl
        case "Exfiltration": .dataLeak
        case "Anonymization": .anonymizer
        case "Host Characteristics", "IP Watchlist", "Domain Watchlist", "URL Watchlist",
            "File Hash Watchlist":
            nil
        default: CategoryWords.category(in: words.span)
        }
    }
}
