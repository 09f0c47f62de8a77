extension ResumeJournal {
    /// Takes the consumer's word for how far its sources are stored, further or less far than is remembered here, and
    /// learns of those that are not remembered at all; writes it down.
    /// - Throws: ``ResumeError`` with ``ResumeError/Code/unwritable``.
    func resume(from positions: [ResumePosition]) throws(ResumeError) {
        guard !positions.isEmpty else { return }
        for position in positions { note { Self.records(for: position, $0) } }
        try commit()
    }

    /// Whether a source is remembered.
    func remembers(_ source: SourceID) -> Bool {
        file(source) != nil || request(source) != nil
    }

    /// The records that make `resume` hold a position.
    private static func records(for position: ResumePosition, _ resume: ResumeState) -> [ResumeRecord] {
        switch position.content {
        case .file(let file):
            guard let known = resume.files[file.source] else {
                return adoption(of: position, resume) + [.input(file.input), .file(file)]
            }
            if known.stored == file.stored { return [] }
            if known.stored.position < file.stored.position { return [.stored(file.source, file.stored)] }
            return [.forgotten(file.source), .file(known.resumed(from: file.stored))]
        case .request(let request):
            guard let known = resume.requests[request.source] else {
                return adoption(of: position, resume) + [.request(request)]
            }
            return known.position == request.position ? [] : [.request(request)]
        }
    }

    /// A journal that was lost goes on under its old name, so that requests are known by their keys again.
    private static func adoption(of position: ResumePosition, _ resume: ResumeState) -> [ResumeRecord] {
        resume.isNew ? [.journal(position.journal)] : []
    }
}
