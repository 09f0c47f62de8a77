/// Rows of fixed columns without a header, told by what stands in some of them.
enum FixedRow {
    /// The default columns of AWS VPC flow logs; those of later versions only add to them.
    private static let awsFlow = plan(
        0x20,
        [
            .none, .none, .sensor, .source, .destination, .sourcePort, .destinationPort, .none, .none, .none,
            .time, .none, .action,
        ]
    )
    /// IIS's own format.
    private static let iis = plan(
        UInt8(ascii: ","),
        [
            .source, .none, .time, .time, .none, .sensor, .destination, .none, .none, .none, .none, .none,
            .none, .target,
            .targetQuery,
        ]
    )
    /// Netskope's transaction log: the W3C names date, time, …, c-ip, s-ip, …, cs-uri-port.
    private static let netskope: [FieldRole] = [
        .time, .time, .none, .none, .none, .none, .source, .destination, .none, .none, .scheme, .targetQuery,
        .none, .none,
        .none, .none, .httpHost, .httpHost, .target, .destinationPort,
    ]
    private static let netskopeBlanks = plan(0x20, netskope)
    private static let netskopeCommas = plan(UInt8(ascii: ","), netskope)

    private static func plan(_ separator: UInt8, _ roles: [FieldRole]) -> ColumnPlan {
        var plan = ColumnPlan(separator: separator)
        for (index, role) in roles.enumerated() { plan.append(role, 10 + index) }
        return plan
    }

    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) -> LogFormat? {
        guard let (plan, format) = plan(bytes, range) else { return nil }
        plan.read(bytes, range, into: &draft)
        return format
    }

    private static func plan(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (ColumnPlan, LogFormat)? {
        let end = range.upperBound
        let first = bytes[range.lowerBound]
        if first.isDigit,
            fits(bytes, range, 0x20, 2, { bytes.starts(with: "eni-", at: $0.lowerBound, end: end) })
        {
            return (awsFlow, .awsFlow)
        }
        if AddressText.prefix(bytes, range.lowerBound, end) != nil,
            fits(bytes, range, UInt8(ascii: ","), 4, { isService(bytes, $0) })
        {
            return (iis, .iis)
        }
        guard first.isDigit, range.count > 40, bytes[range.lowerBound + 4] == UInt8(ascii: "-") else {
            return nil
        }
        for (candidate, separator) in [(netskopeBlanks, 0x20 as UInt8), (netskopeCommas, UInt8(ascii: ","))] {
            if fits(bytes, range, separator, 6, { AddressText.whole(bytes, $0) != nil }),
                fits(bytes, range, separator, 9, { isMethod(bytes, $0) })
            {
                return (candidate, .proxy)
            }
        }
        return nil
    }

    /// How far from its beginning a row has the cells that tell.
    private static let headLength = 512

    /// Whether the cell at `index` is as it should be.
    private static func fits(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ separator: UInt8,
        _ index: Int,
        _ isRight: (Range<Int>) -> Bool
    ) -> Bool {
        let head = range.lowerBound..<min(range.upperBound, range.lowerBound + headLength)
        var cells = CellCursor(bytes, head, ColumnPlan(separator: separator))
        for _ in 0..<index { guard cells.next() != nil else { return false } }
        return cells.next().map { isRight($0.range) } ?? false
    }

    private static func isMethod(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        guard !bytes.equals("-", cell) else { return true }
        for index in cell where bytes[index] &- 0x41 >= 26 { return false }
        return cell.count <= 10
    }

    private static func isService(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        bytes.starts(with: "w3svc", at: cell.lowerBound, end: cell.upperBound)
            || bytes.starts(with: "msftpsvc", at: cell.lowerBound, end: cell.upperBound)
    }
}
