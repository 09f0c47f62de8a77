import Foundation
import NIOHTTP1

/// What an envelope of TAXII 2.1 (§3.7) says beside its objects.
struct TAXIIPage {
    let hasMore: Bool
    let next: String?
    let objectCount: Int
    /// `X-TAXII-Date-Added-Last`, as it came.
    let lastAdded: String?

    init(_ reader: JSONArrayReader, _ answer: WebAnswer) {
        hasMore = reader.values["more"].map { Data($0) == Data("true".utf8) } ?? false
        next = reader.values["next"].flatMap(Self.text)
        objectCount = reader.count
        lastAdded = answer.headers.first(name: "X-TAXII-Date-Added-Last").flatMap(Self.date)
    }

    /// A string or whole number; servers send both.
    private static func text(_ json: [UInt8]) -> String? {
        let value = try? JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)
        switch value {
        case let text as String: return text.isEmpty ? nil : text
        case let number as NSNumber: return number.stringValue
        default: return nil
        }
    }

    /// A date that can go back to the server as it came: ASCII, without spaces, not too long.
    static func date(_ text: String) -> String? {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        guard (10...40).contains(trimmed.utf8.count), trimmed.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }),
            trimmed.utf8.first.map({ (0x30...0x39).contains($0) }) == true
        else { return nil }
        return trimmed
    }
}
