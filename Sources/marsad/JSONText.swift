/// JSON written by hand for lines that come by the million: RFC 8259 strings and numbers.
enum JSONText {
    /// The string in quotes, escaped. Bytes that are not UTF-8 have been replaced before.
    static func string(_ text: some StringProtocol) -> String {
        var result = "\""
        result.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "\""
        return result
    }

    /// An object of fields in the order given; values are JSON already.
    static func object(_ fields: [(name: String, json: String?)]) -> String {
        let present = fields.compactMap { field in field.json.map { "\(string(field.name)):\($0)" } }
        return "{\(present.joined(separator: ","))}"
    }

    /// An array of values that are JSON already.
    static func array(_ values: some Sequence<String>) -> String {
        "[\(values.joined(separator: ","))]"
    }
}
