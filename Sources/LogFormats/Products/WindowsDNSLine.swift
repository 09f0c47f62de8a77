/// The debug log of the Windows DNS server: packets in the order `time thread PACKET id protocol Snd|Rcv remote xid
/// [R] opcode [flags] type name`, the name with the length of each label before it.
enum WindowsDNSLine {
    private static let marker: StaticString = " packet "
    /// How far from its beginning a line has the marker.
    private static let reach = 64

    /// Where the marker stands; nil when the line is of another kind.
    static func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let end = min(range.upperBound, range.lowerBound + reach)
        guard range.lowerBound < end, bytes[range.lowerBound].isDigit || bytes[range.lowerBound] >= 0x80
        else { return nil }
        return bytes.firstIndex(of: marker, from: range.lowerBound, to: end)
    }

    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, marker: Int, into draft: inout EventDraft) {
        draft.offerTime(bytes, range.lowerBound, marker, 10)
        var plan = ColumnPlan(separator: 0x20)
        plan.joinsSeparators = true
        plan.isQuoted = false
        var cells = CellCursor(bytes, marker + 8..<range.upperBound, plan)
        guard cells.next() != nil, cells.next() != nil, let way = cells.next(), let remote = cells.next(),
            cells.next() != nil, let kind = cells.next()
        else { return }
        let isSent = bytes.equals("snd", way.range)
        let isResponse = bytes.equals("r", kind.range)
        // A question received and the answer sent concern a client; the others the server that is asked.
        if let found = AddressText.whole(bytes, remote.range) {
            if isSent == isResponse {
                draft.offerSource(found.address, found.port, 10)
            } else {
                draft.offerDestination(found.address, found.port, 10)
            }
        }
        guard
            let bracket = bytes.firstIndex(
                of: UInt8(ascii: "]"),
                from: kind.range.upperBound,
                to: range.upperBound
            )
        else {
            return
        }
        var rest = CellCursor(bytes, bracket + 1..<range.upperBound, plan)
        _ = rest.next()
        guard let name = rest.next() else { return }
        readName(bytes, name.range, into: &draft)
    }

    /// `(3)www(7)example(0)`, or a name with dots.
    private static func readName(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) {
        guard !range.isEmpty else { return }
        guard bytes[range.lowerBound] == UInt8(ascii: "(") else {
            let start = bytes[range.lowerBound] == UInt8(ascii: ".") ? range.lowerBound + 1 : range.lowerBound
            draft.takeName(.query, 10, bytes, start..<range.upperBound, .none)
            return
        }
        var name: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound, name.count < NameText.maximumLength {
            let byte = bytes[index]
            if byte == UInt8(ascii: "("),
                let close = bytes.firstIndex(
                    of: UInt8(ascii: ")"),
                    from: index,
                    to: min(range.upperBound, index + 5)
                ),
                let length = bytes.number(index + 1..<close)
            {
                let stop = min(range.upperBound, close + 1 + length)
                if length > 0, !name.isEmpty { name.append(UInt8(ascii: ".")) }
                name.append(bytes, close + 1..<stop)
                index = stop
            } else {
                index += 1
            }
        }
        draft.takeName(.query, 10, name.span, 0..<name.count, .none)
    }
}
