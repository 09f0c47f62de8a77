/// Zeek's table form turned into its JSON form by the types that the header gives: the other way that Zeek itself writes
/// the same record.
enum ZeekForms {
    static func json(_ lines: [String]) -> [String] {
        var separator: Character = "\t"
        var names: [Substring] = []
        var types: [Substring] = []
        var objects: [String] = []
        for line in lines {
            if line.hasPrefix("#separator |") { separator = "|" }
            let cells = line.split(separator: separator, omittingEmptySubsequences: false)
            if line.hasPrefix("#fields") {
                names = Array(cells.dropFirst())
            } else if line.hasPrefix("#types") {
                types = Array(cells.dropFirst())
            } else if !line.hasPrefix("#"), !line.isEmpty {
                let fields = zip(zip(names, types), cells).compactMap { field, cell in
                    value(cell, field.1).map { "\(quoted(field.0)):\($0)" }
                }
                objects.append("{\(fields.joined(separator: ","))}")
            }
        }
        return objects
    }

    /// The summary without the name of the format, which is what the forms differ in.
    static func withoutFormat(_ summary: String) -> Substring {
        summary.firstIndex(of: " ").map { summary[$0...] } ?? ""
    }

    private static func value(_ cell: Substring, _ type: Substring) -> String? {
        if cell == "-" { return nil }
        if type.hasPrefix("set[") || type.hasPrefix("vector[") || type.hasPrefix("table[") {
            if cell == "(empty)" { return "[]" }
            let inner = type.drop { $0 != "[" }.dropFirst().dropLast()
            return "[\(cell.split(separator: ",").compactMap { value($0, inner) }.joined(separator: ","))]"
        }
        switch type {
        case "time", "interval", "count", "int", "double", "port": return String(cell)
        case "bool": return cell == "T" ? "true" : "false"
        default: return quoted(unescaped(cell))
        }
    }

    /// `\x2c` as the byte it stands for.
    private static func unescaped(_ cell: Substring) -> Substring {
        guard cell.contains("\\x") else { return cell }
        var bytes: [UInt8] = []
        var rest = Substring(cell).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"),
                let code = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return Substring(String(decoding: bytes, as: UTF8.self))
    }

    private static func quoted(_ text: Substring) -> String {
        let escaped = text.map { character -> String in
            switch character {
            case "\"": #"\""#
            case "\\": #"\\"#
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
