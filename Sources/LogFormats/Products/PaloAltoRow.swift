/// Palo Alto's comma separated logs, whose columns depend on the type in the fourth.
enum PaloAltoRow {
    private static let comma = UInt8(ascii: ",")

    /// How far from its beginning a row has its type.
    private static let headLength = 128

    /// What stands in which column of a type of log.
    private struct Layout {
        let type: StaticString
        let columns: [(index: Int, role: FieldRole)]
    }

    private static let session: [(index: Int, role: FieldRole)] = [
        (7, .source), (8, .destination), (9, .translatedSource), (10, .translatedDestination),
        (24, .sourcePort),
        (25, .destinationPort), (30, .action),
    ]

    private static let layouts = [
        Layout(type: "traffic", columns: session + [(52, .sensor)]),
        Layout(type: "threat", columns: session + [(31, .url), (59, .sensor)]),
        Layout(type: "decryption", columns: session),
        Layout(type: "sctp", columns: session), Layout(type: "gtp", columns: session),
        Layout(type: "userid", columns: [(8, .source), (25, .sensor)]),
        Layout(type: "globalprotect", columns: [(15, .source), (17, .client)]),
        Layout(type: "hipmatch", columns: [(9, .host), (11, .source)]),
        Layout(type: "config", columns: [(7, .source)]),
        Layout(type: "system", columns: [(14, .prose), (22, .sensor)]),
        Layout(type: "authentication", columns: [(8, .source)]),
        Layout(type: "correlation", columns: [(7, .source)]),
        Layout(type: "iptag", columns: [(8, .source)]),
    ]

    /// Whether the row has the shape: a number, a date, a serial number, a type in capitals.
    static func fits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        layout(bytes, range) != nil
    }

    private static func layout(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Layout? {
        guard !range.isEmpty, bytes[range.lowerBound].isAlphanumeric else { return nil }
        let head = range.lowerBound..<min(range.upperBound, range.lowerBound + headLength)
        var cells = CellCursor(bytes, head, ColumnPlan(separator: comma))
        for index in 0..<4 {
            guard let cell = cells.next(), cell.range.count <= 32 else { return nil }
            if index == 3 { return layouts.first { bytes.equals($0.type, cell.range) } }
        }
        return nil
    }

    /// - Returns: the sentence of a system log.
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) -> Range<Int>? {
        guard let layout = layout(bytes, range) else { return nil }
        var cells = CellCursor(bytes, range, ColumnPlan(separator: comma))
        var index = 0
        var sentence: Range<Int>?
        while let cell = cells.next() {
            if index == 1 { draft.offerTime(bytes, cell.range.lowerBound, cell.range.upperBound, 30) }
            if index == 6 { draft.offerTime(bytes, cell.range.lowerBound, cell.range.upperBound, 20) }
            if index > 20, isPrecise(bytes, cell.range) {
                draft.offerTime(bytes, cell.range.lowerBound, cell.range.upperBound, 10)
            }
            for column in layout.columns where column.index == index {
                if column.role == .prose {
                    sentence = cell.range
                } else if column.role == .url {
                    readURL(bytes, cell, &draft)
                } else {
                    draft.take(column.role, 10, bytes, cell.range, cell.escaping)
                }
            }
            index += 1
        }
        return sentence
    }

    /// The column of a threat log that holds a URL or the name of a file.
    private static func readURL(_ bytes: Span<UInt8>, _ cell: CellCursor.Cell, _ draft: inout EventDraft) {
        let hasSlash =
            bytes.firstIndex(of: UInt8(ascii: "/"), from: cell.range.lowerBound, to: cell.range.upperBound)
            != nil
        guard hasSlash || NameText.looksLikeName(bytes, cell.range) else { return }
        draft.take(.url, 10, bytes, cell.range, cell.escaping)
    }

    /// `2024-01-12T11:21:15.190+01:00`.
    private static func isPrecise(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count >= 20 && bytes[range.lowerBound + 10] == UInt8(ascii: "T")
            && bytes[range.lowerBound + 4] == UInt8(ascii: "-")
    }
}
