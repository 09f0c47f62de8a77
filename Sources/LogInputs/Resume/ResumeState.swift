import SystemIO

/// What is remembered of files and requests: the sum of a journal's records.
struct ResumeState: Sendable {
    private(set) var journal: SourceID
    private(set) var inputs: Set<String> = []
    private(set) var files: [SourceID: FileRecord] = [:]
    private(set) var requests: [SourceID: RequestRecord] = [:]
    /// The newest file of each inode.
    private var filesByKey: [FileKey: SourceID] = [:]
    private(set) var lastNumber: Int64 = 0

    init(journal: SourceID) {
        self.journal = journal
    }

    /// Whether nothing was ever remembered.
    var isNew: Bool { lastNumber == 0 && inputs.isEmpty && requests.isEmpty }

    func file(_ key: FileKey) -> FileRecord? {
        filesByKey[key].flatMap { files[$0] }
    }

    mutating func apply(_ record: ResumeRecord) {
        switch record {
        case .journal(let id): journal = id
        case .input(let name): inputs.insert(name)
        case .file(let file): put(file)
        case .cut(let source, let start, let end): files[source]?.cuts[start] = end
        case .stored(let source, let place):
            files[source]?.store(place)
            requests[source]?.store(place.position)
        case .request(let request): requests[request.source] = request
        case .group: break
        case .forgotten(let source):
            requests[source] = nil
            if let file = files.removeValue(forKey: source), filesByKey[file.key] == source {
                filesByKey[file.key] = nil
            }
        }
    }

    private mutating func put(_ record: FileRecord) {
        var file = record
        if let known = files[file.source] {
            file.takeProgress(of: known)
            if known.key != file.key, filesByKey[known.key] == file.source { filesByKey[known.key] = nil }
        }
        files[file.source] = file
        if file.number >= self.file(file.key)?.number ?? 0 { filesByKey[file.key] = file.source }
        lastNumber = max(lastNumber, file.number)
    }

    mutating func handOut(_ source: SourceID, _ place: FileRecord.Place) {
        files[source]?.handOut(place)
    }

    mutating func touch(_ source: SourceID, at time: WallTime) {
        files[source]?.lastSeen = time
    }

    /// The shortest records that give this state.
    var records: [ResumeRecord] {
        var records: [ResumeRecord] = [.journal(journal)]
        records += inputs.sorted().map { .input($0) }
        for file in files.values.sorted(by: { $0.number < $1.number }) {
            records.append(.file(file))
            records += file.cuts.sorted { $0.key < $1.key }
                .map { .cut(file.source, start: $0.key, end: $0.value) }
        }
        records += requests.values.sorted { $0.source < $1.source }.map { .request($0) }
        return records
    }
}
