/// Where reading goes on behind a batch: everything a later run needs to take its source up there.
///
/// A consumer that stores it in one transaction with what came of the batch takes every line exactly once, whatever
/// happens to either process or to the folder of the inputs: see docs/decisions/0009-inputs-exactly-once.md. Only the last
/// one of each source counts.
public struct ResumePosition: Sendable, Hashable {
    /// What it is a position in.
    enum Content: Sendable, Hashable {
        case file(FileRecord)
        case request(RequestRecord)
    }

    /// The journal that the source's name comes from.
    let journal: SourceID
    let content: Content

    /// The source: the key to store the position by.
    public var source: SourceID {
        switch content {
        case .file(let file): file.source
        case .request(let request): request.source
        }
    }

    /// The bytes of the source that are taken.
    public var offset: Int64 {
        switch content {
        case .file(let file): file.stored.position
        case .request(let request): request.position
        }
    }

    /// Up to where the source is stored.
    var place: FileRecord.Place {
        switch content {
        case .file(let file): file.stored
        case .request(let request): FileRecord.Place(position: request.position, tail: .empty)
        }
    }

    init(journal: SourceID, request: RequestRecord) {
        self.journal = journal
        content = .request(request)
    }

    init(journal: SourceID, file: FileRecord, behind block: FileBlock) {
        let place = FileRecord.Place(position: block.lines.range.upperBound, tail: block.tail)
        var file = file.resumed(from: place)
        file.head = block.head
        file.end = nil
        file.lastSeen = .now
        self.journal = journal
        content = .file(file)
    }
}

extension ResumePosition: LosslessStringConvertible {
    /// One line of text without its end, some 300 bytes and the path.
    public var description: String { "\(journal)\t\(record.line.dropLast())" }

    /// Reads what ``description`` wrote; nil for anything else.
    public init?(_ text: String) {
        guard let separator = text.firstIndex(of: "\t"), let journal = SourceID(String(text[..<separator])),
            let record = ResumeRecord(line: text[separator...].dropFirst())
        else { return nil }
        self.journal = journal
        switch record {
        case .file(let file): content = .file(file)
        case .request(let request): content = .request(request)
        default: return nil
        }
    }

    private var record: ResumeRecord {
        switch content {
        case .file(let file): .file(file)
        case .request(let request): .request(request)
        }
    }
}
