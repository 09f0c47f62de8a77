/// The text of a resume journal.
///
/// Records come in groups, each written at once and ended by its number. The last group may be torn by a crash or a
/// power failure: nothing was built on it, so it is dropped. Damage anywhere else is an error.
enum JournalText {
    /// The lines of a group.
    static func content(of records: [ResumeRecord], group: Int) -> [UInt8] {
        (records + [.group(group)]).reduce(into: []) { $0 += Array($1.line.utf8) }
    }

    /// What the records of a journal's content sum up to.
    static func resumeState(of content: [UInt8], path: String) throws(ResumeError) -> ResumeState {
        var lines = content.split(separator: LineBlock.lineFeed, omittingEmptySubsequences: false)[...]
        var resume: ResumeState?
        var group: [ResumeRecord] = []
        var groupCount = 0
        while let line = lines.popFirst() {
            switch record(line) {
            case .group(groupCount):
                if case .journal(let id) = group.first { resume = resume ?? ResumeState(journal: id) }
                for record in group { resume?.apply(record) }
                group = []
                groupCount += 1
            case .group, nil:
                guard !lines.contains(where: { isGroup($0, beyond: groupCount) }) else {
                    throw damaged(path, "a line after group \(groupCount) is damaged or from a newer version")
                }
                lines = []
            case .some(let record): group.append(record)
            }
        }
        guard let resume else { throw damaged(path, "it is no resume file") }
        return resume
    }

    private static func record(_ line: ArraySlice<UInt8>) -> ResumeRecord? {
        ResumeRecord(line: Substring(String(decoding: line, as: UTF8.self)))
    }

    private static func isGroup(_ line: ArraySlice<UInt8>, beyond count: Int) -> Bool {
        if case .group(let number) = record(line) { return number > count }
        return false
    }

    private static func damaged(_ path: String, _ what: String) -> ResumeError {
        ResumeError(
            code: .damaged,
            path: path,
            detail: "\(what); restore the file, or remove it to read all files again"
        )
    }
}
