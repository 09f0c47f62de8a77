/// Rows of quoted fields without a header: Cisco Umbrella's exports and Check Point's old log viewer, told by what
/// stands where; of any other the first addresses, names and URLs.
enum QuotedRow {
    /// Most cells that are looked at.
    private static let maximumCells = 40

    private static let umbrellaDNS: [FieldRole] = [
        .time, .none, .none, .source, .translatedSource, .action, .none, .none, .query,
    ]
    private static let umbrellaProxy: [FieldRole] = [
        .time, .host, .source, .translatedSource, .destination, .none, .action, .url, .referrer,
    ]
    private static let umbrellaFlow: [FieldRole] = [
        .time, .host, .source, .sourcePort, .destination, .destinationPort,
    ]
    private static let umbrellaFirewall: [FieldRole] = [
        .time, .none, .host, .none, .direction, .none, .none, .source, .sourcePort, .destination,
        .destinationPort,
        .none, .none, .action,
    ]
    private static let checkpoint: [FieldRole] = [
        .none, .time, .time, .none, .sensor, .none, .action, .destinationPort, .sourcePort, .source,
        .destination,
    ]

    /// Reads a row whose first byte is a quote.
    /// - Returns: the format, or nil when the row was read by guess.
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) -> LogFormat? {
        let separator = separator(bytes, range)
        var cells: [CellCursor.Cell] = []
        var cursor = CellCursor(bytes, range, ColumnPlan(separator: separator))
        while cells.count < maximumCells, let cell = cursor.next() { cells.append(cell) }
        guard let (format, roles) = layout(bytes, cells, separator) else {
            for cell in cells { guess(bytes, cell, &draft) }
            return nil
        }
        for (cell, role) in zip(cells, roles) where role != .none {
            draft.take(role, 10, bytes, cell.range, cell.escaping)
        }
        if !draft.hasSource,
            let other = draft.event.otherAddresses.first(where: { $0.role == .translatedSource })
        {
            draft.offerSource(other.address, nil, 50)
        }
        return format
    }

    private static func separator(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt8 {
        guard
            let close = bytes.firstIndex(
                of: UInt8(ascii: "\""),
                from: range.lowerBound + 1,
                to: range.upperBound
            ),
            close + 1 < range.upperBound
        else { return UInt8(ascii: ",") }
        return bytes[close + 1]
    }

    private static func layout(
        _ bytes: Span<UInt8>,
        _ cells: [CellCursor.Cell],
        _ separator: UInt8
    ) -> (LogFormat, [FieldRole])? {
        func isAddress(_ index: Int) -> Bool {
            cells.indices.contains(index) && AddressText.whole(bytes, cells[index].range) != nil
        }
        func isAction(_ index: Int) -> Bool {
            cells.indices.contains(index) && LogAction(bytes, cells[index].range) != .unstated
        }
        func isNumber(_ index: Int) -> Bool {
            cells.indices.contains(index) && bytes.number(cells[index].range) != nil
        }
        if separator == 0x20 { return isAddress(9) && isAddress(10) ? (.checkpoint, checkpoint) : nil }
        if isAction(5), isAddress(3) || isAddress(4) { return (.umbrella, umbrellaDNS) }
        if isAction(6), isAddress(4) || isAddress(3) { return (.umbrella, umbrellaProxy) }
        if isAddress(2), isNumber(3), isAddress(4) { return (.umbrella, umbrellaFlow) }
        if isAddress(7), isAddress(9) { return (.umbrella, umbrellaFirewall) }
        return nil
    }

    /// Takes a cell for what it looks like.
    static func guess(_ bytes: Span<UInt8>, _ cell: CellCursor.Cell, _ draft: inout EventDraft) {
        guard !cell.range.isEmpty else { return }
        if let found = AddressText.whole(bytes, cell.range) {
            if !draft.hasSource {
                draft.offerSource(found.address, found.port, 80)
            } else if !draft.hasDestination {
                draft.offerDestination(found.address, found.port, 80)
            } else {
                draft.addAddress(found.address, .other)
            }
        } else if bytes.firstIndex(of: "://", from: cell.range.lowerBound, to: cell.range.upperBound) != nil {
            draft.take(.url, 80, bytes, cell.range, cell.escaping)
        } else if NameText.looksLikeName(bytes, cell.range) {
            draft.take(.name, 80, bytes, cell.range, cell.escaping)
        } else if bytes[cell.range.lowerBound].isDigit {
            draft.offerTime(bytes, cell.range.lowerBound, cell.range.upperBound, 80)
        }
    }
}
