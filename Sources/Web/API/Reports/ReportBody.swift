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
            category: try BodyWord.read("category", category) { Category(name: $0) },
            confidence: try BodyWord.read("confidence", confidence) { UInt8(exactly: $0) },
            firstSeen: try BodyWord.read("firstSeen", firstSeen) { Timestamp(rfc3339: $0) },
            lastSeen: try BodyWord.read("lastSeen", lastSeen) { Timestamp(rfc3339: $0) },
            label: try BodyWord.read("label", label) { SharingLabel($0) },
            permittedUse: try BodyWord.read("permittedUse", permittedUse) { text in
                PermittedUse.allCases.first { $0.name == text }
            },
            expiry: try BodyWord.read("expiry", expiry) { Timestamp(rfc3339: $0) },
            reference: reference,
            comment: comment,
            scope: try BodyWord.read("scope", scope) { text in MatchScope.allCases.first { $0.name == text } }
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
}
