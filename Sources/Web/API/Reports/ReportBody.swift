import Addresses
import Foundation
import Registry
import Reports

/// A report as it is sent.
struct ReportBody: Decodable {
    /// Most bytes of one report.
    static let maximumLength = 32 << 10

    let address: String
    let category: String?
    let confidence: Int?
    let label: String?
    let permittedUse: String?
    let scope: String?
    let firstSeen: String?
    let lastSeen: String?
    let expiry: String?
    let reference: String?
    let comment: String?
    let named: [String]?

    /// The report.
    /// - Parameter members: the numbers of members by code.
    /// - Returns: the report.
    /// - Throws: a problem that names the field that is not right.
    func item(_ members: [String: Member.ID]) throws(Problem) -> Submission.Item {
        let claim = Claim(
            category: try word("category", category) { Category(name: $0) },
            confidence: try word("confidence", confidence) { UInt8(exactly: $0) },
            firstSeen: try word("firstSeen", firstSeen) { Timestamp(rfc3339: $0) },
            lastSeen: try word("lastSeen", lastSeen) { Timestamp(rfc3339: $0) },
            label: try word("label", label) { SharingLabel($0) },
            permittedUse: try word("permittedUse", permittedUse) { text in
                PermittedUse.allCases.first { $0.name == text }
            },
            expiry: try word("expiry", expiry) { Timestamp(rfc3339: $0) },
            reference: reference,
            comment: comment,
            scope: try word("scope", scope) { text in MatchScope.allCases.first { $0.name == text } }
                ?? .exact
        )
        var numbers: [Member.ID] = []
        for code in named ?? [] {
            guard let member = members[code] else {
                throw Problem(.invalid, "named: there is no member \(code)")
            }
            numbers.append(member)
        }
        do { return Submission.Item(try Address(address), claim, naming: numbers) } catch {
            throw Problem(.invalid, "address: \(error)")
        }
    }

    private func word<Raw, Value>(
        _ name: String,
        _ raw: Raw?,
        _ read: (Raw) -> Value?
    ) throws(Problem) -> Value? {
        guard let raw else { return nil }
        guard let value = read(raw) else { throw Problem(.invalid, "\(name): \(raw) is none") }
        return value
    }
}
