import Addresses
import JSONOutput
public import Reports

/// Takes the files of a feed of many.
public protocol FeedFolderSink {
    /// Adds to the end of a file, which is new with its first bytes.
    mutating func append(_ bytes: [UInt8], to file: String)
}

/// Writes a MISP feed: events of some thousand attributes, `hashes.csv`, and at last `manifest.json`, which names them.
///
/// Reports come in the order of their address keys. Where one event ends and the next begins follows from the addresses
/// themselves, so that what is added or taken away changes one event and not all behind it; MISP fetches an event again
/// only when its timestamp grows, so the writer is told what it wrote the last time.
public struct MISPFeedWriter: Sendable {
    /// What is remembered of an event from one writing to the next.
    public struct EventState: Hashable, Sendable {
        /// What the event held, hashed.
        public var digest: String
        /// Its timestamp.
        public var modified: Timestamp

        /// A state that was kept.
        public init(digest: String, modified: Timestamp) {
            self.digest = digest
            self.modified = modified
        }
    }

    /// Fewest and most attributes of one event.
    public static let eventSize = 1000...8000
    /// One address in so many ends an event.
    private static let meanSize: UInt64 = 4000

    /// Who gives the feed out.
    public let author: FeedAuthor
    /// The title of the events.
    public let title: String
    /// How far the feed may be shared.
    public let label: SharingLabel?
    /// The moment of the feed.
    public let generated: Timestamp
    /// What was written, to be given to the next writer.
    public private(set) var states: [String: EventState] = [:]

    private let previous: [String: EventState]
    private var reports: [OutgoingReport] = []
    private var members: [[UInt8]] = []

    /// A writer of a feed; `previous` is what ``states`` was at the end of the last writing, empty the first time.
    public init(
        author: FeedAuthor,
        title: String,
        label: SharingLabel?,
        generated: Timestamp,
        previous: [String: EventState] = [:]
    ) {
        self.author = author
        self.title = title
        self.label = label
        self.generated = generated
        self.previous = previous
    }

    /// Takes the next report.
    public mutating func write(_ report: OutgoingReport, into folder: inout some FeedFolderSink) {
        reports.append(report)
        let isEnd = reports.count >= Self.eventSize.lowerBound && Self.endsEvent(report.address)
        if isEnd || reports.count >= Self.eventSize.upperBound { writeEvent(into: &folder) }
    }

    /// Writes what is left, and the manifest.
    public mutating func finish(into folder: inout some FeedFolderSink) {
        if !reports.isEmpty { writeEvent(into: &folder) }
        folder.append(
            Array("{\n".utf8) + members.joined(separator: Array(",\n".utf8)) + Array("\n}\n".utf8),
            to: "manifest.json"
        )
        members = []
    }

    private static func endsEvent(_ address: Address) -> Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in address.key.bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (hash >> 32) % meanSize == 0
    }

    private mutating func writeEvent(into folder: inout some FeedFolderSink) {
        guard let first = reports.first else { return }
        let uuid = NamedUUID("event", author.identifier, title, "\(first.address)").text
        var body: [UInt8] = []
        let digest = content(uuid, Timestamp(seconds: 0), into: &body)
        let old = previous[uuid]
        let modified =
            old.flatMap { $0.digest == digest ? $0.modified : nil }
            ?? max(generated, old?.modified ?? generated)
        body = []
        _ = content(uuid, modified, into: &body)
        folder.append(body, to: "\(uuid).json")
        var hashes: [UInt8] = []
        for report in reports {
            hashes += Array("\(MD5Text.hexadecimal(MISPEventWriter.value(report.address))),\(uuid)\n".utf8)
        }
        folder.append(hashes, to: "hashes.csv")
        states[uuid] = EventState(digest: digest, modified: modified)
        members.append(entry(uuid, head(uuid, modified)))
        reports.removeAll(keepingCapacity: true)
    }

    private func head(_ uuid: String, _ modified: Timestamp) -> MISPEventHead {
        let date = reports.map(\.added).min() ?? generated
        return MISPEventHead(uuid: uuid, info: title, date: date, modified: modified, label: label)
    }

    private func content(_ uuid: String, _ modified: Timestamp, into text: inout [UInt8]) -> String {
        var writer = MISPEventWriter(author: author, head: head(uuid, modified))
        writer.begin(into: &text)
        for report in reports { _ = writer.write(report, into: &text) }
        writer.finish(into: &text)
        return NamedUUID(text, in: .marsad).text
    }

    private func entry(_ uuid: String, _ head: MISPEventHead) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.name(text: uuid)
            json.object { json in
                json.name("Orgc")
                json.object { json in
                    json.field("name", author.name)
                    json.field("uuid", author.uuid)
                }
                json.name("Tag")
                json.array { json in
                    if let label { json.object { $0.field("name", MISPEventWriter.tag(label)) } }
                }
                json.field("info", head.info)
                json.field("date", String("\(head.date)".prefix(10)))
                json.field("analysis", 2)
                json.field("threat_level_id", 4)
                json.field("timestamp", head.modified.seconds)
            }
        }
        return Array(json.bytes.dropFirst().dropLast())
    }
}
