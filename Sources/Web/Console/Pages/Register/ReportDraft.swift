import Addresses
import Registry
import Reports

/// What somebody fills in to register addresses.
struct ReportDraft: Sendable {
    var text = ""
    /// Nil when what was sent cannot be read; the same of label and use.
    var category: Category? = .undetermined
    var confidence = ""
    var label: SharingLabel? = .green
    var use: PermittedUse? = .inform
    var named: [String] = []
    var firstSeen = ""
    var lastSeen = ""
    var expiry = ""
    var reference = ""
    var comment = ""
    private var unreadable = FieldFaults()

    /// A time as it may be typed.
    static let example = "2026-11-23 14:30"

    init() {}

    init(_ form: FormBody) {
        text = form["addresses"]
        category = unreadable.read("category", in: form) { Category(name: $0) }
        confidence = form["confidence"]
        label = unreadable.read("label", in: form) { SharingLabel($0) }
        use = unreadable.read("use", in: form) { word in PermittedUse.allCases.first { $0.name == word } }
        named = form.names(beginning: "named-")
        (firstSeen, lastSeen, expiry) = (form["first-seen"], form["last-seen"], form["expiry"])
        (reference, comment) = (form["reference"], form["comment"])
    }

    var asksToBlock: Bool { use == .block }

    /// The addresses in the text, each once, in order.
    var addresses: [Address] {
        var seen: Set<Address> = []
        let lines = text.split(whereSeparator: \.isNewline)
        return lines.flatMap { TypedText(String($0)).addresses }.filter { seen.insert($0).inserted }
    }

    /// What is wrong with single fields.
    func faults(_ visit: Visit) -> FieldFaults {
        var faults = unreadable
        // Whoever names somebody means somebody: a report is not narrowed to those that can be read.
        let known = Set(visit.memberNames.keys.map { "\($0.number)" })
        if !known.isSuperset(of: named) { faults.note(.memberFault, at: "named") }
        return faults
    }

    /// What is wrong, in the reader's words; nil when nothing is.
    func fault(_ visit: Visit) -> Sentence? {
        let reading = visit.reading
        if !faults(visit).isEmpty { return Sentence(reading(.checkFields)) }
        if addresses.count > RegisterPage.maximumAddresses { return Sentence(reading(.tooManyAddresses)) }
        for time in [firstSeen, lastSeen, expiry] where !time.isEmpty && moment(time, visit) == nil {
            return reading(.timeFault, ["example": .code(Self.example)])
        }
        if !confidence.isEmpty, UInt8(confidence).map({ $0 > 100 }) ?? true {
            return Sentence(reading(.cannotKeep))
        }
        return nil
    }

    /// A time as people type it, in the reader's zone: a day, or a day and a time.
    private func moment(_ text: String, _ visit: Visit) -> Timestamp? {
        if let exact = Timestamp(rfc3339: text) { return exact }
        let local = text.count == 10 ? "\(text)T00:00:00Z" : "\(text):00Z"
        return Timestamp(rfc3339: local).map {
            Timestamp(seconds: $0.seconds - Int64(visit.reading.zoneMinutes) * 60)
        }
    }

    func submission(_ visit: Visit) -> Submission {
        var claim = Claim()
        claim.category = category
        claim.confidence = UInt8(confidence)
        claim.label = label
        claim.permittedUse = use
        claim.firstSeen = moment(firstSeen, visit)
        claim.lastSeen = moment(lastSeen, visit)
        claim.expiry = moment(expiry, visit)
        claim.reference = reference.isEmpty ? nil : reference
        claim.comment = comment.isEmpty ? nil : comment
        let members = label == .red ? named.compactMap { Int64($0) }.map(Member.ID.init) : []
        return Submission(addresses.map { Submission.Item($0, claim, naming: members) })
    }

    func form(_ visit: Visit, isReady: Bool, error: Sentence?) -> Form {
        let reading = visit.reading
        let categories = Category.allCases.map {
            Form.Option(value: $0.name, text: reading($0.phrase), isChosen: $0 == category)
        }
        let labels = SharingLabel.allCases.map {
            Form.Option(
                value: $0.name,
                text: "TLP:\($0.name) — \(reading($0.meaning))",
                isChosen: $0 == label
            )
        }
        let uses = PermittedUse.allCases.map {
            Form.Option(value: $0.name, text: reading($0.phrase), isChosen: $0 == use)
        }
        var fields: [Form.Field] = [
            .init(
                "addresses",
                reading(.registerAddresses),
                .area,
                value: text,
                hint: reading(.registerIntroduction)
            ),
            .init("category", reading(.category), .choice(categories)),
            .init("use", reading(.permittedUse), .choice(uses)),
            .init("label", reading(.label), .choice(labels)),
            .init("confidence", reading(.confidence), .number, value: confidence, isRequired: false),
            .init(
                "first-seen",
                reading(.firstSeen),
                .machine,
                value: firstSeen,
                hint: reading(.firstSeenHint),
                isRequired: false,
                example: Self.example
            ),
            .init(
                "last-seen",
                reading(.lastSeen),
                .machine,
                value: lastSeen,
                isRequired: false,
                example: Self.example
            ),
            .init(
                "expiry",
                reading(.expiry),
                .machine,
                value: expiry,
                isRequired: false,
                example: Self.example
            ),
            .init("reference", reading(.reference), value: reference, isRequired: false),
            .init("comment", reading(.comment), .area, value: comment, isRequired: false),
        ]
        let own = visit.identity.actor.member
        let others = visit.memberNames.filter { $0.key != own }.sorted { $0.key < $1.key }
        if !others.isEmpty || !named.isEmpty {
            fields.append(.init("named", reading(.namedMembers), .heading))
        }
        fields += others.map { id, name in
            let isOn = named.contains("\(id.number)")
            return .init("named-\(id.number)", ShownText(name).text, .check(isOn: isOn), value: "on")
        }
        let form = Form(
            action: "/register",
            fields: fields,
            submit: reading(.preview),
            error: error,
            title: reading(.report),
            second: isReady ? Form.Second(value: "submit", text: reading(.submitReports)) : nil
        )
        return form.marking(faults(visit), in: reading)
    }
}
