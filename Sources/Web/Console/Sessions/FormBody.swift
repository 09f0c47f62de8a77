import Credentials
import Foundation
import Hummingbird
import NIOCore

/// What somebody filled in: fields of a form that this console gave to this browser.
struct FormBody: Sendable {
    /// Most bytes of a form.
    static let maximumBytes = 1 << 20
    /// Most fields.
    static let maximumFields = 200

    /// The fields as they were typed.
    let values: [String: String]

    /// Reads a form, and refuses one without the browser's token.
    static func read(_ request: Request, _ context: HubContext) async throws -> FormBody {
        guard request.comesFromHere else {
            throw Problem(.forbidden, "another site sent this form; open the page here and try again")
        }
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: maximumBytes) } catch is NIOTooManyBytesError {
            throw Problem(.tooLarge, "a form has at most \(maximumBytes) bytes")
        }
        let form = try FormBody(encoded: String(decoding: body.readableBytesView, as: UTF8.self))
        guard let browser = context.browser, !browser.isNew,
            SecretComparison.areEqual(Array(form["form-token"].utf8), Array(browser.formToken.utf8))
        else { throw Problem(.forbidden, "the form has run out; open the page again and send it once more") }
        return form
    }

    /// `application/x-www-form-urlencoded`.
    init(encoded text: String) throws(Problem) {
        var values: [String: String] = [:]
        let pairs = text.split(separator: "&")
        guard pairs.count <= Self.maximumFields else {
            throw Problem(.tooLarge, "the form has too many fields")
        }
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : "")
            else {
                throw Problem(.badRequest, "the form cannot be read")
            }
            values[name] = value
        }
        self.values = values
    }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    /// A field without spaces around it; empty when it is not there.
    subscript(name: String) -> String {
        (values[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A field as it was typed: a password.
    func verbatim(_ name: String) -> String { values[name] ?? "" }

    /// The rest of the names of checked boxes that begin alike.
    func names(beginning prefix: String) -> [String] {
        values.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
    }

    /// Whether a box is checked.
    func isOn(_ name: String) -> Bool { values[name] != nil }
}
