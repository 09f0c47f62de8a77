import Reports

/// What each column of a table holds.
struct ColumnPlan {
    /// By column; nil for one that is not read.
    private(set) var roles: [FieldRole?]
    /// Which of the roles hold addresses to report.
    private(set) var reported: Set<FieldRole>
    /// The line that names the columns, when it is not a comment.
    private(set) var headerLine: Int?
    /// Whether no column is known to hold addresses and the first is tried.
    private(set) var isGuess = false
    /// Count of values in a whole row; 0 when unknown.
    let width: Int
    /// The names of the columns; empty without a header.
    private(set) var names: [String] = []

    init(_ sample: TableSample, mapping: FieldMapping, profile: RecordProfile = RecordProfile()) {
        width = sample.commonCount.values
        reported = []
        let header = sample.header
        if let header {
            names = header.values.map { String(decoding: $0, as: UTF8.self) }
            roles = header.values.map { profile.role($0.span) }
            if header.line == sample.rows.first?.line { headerLine = header.line }
        } else {
            let body = Self.body(sample)
            headerLine = body.count < sample.rows.count ? sample.rows.first?.line : nil
            roles = ColumnContent(body, width: width).roles
            if headerLine != nil, let first = sample.rows.first {
                names = first.values.map { String(decoding: $0, as: UTF8.self) }
            }
        }
        let namedLine = headerLine
        let body = sample.rows.filter { $0.line != namedLine }
        demoteProse(body)
        reported = profile.reported(among: Set(roles.compactMap(\.self)))
        if header != nil, reported.isEmpty, mapping.isEmpty, !profile.isClosed {
            let content = ColumnContent(body, width: width).roles
            reported = FieldRole.reported(among: Set(content.compactMap(\.self)))
            if !reported.isEmpty { roles = content }
        }
        if reported.isEmpty, roles.contains(.otherIndicator) { reported = [.otherIndicator] }
        if reported.isEmpty, !roles.isEmpty {
            roles[0] = .indicator
            reported = [.indicator]
            isGuess = true
        }
        apply(mapping)
    }

    /// Takes the address out of the roles of columns that hold sentences in spite of their names.
    private mutating func demoteProse(_ rows: [TableSample.Row]) {
        for column in roles.indices where roles[column]?.isAddress == true {
            let values = rows.compactMap { column < $0.values.count ? $0.values[column] : nil }
                .filter { !RecordFields.isAbsent($0.span) }
            let sentences = values.count { value in
                value.contains(where: \.isBlank) && !FieldReading.isAddress(value.span)
            }
            if sentences * 2 > values.count { roles[column] = .prose }
        }
    }

    /// The rows, without a first one that reads as nothing where the others hold addresses.
    private static func body(_ sample: TableSample) -> [TableSample.Row] {
        guard let first = sample.rows.first, sample.rows.count > 1 else { return sample.rows }
        let rest = Array(sample.rows.dropFirst())
        let hasAddress = first.values.contains { FieldReading.isAddress($0.span) }
        let restHasAddresses = ColumnContent(rest, width: sample.commonCount.values).roles.contains(
            .indicator
        )
        let isWordy = first.values.allSatisfy { value in value.allSatisfy { !$0.isDigit } && !value.isEmpty }
        return !hasAddress && restHasAddresses && isWordy ? rest : sample.rows
    }

    private mutating func apply(_ mapping: FieldMapping) {
        guard !mapping.isEmpty else { return }
        let count = max(roles.count, width, mapping.highestNumber)
        roles += Array(repeating: nil, count: max(0, count - roles.count))
        let mapsAddress = mapping.columns[.address] != nil
        for index in roles.indices {
            if mapsAddress, roles[index]?.isAddress == true { roles[index] = nil }
            if let role = mapping.role(number: index + 1, name: index < names.count ? names[index] : "") {
                roles[index] = role
            }
        }
        reported = FieldRole.reported(among: Set(roles.compactMap(\.self)))
    }

    /// Whether at least half of the values in some column to report are addresses.
    func listsAddresses(_ rows: [TableSample.Row]) -> Bool {
        roles.indices.contains { column in
            guard let role = roles[column], reported.contains(role) else { return false }
            let values = rows.filter { $0.line != headerLine && column < $0.values.count }
                .map { $0.values[column] }.filter { !RecordFields.isAbsent($0.span) }
            let addresses = values.count { FieldReading.isAddress($0.span) }
            return addresses > 0 && addresses * 2 >= values.count
        }
    }

    /// A column that is mapped and that the table does not have.
    func missingColumn(of mapping: FieldMapping) -> String? {
        mapping.columns.values.joined().first { column in
            !names.contains { $0.lowercased() == column.lowercased() }
                && !(Int(column).map { $0 >= 1 && $0 <= max(width, 1) } ?? false)
        }
    }
}

extension FieldMapping {
    /// The highest column that is named by its number.
    fileprivate var highestNumber: Int {
        min(columns.values.joined().compactMap { Int($0) }.max() ?? 0, 1024)
    }
}
