/// Classes of bytes in lines of words.
extension UInt8 {
    /// Whether the byte may stand inside a word of a line, a key among them.
    var isWordByte: Bool {
        if isAlphanumeric || self >= 0x80 { return true }
        switch self {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"),
            UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "&"),
            UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "?"):
            return true
        default: return false
        }
    }

    var endsValue: Bool {
        self == UInt8(ascii: ",") || self == UInt8(ascii: ";") || self == UInt8(ascii: "|")
            || self == UInt8(ascii: ")")
            || self == UInt8(ascii: "}") || self == UInt8(ascii: "\"") || self == UInt8(ascii: "'")
            || self == UInt8(ascii: ">")
    }

    var endsURL: Bool {
        isBlank || self == UInt8(ascii: "\"") || self == UInt8(ascii: "<") || self == UInt8(ascii: ">")
            || self == UInt8(ascii: "'") || self == UInt8(ascii: "`")
    }

    var endsSentence: Bool {
        self == UInt8(ascii: ".") || self == UInt8(ascii: ",") || self == UInt8(ascii: ";")
            || self == UInt8(ascii: ")")
            || self == UInt8(ascii: "]") || self == UInt8(ascii: "}") || self == UInt8(ascii: ":")
    }
}
