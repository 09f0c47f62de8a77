/// Squid's native access log: `time elapsed client code/status bytes method URL user hierarchy/host type`, and the
/// access logs of appliances that begin with these fields.
enum SquidLine {
    /// Reads the line; false when it has another shape.
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) -> Bool {
        var plan = ColumnPlan(separator: 0x20)
        plan.joinsSeparators = true
        plan.isQuoted = false
        var cells = CellCursor(bytes, range, plan)
        guard let time = cells.next(), let elapsed = cells.next(), let client = cells.next(),
            let code = cells.next(),
            bytes.number(elapsed.range) != nil || bytes.equals("-", elapsed.range),
            let slash = bytes.firstIndex(
                of: UInt8(ascii: "/"),
                from: code.range.lowerBound,
                to: code.range.upperBound
            ),
            bytes.number(slash + 1..<code.range.upperBound) != nil,
            cells.next() != nil, let method = cells.next(), let target = cells.next()
        else { return false }
        draft.offerTime(bytes, time.range.lowerBound, time.range.upperBound, 10)
        draft.take(.source, 10, bytes, client.range)
        draft.takeTarget(bytes, target.range, isConnect: bytes.equals("connect", method.range))
        draft.offerAction(action(bytes, code.range.lowerBound..<slash), 10)
        _ = cells.next()
        guard let hierarchy = cells.next(),
            let bar = bytes.firstIndex(
                of: UInt8(ascii: "/"),
                from: hierarchy.range.lowerBound,
                to: hierarchy.range.upperBound
            )
        else { return true }
        draft.take(.destination, 10, bytes, bar + 1..<hierarchy.range.upperBound)
        return true
    }

    private static func action(_ bytes: Span<UInt8>, _ code: Range<Int>) -> LogAction {
        bytes.firstIndex(of: "denied", from: code.lowerBound, to: code.upperBound) != nil
            || bytes.firstIndex(of: "blocked", from: code.lowerBound, to: code.upperBound) != nil
            ? .blocked : .allowed
    }
}
