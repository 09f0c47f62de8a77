import SystemIO

/// One line of the resume journal: a change of what is remembered.
enum ResumeRecord: Sendable, Hashable {
    /// The journal itself: its own name.
    case journal(SourceID)
    /// An input has begun to look for files; from now on files it does not know are new ones.
    case input(String)
    /// A file, without its cuts.
    case file(FileRecord)
    /// A block of a file ends where no rule says so.
    case cut(SourceID, start: Int64, end: Int64)
    /// A file is stored up to here.
    case stored(SourceID, FileRecord.Place)
    /// A request, as far as it is stored.
    case request(RequestRecord)
    /// A file or request is not remembered any more.
    case forgotten(SourceID)
    /// The records before this one, back to the last of its kind, were written together; counted from 0.
    case group(Int)
}

extension ResumeRecord {
    /// The line of the journal, with its checksum and line end.
    var line: String {
        let content = fields.joined(separator: "\t")
        return "\(content)\t\(Self.checksum(content.utf8).hexadecimal)\n"
    }

    private var fields: [String] {
        switch self {
        case .journal(let id): ["journal", "1", "\(id)"]
        case .input(let name): ["input", FieldText.escaped(name)]
        case .file(let file):
            [
                "file", "\(file.source)", "\(file.number)", FieldText.escaped(file.input),
                "\(file.key.device)", "\(file.key.inode)", "\(file.generation)",
                "\(file.stored.position)", file.stored.tail.field,
                file.head.bytes.field, file.head.line.field, file.end.map(String.init) ?? "-",
                "\(file.lastSeen.milliseconds)", FieldText.escaped(file.path),
            ]
        case .cut(let source, let start, let end): ["cut", "\(source)", "\(start)", "\(end)"]
        case .stored(let source, let place):
            ["stored", "\(source)", "\(place.position)", place.tail.field]
        case .request(let request):
            [
                "request", "\(request.source)", "\(request.position)", request.body?.field ?? "-",
                "\(request.lastSeen.milliseconds)",
            ]
        case .forgotten(let source): ["forgotten", "\(source)"]
        case .group(let number): ["group", "\(number)"]
        }
    }

    /// Reads a line without its line end; nil when it is damaged or of a kind that is not known.
    init?(line: Substring) {
        guard let separator = line.lastIndex(of: "\t") else { return nil }
        let content = line[..<separator]
        guard line[separator...].dropFirst() == Self.checksum(content.utf8).hexadecimal else { return nil }
        var fields = FieldText(content)
        guard let record = Self.read(&fields), fields.isAtEnd else { return nil }
        self = record
    }

    private static func read(_ fields: inout FieldText) -> ResumeRecord? {
        switch fields.text() {
        case "journal":
            guard fields.text() == "1", let id = fields.source() else { return nil }
            return .journal(id)
        case "input":
            return fields.text().flatMap { FieldText.unescaped($0) }.map { .input($0) }
        case "file": return file(&fields).map { .file($0) }
        case "cut":
            guard let source = fields.source(), let start = fields.offset(), let end = fields.offset()
            else { return nil }
            return .cut(source, start: start, end: end)
        case "stored":
            guard let source = fields.source(), let place = fields.place() else { return nil }
            return .stored(source, place)
        case "request":
            guard let source = fields.source(), let position = fields.offset(),
                let body = fields.optional({ $0.mark() }), let time = fields.offset()
            else { return nil }
            let lastSeen = WallTime(milliseconds: time)
            return .request(
                RequestRecord(source: source, position: position, body: body, lastSeen: lastSeen)
            )
        case "forgotten": return fields.source().map { .forgotten($0) }
        case "group": return fields.number(Int.self).map { .group($0) }
        default: return nil
        }
    }

    private static func file(_ fields: inout FieldText) -> FileRecord? {
        guard let source = fields.source(), let number = fields.offset(),
            let input = fields.text().flatMap({ FieldText.unescaped($0) }),
            let device = fields.number(UInt64.self), let inode = fields.number(UInt64.self),
            let generation = fields.number(UInt32.self), let stored = fields.place(),
            let head = fields.head(), let end = fields.optional({ $0.offset() }),
            let lastSeen = fields.offset(), let path = fields.text().flatMap({ FieldText.unescaped($0) })
        else { return nil }
        var record = FileRecord(
            source: source,
            number: number,
            input: input,
            path: path,
            key: FileKey(device: device, inode: inode),
            generation: generation,
            stored: stored,
            lastSeen: WallTime(milliseconds: lastSeen)
        )
        record.head = head
        record.end = end
        return record
    }

    /// FNV-1a: it finds accidents, and the journal is its owner's.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
