import Foundation

/// Text in base 64, as Basic authentication has it (RFC 7617).
enum Base64Text {
    /// The text; nil when it is not base 64 of UTF-8.
    static func decoded(_ text: Substring) -> String? {
        Data(base64Encoded: String(text)).flatMap { String(data: $0, encoding: .utf8) }
    }
}
