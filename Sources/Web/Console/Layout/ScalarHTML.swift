import Mustache

/// Escapes text for HTML, scalar by scalar.
///
/// The library's own HTML escapes by grapheme cluster: a quotation mark with a combining mark after it is no quotation
/// mark for Swift, but ends an attribute for a browser.
struct ScalarHTML: MustacheContentType {
    /// The name that templates ask for it by.
    static let name = "HTML-SCALARS"

    func escapeText(_ text: String) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): escaped.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): escaped.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "&"): escaped.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "\""): escaped.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): escaped.append(contentsOf: "&#39;".utf8)
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
