import Reports

/// XML in which records are elements with one element for each field, as Clean MX has it.
final class RecordMarkupReader: MarkupHandler {
    private struct Field {
        let name: String
        let text: [UInt8]
        let place: JSONPlace
    }

    /// Most fields of a record.
    private static let maximumFields = 256

    private let output: FeedOutput
    private let feed: RecordFeed
    private let recordName: String
    private var reader: RecordReader
    private var fields: [Field]?
    private var text = MarkupText()

    /// A reader of the elements called `recordName`.
    init(_ output: FeedOutput, feed: RecordFeed, recordName: String) {
        self.output = output
        self.feed = feed
        self.recordName = recordName
        reader = RecordReader(profile: feed.profile)
    }

    func start(_ name: String, _ attributes: [String: String], at place: JSONPlace) {
        text = MarkupText()
        if name == recordName { fields = [] }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(bytes) }

    func end(_ name: String, at place: JSONPlace) {
        if name == recordName {
            report(fields ?? [], at: place)
            fields = nil
        } else if let count = fields?.count, count < Self.maximumFields {
            fields?.append(Field(name: name, text: text.trimmed, place: place))
        }
        text = MarkupText()
    }

    private func report(_ fields: [Field], at place: JSONPlace) {
        var record = RecordFields()
        for field in fields {
            guard let role = feed.profile.role(field.name.utf8.span) else { continue }
            record.add(role, field.text.span, line: field.place.line, offset: field.place.offset)
        }
        var claim = feed.profile.claim
        let isPhishing = fields.contains { $0.name == "phishtank" && !$0.text.isEmpty }
        if isPhishing { claim.category = .phishing }
        output.begin(line: place.line, offset: place.offset)
        let reported = feed.profile.reported(among: record.roles)
        guard reported.isEmpty || !reader.read(record, reported: reported, inherited: claim, into: output)
        else {
            return
        }
        output.reject(.missingField, recordName.utf8.span)
    }
}
