/// Which column or key holds what, told by a person where names do not tell: `--map field=column`.
public struct FieldMapping: Hashable, Sendable {
    /// The fields that can be mapped. The raw value is the word before the `=`.
    public enum Field: String, Sendable, Hashable, CaseIterable {
        case address = "address"
        case category = "category"
        case comment = "comment"
        case confidence = "confidence"
        case expires = "expires"
        case firstSeen = "first-seen"
        case lastSeen = "last-seen"
        case reference = "reference"
        case sharing = "tlp"

        var role: FieldRole {
            switch self {
            case .address: .indicator
            case .category: .category
            case .comment: .comment
            case .confidence: .confidence
            case .expires: .expiry
            case .firstSeen: .firstSeen
            case .lastSeen: .lastSeen
            case .reference: .reference
            case .sharing: .label
            }
        }
    }

    /// For each field the header name, the JSON key (with dots for nested ones) or the 1-based number of its columns.
    public private(set) var columns: [Field: [String]]

    /// A mapping that leaves everything to the names.
    public init() {
        columns = [:]
    }

    /// Whether nothing is mapped.
    public var isEmpty: Bool { columns.isEmpty }

    /// Adds a rule such as `address=source.ip` or `comment=3`.
    ///
    /// A field may be mapped to several columns.
    /// - Parameter rule: the field, `=`, and the column.
    /// - Returns: false, and nothing is added, when the rule names no known field or no column.
    public mutating func add(_ rule: String) -> Bool {
        guard let equals = rule.firstIndex(of: "="), let field = Field(rawValue: String(rule[..<equals]))
        else {
            return false
        }
        let column = String(rule[rule.index(after: equals)...])
        guard !column.isEmpty else { return false }
        columns[field, default: []].append(column)
        return true
    }

    /// The role of a column by its number, from 1, and its name.
    func role(number: Int?, name: String) -> FieldRole? {
        for (field, wanted) in columns {
            for column in wanted where column == name || column.lowercased() == name.lowercased() {
                return field.role
            }
            if let number, wanted.contains(String(number)) { return field.role }
        }
        return nil
    }
}
