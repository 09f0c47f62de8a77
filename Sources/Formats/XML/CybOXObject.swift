import Addresses

/// The properties of a CybOX object, as a condition.
struct CybOXObject {
    /// An element in the properties and the type of object it says it is.
    private struct Element {
        let name: String
        let type: String
        let category: String
        let attributes: [String: String]
    }

    private let type: String
    private let category: String
    private var open: [Element] = []
    private var conditions: [Condition] = []

    init(_ attributes: [String: String]) {
        type = Self.type(attributes) ?? ""
        category = attributes["category"] ?? ""
    }

    private static func type(_ attributes: [String: String]) -> String? {
        attributes["xsi:type"].map { type in
            type.lastIndex(of: ":").map { String(type[type.index(after: $0)...]) } ?? type
        }
    }

    /// Whether no element within is open.
    var isAtTop: Bool { open.isEmpty }

    mutating func start(_ name: String, _ attributes: [String: String]) {
        let outer = open.last
        open.append(
            Element(
                name: name,
                type: Self.type(attributes) ?? outer?.type ?? type,
                category: attributes["category"] ?? outer?.category ?? category,
                attributes: attributes
            )
        )
    }

    mutating func end(_ name: String, _ words: [UInt8]) {
        guard let element = open.popLast(), !words.isEmpty else { return }
        if let condition = condition(element, words) { conditions.append(condition) }
    }

    /// All of the properties; of an object that is no address, what it is.
    var condition: Condition {
        guard !conditions.isEmpty else { return .other(Self.reason(type), type) }
        return conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private static func reason(_ type: String) -> RejectReason {
        if type.hasPrefix("File") || type.hasPrefix("WinExecutable") { return .fileName }
        if type.hasPrefix("Email") { return .emailAddress }
        return type.hasPrefix("X509") ? .hashValue : .otherIndicator
    }

    private func isWithin(_ names: String...) -> Bool { open.contains { names.contains($0.name) } }

    /// What the text of an element asks for; nil for one that tells nothing.
    private func condition(_ element: Element, _ words: [UInt8]) -> Condition? {
        let text = FieldText.excerpt(words.span)
        switch element.name {
        case "Address_Value": return address(element, words)
        case "Hostname_Value": return tested(element, words)
        case "Value" where ["URIObjectType", "DomainNameObjectType", "LinkObjectType"].contains(element.type):
            if isWithin("Nameserver", "Nameservers", "Registrar_Info", "Referral_URL") { return nil }
            return tested(element, words)
        case "Port_Value": return .context("port \(text)")
        case "Layer3_Protocol", "Layer4_Protocol", "Layer7_Protocol", "Protocol", "Domain", "Address_Family",
            "Type":
            return .context("")
        case "Handle", "Number":
            guard type.hasPrefix("AS") else { return nil }
            let digits = words.span.isDecimal ? Array("AS".utf8) + words : words
            return AddressForm(digits).condition(text)
        case "Name" where type.hasPrefix("AS"): return .context("")
        case "Simple_Hash_Value", "Fuzzy_Hash_Value": return .other(.hashValue, text)
        case "File_Name", "File_Path", "Full_Path": return .other(.fileName, text)
        case "Subject", "Message_ID", "X_Mailer": return .other(.emailAddress, text)
        default: return type.hasPrefix("Address") || type.hasPrefix("URI") ? nil : other(element, text)
        }
    }

    /// A property of an object that is no address; of network objects such properties say nothing.
    private func other(_ element: Element, _ text: String) -> Condition? {
        let network = [
            "Network", "Socket", "Domain", "Hostname", "Whois", "DNS", "HTTP", "Link", "AS", "Port",
        ]
        if network.contains(where: type.hasPrefix) { return nil }
        return .other(Self.reason(type), text)
    }

    private func address(_ element: Element, _ words: [UInt8]) -> Condition? {
        if isWithin("Whois_Entry", "Registrants") { return nil }
        switch element.category {
        case "e-mail": return .other(.emailAddress, FieldText.excerpt(words.span))
        case "mac", "atm", "sna", "tan", "vm", "vlan-name", "vlan-num":
            return .other(.otherIndicator, FieldText.excerpt(words.span))
        case "asn":
            let digits = words.span.isDecimal ? Array("AS".utf8) + words : words
            return AddressForm(digits).condition(FieldText.excerpt(words.span))
        default:
            return tested(
                element,
                words,
                type.hasPrefix("Whois") || type.hasPrefix("DNS") ? .resolution : .subject
            )
        }
    }

    /// A text under the condition of its element; several values stand between `##comma##`.
    private func tested(_ element: Element, _ words: [UInt8], _ part: SoughtAddress.Part = .subject)
        -> Condition
    {
        let values = Self.values(words)
        let comparison = element.attributes["condition"] ?? "Equals"
        if comparison == "InclusiveBetween", values.count == 2 {
            return AddressForm(values[0] + [UInt8(ascii: "-")] + values[1]).condition(
                FieldText.excerpt(words.span)
            )
        }
        let conditions = values.map { Self.form($0, comparison).condition(FieldText.excerpt($0.span), part) }
        let isNegated = comparison.hasPrefix("DoesNot") != (element.attributes["apply_condition"] == "NONE")
        let joined: Condition
        if conditions.count == 1 {
            joined = conditions[0]
        } else {
            joined = element.attributes["apply_condition"] == "ALL" ? .all(conditions) : .any(conditions)
        }
        return isNegated ? .not(joined) : joined
    }

    private static func form(_ value: [UInt8], _ comparison: String) -> AddressForm {
        switch comparison {
        case "Equals", "DoesNotEqual", "Contains", "DoesNotContain": AddressForm(value)
        case "StartsWith": AddressForm(like: value + Array("%".utf8))
        case "EndsWith": AddressForm(like: Array("%".utf8) + value)
        case "FitsPattern": AddressForm(expression: value)
        default: .unsayable
        }
    }

    private static func values(_ words: [UInt8]) -> [[UInt8]] {
        var values: [[UInt8]] = []
        var start = 0
        while let mark = words.span.firstRange(of: "##comma##", from: start) {
            values.append(Array(words[start..<mark.lowerBound]))
            start = mark.upperBound
        }
        values.append(Array(words[start...]))
        return values.map { value in Array(value[value.span.trimmedRange]) }.filter { !$0.isEmpty }
    }
}
