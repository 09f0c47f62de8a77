import Addresses
import Reports

/// Recognises the columns of a table without a header by what stands in them.
struct ColumnContent {
    private enum Kind {
        case address(AddressKind)
        case date
        case category
        case label
        case words
    }

    /// By column. Columns with addresses to report are all called `indicator`.
    let roles: [FieldRole?]

    private static let maximumRows = 200

    init(_ rows: [TableSample.Row], width: Int) {
        let rows = Array(rows.filter { $0.values.count == width }.prefix(Self.maximumRows))
        let kinds = (0..<width).map { column in Self.kind(rows.map { $0.values[column] }) }
        var roles = [FieldRole?](repeating: nil, count: width)
        var hasIP = false
        var hasName = false
        var hasURL = false
        var dates: [Int] = []
        for (column, kind) in kinds.enumerated() {
            switch kind {
            case .address(.ip), .address(.network):
                if !hasIP { roles[column] = .indicator }
                hasIP = true
            case .address(.domain):
                if !hasIP, !hasName { roles[column] = .indicator }
                hasName = true
            case .address(.url):
                let isMain = !hasURL && (!hasIP && !hasName || Self.sharesHosts(rows, column, roles))
                roles[column] = isMain ? .indicator : .reference
                hasURL = hasURL || isMain
            case .address(.asn): roles[column] = .asn
            case .date: dates.append(column)
            case .category: roles[column] = roles.contains(.category) ? nil : .category
            case .label: roles[column] = .label
            case .words: roles[column] = roles.contains(.comment) ? nil : .comment
            case nil: break
            }
        }
        if dates.count == 1 { roles[dates[0]] = .seen }
        if dates.count >= 2 {
            roles[dates[0]] = .firstSeen
            roles[dates[1]] = .lastSeen
        }
        self.roles = roles
    }

    /// What most values of a column are; nil when they are nothing in particular.
    private static func kind(_ values: [[UInt8]]) -> Kind? {
        var addresses: [AddressKind: Int] = [:]
        var (present, dates, categories, labels, words) = (0, 0, 0, 0, 0)
        for value in values where !RecordFields.isAbsent(value.span) {
            present += 1
            if let address = try? FieldReading.addresses(value.span).first {
                addresses[address.kind, default: 0] += 1
            } else if DateReading.timestamp(value.span) != nil {
                dates += 1
            } else if value.count <= 24, CategoryWords.category(in: value.span) != nil {
                categories += 1
            } else if value.count <= 16, SharingLabel(String(decoding: value, as: UTF8.self)) != nil {
                labels += 1
            } else if value.contains(where: \.isLetter) {
                words += 1
            }
        }
        let most = present * 3 / 5
        guard present > 0 else { return nil }
        if addresses.values.reduce(0, +) > most {
            return addresses.max { $0.value < $1.value }.map { .address($0.key) }
        }
        if dates > most { return .date }
        if labels > most { return .label }
        if categories > most { return .category }
        return words + categories > most ? .words : nil
    }

    /// Whether the URLs of a column mostly contain what stands in a reported column of their row.
    private static func sharesHosts(_ rows: [TableSample.Row], _ column: Int, _ roles: [FieldRole?]) -> Bool {
        var shared = 0
        for row in rows {
            let url = String(decoding: row.values[column], as: UTF8.self)
            let contains = roles.enumerated().contains { index, role in
                role == .indicator && url.contains(String(decoding: row.values[index], as: UTF8.self))
            }
            if contains { shared += 1 }
        }
        return shared * 2 > rows.count
    }
}
