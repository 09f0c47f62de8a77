/// What a text in XML or HTML is, by its first elements.
struct MarkupShape {
    /// The format; nil when it is no markup, or of no known kind.
    let format: FeedFormat?
    /// Whether the text begins as XML or HTML does.
    let isMarkup: Bool
    let isHTML: Bool

    init(_ sample: FeedSample) {
        let bytes = sample.bytes.span
        var index = bytes.startOfWord(from: 0)
        guard let name = Self.rootName(bytes, from: &index) else {
            (format, isMarkup, isHTML) = (nil, false, false)
            return
        }
        isMarkup = true
        switch name {
        case "ioc", "openioc": (format, isHTML) = (.openIOC, false)
        case "stix_package", "observables": (format, isHTML) = (.stix1, false)
        case "output" where bytes.firstRange(of: "<entr") != nil: (format, isHTML) = (.cleanMX, false)
        case "!doctype" where bytes.firstRange(of: "<!doctype html") == nil: (format, isHTML) = (nil, false)
        case "html", "!doctype", "table", "head", "body", "div":
            isHTML = true
            format = bytes.firstRange(of: "<tr") != nil ? .html : nil
        default: (format, isHTML) = (nil, false)
        }
    }

    /// The name of the first element in lower case, without its prefix; nil when something else comes first.
    private static func rootName(_ bytes: Span<UInt8>, from index: inout Int) -> String? {
        while index + 1 < bytes.count, bytes[index] == UInt8(ascii: "<") {
            if bytes.has("<!--", at: index) {
                guard let end = bytes.firstRange(of: "-->", from: index) else { return "" }
                index = bytes.startOfWord(from: end.upperBound)
            } else if bytes[index + 1] == UInt8(ascii: "?") {
                guard let end = bytes.firstRange(of: "?>", from: index) else { return "" }
                index = bytes.startOfWord(from: end.upperBound)
            } else {
                return elementName(bytes, from: index + 1)
            }
        }
        return nil
    }

    private static func elementName(_ bytes: Span<UInt8>, from start: Int) -> String? {
        guard bytes[start].isLetter || bytes[start] == UInt8(ascii: "!") else { return nil }
        var name: [UInt8] = []
        var index = start
        while index < bytes.count, name.count < 64 {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") {
                name = []
            } else if byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "!") {
                name.append(byte.lowercased)
            } else {
                break
            }
            index += 1
        }
        return String(decoding: name, as: UTF8.self)
    }
}
