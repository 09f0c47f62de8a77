/// One flow of Azure's network security groups and virtual networks, comma separated inside JSON:
/// `time,source,destination,source port,destination port,protocol,direction,decision,…`.
enum FlowTuple {
    private static let roles: [FieldRole] = [
        .time, .source, .destination, .sourcePort, .destinationPort, .none, .direction,
    ]

    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) {
        var cells = CellCursor(bytes, range, ColumnPlan(separator: UInt8(ascii: ",")))
        for role in roles {
            guard let cell = cells.next() else { return }
            // The tuple's own values count more than those of the record around it.
            if role != .none { draft.take(role, 1, bytes, cell.range) }
        }
        guard let decision = cells.next(), decision.range.count == 1 else { return }
        switch bytes[decision.range.lowerBound] {
        case UInt8(ascii: "A"), UInt8(ascii: "B"), UInt8(ascii: "C"), UInt8(ascii: "E"):
            draft.offerAction(.allowed, 1)
        case UInt8(ascii: "D"): draft.offerAction(.blocked, 1)
        default: break
        }
    }
}
