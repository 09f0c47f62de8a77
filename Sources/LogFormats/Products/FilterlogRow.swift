/// The rules log of pfSense and OPNsense: columns whose number depends on the IP version and the protocol, so that the
/// two addresses are looked for where they can stand.
enum FilterlogRow {
    /// How far from its beginning a row has its IP version.
    private static let headLength = 256

    /// Whether the row has the shape: rule number first, `match` sixth, an action, a direction, an IP version.
    static func fits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, bytes[range.lowerBound].isDigit else { return false }
        let head = range.lowerBound..<min(range.upperBound, range.lowerBound + headLength)
        var cells = CellCursor(bytes, head, ColumnPlan(separator: UInt8(ascii: ",")))
        var index = 0
        while let cell = cells.next() {
            if index == 6 { guard LogAction(bytes, cell.range) != .unstated else { return false } }
            if index == 7 {
                guard bytes.equals("in", cell.range) || bytes.equals("out", cell.range) else { return false }
            }
            if index == 8 { return bytes.equals("4", cell.range) || bytes.equals("6", cell.range) }
            index += 1
        }
        return false
    }

    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) {
        var cells = CellCursor(bytes, range, ColumnPlan(separator: UInt8(ascii: ",")))
        var index = 0
        var ends = 0
        var hasPorts = false
        while let cell = cells.next() {
            switch index {
            case 6: draft.offerAction(bytes, cell.range, 10)
            case 7: draft.take(.direction, 10, bytes, cell.range)
            case 12...16:
                hasPorts = hasPorts || bytes.equals("tcp", cell.range) || bytes.equals("udp", cell.range)
            default: break
            }
            if index >= 15, ends < 2, let found = AddressText.whole(bytes, cell.range) {
                if ends == 0 {
                    draft.offerSource(found.address, nil, 10)
                } else {
                    draft.offerDestination(found.address, nil, 10)
                }
                ends += 1
            } else if ends >= 2, hasPorts {
                draft.take(ends == 2 ? .sourcePort : .destinationPort, 10, bytes, cell.range)
                ends += 1
                if ends == 4 { return }
            }
            index += 1
        }
    }
}
