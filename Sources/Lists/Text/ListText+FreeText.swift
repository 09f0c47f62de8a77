/// How free text is made harmless.
///
/// Where a format has quoting that every reader of it knows, text is quoted; elsewhere what could mean something is
/// replaced by an underscore, and the text is cut. A line stays one line in all of them.
extension ListText {
    /// Letters, digits and the marks of `.:/@+=&?~%,_-` and space stay when `marks` has them; everything else becomes `_`.
    /// - Parameters:
    ///   - text: the text.
    ///   - marks: what stays besides letters and digits.
    ///   - maximum: how many bytes at most.
    mutating func append(plain text: String, keeping marks: StaticString, maximum: Int) {
        marks.withUTF8Buffer { marks in
            for byte in text.utf8.prefix(maximum) {
                append(byte.isLetterOrDigit || marks.contains(byte) ? byte : UInt8(ascii: "_"))
            }
        }
    }

    /// A cell after RFC 4180, with an apostrophe before what a spreadsheet would take for a formula. Control characters
    /// become spaces.
    mutating func append(cell text: String) {
        let utf8 = text.utf8
        let isFormula = utf8.first.map { Self.formulaStarts.contains($0) } ?? false
        let isQuoted = utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 < 0x20 || $0 == 0x7F }
        if !isQuoted, !isFormula { return append(text: text) }
        if isQuoted { append(0x22) }
        if isFormula { append(UInt8(ascii: "'")) }
        for byte in utf8 {
            if byte == 0x22 { append(0x22) }
            append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
        }
        if isQuoted { append(0x22) }
    }

    private static let formulaStarts = Array("=+-@\t\r\n".utf8)

    /// A value of a CEF extension: `\`, `=` and ends of lines escaped; other control characters become spaces.
    /// It is cut at a character.
    mutating func append(extensionValue text: String, maximum: Int) {
        let utf8 = text.utf8
        let isPlain = utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x5C && $0 != 0x3D }
        if isPlain, utf8.count <= maximum { return append(text: text) }
        var length = 0
        for scalar in text.unicodeScalars {
            length += UTF8.width(scalar)
            guard length <= maximum else { return }
            switch scalar {
            case "\\": append("\\\\")
            case "=": append("\\=")
            case "\n": append("\\n")
            case "\r": append("\\r")
            default:
                if scalar.properties.generalCategory == .control {
                    append(0x20)
                } else {
                    for byte in String(scalar).utf8 { append(byte) }
                }
            }
        }
    }
}

extension UInt8 {
    var isLetterOrDigit: Bool {
        isDigit || isLowercaseLetter || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}
