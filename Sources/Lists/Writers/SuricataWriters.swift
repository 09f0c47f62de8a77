internal import Addresses
internal import Reports

/// Rules for Suricata: groups of IP addresses, and one rule for each name with what is below it.
struct SuricataRuleWriter: ListWriter {
    /// Addresses in one rule.
    private static let groupLength = 200
    /// The numbers of rules that are for local use.
    private static let numbers = 1_000_000...1_999_999

    private let name: String
    private var nextNumber = Self.numbers.lowerBound
    /// Rules promised to entries that were not refused.
    private var promised = 0
    private var inGroup = 0

    init(_ options: ListOptions) {
        name = options.name.text
    }

    mutating func refusal(of entry: ListEntry) -> LeftOutReason? {
        // Every entry may come to need a rule of its own: a group can end with it.
        guard promised < Self.numbers.count else { return .numbersUsedUp }
        promised += 1
        return nil
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        guard case .domain(let name) = entry.address else { return group(entry.address, into: &text) }
        finish(into: &text)
        text.append("alert dns $HOME_NET any -> any any (msg:\"")
        text.append(text: self.name)
        text.append(" name ")
        text.append(text: name.text)
        text.append("\"; dns.query; dotprefix; content:\".")
        text.append(text: name.text)
        text.append("\"; endswith; nocase; metadata:category ")
        text.append(text: entry.category.name)
        if let reference = entry.reference, !reference.isEmpty {
            text.append(", marsad_reference ")
            text.append(plain: reference, keeping: "./@+=&~_-", maximum: 200)
        }
        number(into: &text)
    }

    private mutating func group(_ address: Address, into text: inout ListText) {
        if inGroup == Self.groupLength { finish(into: &text) }
        text.append(inGroup == 0 ? "alert ip [" : ",")
        text.append(address)
        inGroup += 1
    }

    mutating func finish(into text: inout ListText) {
        guard inGroup > 0 else { return }
        inGroup = 0
        text.append("] any -> $HOME_NET any (msg:\"")
        text.append(text: name)
        text.append(" addresses\"; classtype:misc-attack")
        number(into: &text)
    }

    private mutating func number(into text: inout ListText) {
        text.append("; sid:")
        text.append(decimal: nextNumber)
        text.append("; rev:1;)\n")
        nextNumber += 1
    }
}

/// Suricata's IP reputation: address, number of the category, score. The numbers stand in ``categories``.
struct SuricataReputationWriter: ListWriter {
    /// `categories.txt`: number, short name, description. A category's number is one more than it has in Marsad.
    static var categories: String {
        Category.allCases.map { "\($0.rawValue + 1),\($0.name),\($0.name)\n" }.joined()
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        text.append(entry.address)
        text.append(UInt8(ascii: ","))
        text.append(decimal: entry.category.rawValue + 1)
        text.append(UInt8(ascii: ","))
        text.append(decimal: min(max(entry.score, 1), 127))
        text.endLine()
    }
}
