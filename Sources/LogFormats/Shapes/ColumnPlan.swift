/// What the columns of a table hold and how its rows are written.
struct ColumnPlan: Sendable {
    /// Most columns of a table.
    static let maximumColumns = 512

    /// What one column holds; ``FieldRole/none`` when it is of no interest.
    struct Column: Sendable {
        var role: FieldRole
        var rank: Int
    }

    /// Between two columns: one byte or more.
    var separator: [UInt8]
    /// Whether fields may stand in double quotes.
    var isQuoted = true
    /// Whether several separators in a row are one.
    var joinsSeparators = false
    /// Between the members of a set (Zeek); blanks and commas otherwise.
    var setSeparator: UInt8?
    var escaping = Escaping.none
    private(set) var columns: [Column] = []
    /// Columns up to the last that is of interest.
    private(set) var usedColumns = 0

    init(separator: [UInt8]) {
        self.separator = separator
    }

    init(separator: UInt8) {
        self.init(separator: [separator])
    }

    mutating func append(_ role: FieldRole, _ rank: Int = 10) {
        guard columns.count < Self.maximumColumns else { return }
        columns.append(Column(role: role, rank: rank))
        if role != .none { usedColumns = columns.count }
    }

    /// How many columns have a meaning.
    var knownColumns: Int {
        columns.reduce(0) { $0 + ($1.role == .none ? 0 : 1) }
    }

    /// A plan from the names of its columns.
    mutating func appendColumns(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        between: [UInt8],
        _ lookup: FieldLookup
    ) {
        var start = range.lowerBound
        while start <= range.upperBound {
            var stop = start
            while stop < range.upperBound, !bytes.hasSeparator(between, at: stop, end: range.upperBound) {
                stop += 1
            }
            let name = bytes.trimmed(start, stop)
            let meaning = lookup.meaning(FieldHash(bytes, name.lowerBound, name.upperBound)) ?? .none
            append(meaning.role, Int(meaning.rank))
            start = stop + between.count
        }
    }

    /// A plan from names in a text, as the programmer writes them.
    init(separator: UInt8, names: String, format: LogFormat) {
        self.init(separator: separator)
        var lookup = FieldLookup()
        lookup.use(format)
        for name in names.split(separator: " ") {
            let meaning = lookup.meaning(FieldHash(String(name))) ?? .none
            append(meaning.role, Int(meaning.rank))
        }
    }

    /// Offers the fields of a row.
    /// - Returns: how many columns the row has, as far as they were looked at.
    @discardableResult
    func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into draft: inout EventDraft) -> Int {
        var cells = CellCursor(bytes, range, self)
        var index = 0
        while index < usedColumns, let cell = cells.next() {
            let column = columns[index]
            index += 1
            guard column.role != .none, !cell.range.isEmpty else { continue }
            take(column, bytes, cell, &draft)
        }
        return index
    }

    private func take(
        _ column: Column,
        _ bytes: Span<UInt8>,
        _ cell: CellCursor.Cell,
        _ draft: inout EventDraft
    ) {
        var escaping = cell.escaping
        if self.escaping == .hexadecimal,
            bytes.firstIndex(of: 0x5C, from: cell.range.lowerBound, to: cell.range.upperBound) != nil
        {
            escaping = .hexadecimal
        }
        guard let setSeparator, column.role.isList,
            bytes.firstIndex(of: setSeparator, from: cell.range.lowerBound, to: cell.range.upperBound) != nil
        else {
            draft.take(column.role, column.rank, bytes, cell.range, escaping)
            return
        }
        var start = cell.range.lowerBound
        while start < cell.range.upperBound {
            let stop =
                bytes.firstIndex(of: setSeparator, from: start, to: cell.range.upperBound)
                ?? cell.range.upperBound
            draft.take(column.role, column.rank, bytes, start..<stop, escaping)
            start = stop + 1
        }
    }
}

/// Walks over the cells of a row.
struct CellCursor: ~Escapable {
    struct Cell {
        var range: Range<Int>
        var escaping: Escaping
    }

    private let bytes: Span<UInt8>
    private var position: Int
    private let end: Int
    private let separator: UInt8
    private let separators: [UInt8]
    private let isQuoted: Bool
    private let joins: Bool
    private var isDone = false

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>, _ plan: borrowing ColumnPlan) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
        separators = plan.separator
        separator = plan.separator.first ?? 0x2C
        isQuoted = plan.isQuoted
        joins = plan.joinsSeparators
    }

    mutating func next() -> Cell? {
        guard !isDone else { return nil }
        if joins { while position < end, bytes[position] == separator { position += 1 } }
        if isQuoted {
            let first =
                separator == 0x20 || separator == 0x09
                ? position : bytes.skippingBlanks(from: position, to: end)
            if first < end, bytes[first] == UInt8(ascii: "\"") { return quoted(first) }
        }
        let start = position
        if separators.count == 1 {
            while position < end, bytes[position] != separator { position += 1 }
        } else {
            while position < end, !bytes.hasSeparator(separators, at: position, end: end) { position += 1 }
        }
        let stop = position
        advance()
        return Cell(range: isQuoted ? bytes.trimmed(start, stop) : start..<stop, escaping: .none)
    }

    private mutating func quoted(_ quote: Int) -> Cell {
        var index = quote + 1
        var isDoubled = false
        while index < end {
            if bytes[index] == UInt8(ascii: "\"") {
                guard index + 1 < end, bytes[index + 1] == UInt8(ascii: "\"") else { break }
                isDoubled = true
                index += 1
            }
            index += 1
        }
        let stop = min(index, end)
        position = min(end, stop + 1)
        while position < end, !bytes.hasSeparator(separators, at: position, end: end) { position += 1 }
        advance()
        return Cell(range: quote + 1..<max(stop, quote + 1), escaping: isDoubled ? .doubledQuotes : .none)
    }

    private mutating func advance() {
        if position >= end { isDone = true } else { position += separators.count }
    }
}

extension Span<UInt8> {
    func hasSeparator(_ separator: [UInt8], at index: Int, end: Int) -> Bool {
        guard index + separator.count <= end else { return false }
        for offset in 0..<separator.count where self[index + offset] != separator[offset] { return false }
        return true
    }
}

extension FieldRole {
    /// Whether such a column may hold a set.
    var isList: Bool {
        switch self {
        case .source, .destination, .answer, .otherAddress, .name, .forwardedFor, .mail, .url: true
        default: false
        }
    }
}
