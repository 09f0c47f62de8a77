import Addresses
import Reports

/// Tells what a pattern asks for as a ``Condition``.
struct STIXPatternMeaning {
    /// Longest piece of a pattern in a note or an excerpt, in bytes.
    private static let maximumExcerptLength = 120

    private let bytes: [UInt8]

    /// The condition of a pattern as written.
    static func condition(_ bytes: [UInt8]) throws(STIXPatternError) -> Condition {
        let pattern = try STIXPatternParser.parse(bytes)
        return STIXPatternMeaning(bytes: bytes).condition(pattern)
    }

    private func condition(_ observation: STIXObservation) -> Condition {
        switch observation {
        case .comparison(let comparison): condition(comparison)
        case .all(let parts), .sequence(let parts): .all(parts.map(condition))
        case .any(let parts): .any(parts.map(condition))
        case .qualified(let inner, .within): condition(inner)
        case .qualified(let inner, .repeats(let times)): .repeated(condition(inner), times: times)
        case .qualified(let inner, .from(let start, let stop)):
            .during(
                condition(inner),
                start: DateReading.timestamp(start.span),
                stop: DateReading.timestamp(stop.span)
            )
        }
    }

    private func condition(_ comparison: STIXComparison) -> Condition {
        switch comparison {
        case .test(let test): condition(test)
        case .all(let parts): .all(parts.map(condition))
        case .any(let parts): .any(parts.map(condition))
        }
    }

    private func condition(_ test: STIXTest) -> Condition {
        let isNegated = test.isNegated != (test.comparator == .notEqual)
        let condition = positive(test)
        return isNegated ? .not(condition) : condition
    }

    /// The test without its negation.
    private func positive(_ test: STIXTest) -> Condition {
        switch STIXPathMeaning(test.path) {
        case .context(let word): return .context(word.map { context($0, test) } ?? "")
        case .other(let reason): return .other(reason, excerpt(test))
        case .address(let part):
            return .any(test.constants.map { address($0, part, test) }, orElse: excerpt(test))
        case .asn: return .any(test.constants.map { asn($0, test) }, orElse: excerpt(test))
        case .httpHost: return .any(test.constants.map { address($0, .subject, test) }, orElse: excerpt(test))
        case .httpTarget: return .any(test.constants.map { target($0, test) }, orElse: excerpt(test))
        }
    }

    private func excerpt(_ test: STIXTest) -> String {
        let end = max(test.place.lowerBound, min(test.place.upperBound, bytes.count))
        return FieldText.string(
            bytes.span.extracting(test.place.lowerBound..<end),
            limit: Self.maximumExcerptLength
        ) ?? ""
    }

    /// `port 443`, `AS 64496`.
    private func context(_ word: String, _ test: STIXTest) -> String {
        let values = test.constants.compactMap { constant -> String? in
            switch constant {
            case .string(let text): FieldText.string(text.span, limit: 32)
            case .integer(let number): "\(number)"
            default: nil
            }
        }
        guard !values.isEmpty, test.comparator == .equal || test.comparator == .in else { return "" }
        return "\(word) \(values.prefix(8).joined(separator: ", "))"
    }

    private func address(_ constant: STIXConstant, _ part: SoughtAddress.Part, _ test: STIXTest) -> Condition
    {
        guard case .string(let text) = constant else {
            return .other(RejectReason(.notAnAddress), excerpt(test))
        }
        let form: AddressForm
        switch test.comparator {
        case .equal, .notEqual, .in, .isSubset: form = AddressForm(text)
        case .like: form = AddressForm(like: text)
        case .matches: form = AddressForm(expression: text)
        default: form = .unsayable
        }
        if case .invalid = form { return form.condition(FieldText.excerpt(text.span), part) }
        return form.condition(excerpt(test), part)
    }

    private func asn(_ constant: STIXConstant, _ test: STIXTest) -> Condition {
        guard test.comparator == .equal || test.comparator == .notEqual || test.comparator == .in else {
            return .other(.wildcardAddress, excerpt(test))
        }
        let text: String
        switch constant {
        case .integer(let number): text = "AS\(number)"
        case .string(let bytes):
            let digits = String(decoding: bytes, as: UTF8.self)
            text = digits.utf8.span.isDecimal ? "AS" + digits : digits
        default: return .other(RejectReason(.invalidASN), excerpt(test))
        }
        guard case .addresses(let addresses, let scope) = AddressForm(Array(text.utf8)) else {
            return .other(RejectReason(.invalidASN), excerpt(test))
        }
        return .address(SoughtAddress(addresses: addresses, scope: scope))
    }

    /// What HTTP asks for.
    private func target(_ constant: STIXConstant, _ test: STIXTest) -> Condition {
        guard case .string(let text) = constant, test.comparator == .equal || test.comparator == .in else {
            return .other(.pathOnly, excerpt(test))
        }
        guard text.first == UInt8(ascii: "/"),
            let path = FieldText.string(text.span, limit: Claim.maximumTextLength)
        else { return address(constant, .subject, test) }
        return .path(path)
    }
}

extension Condition {
    /// The only one of `conditions`, or any of them; without one, something else called `text`.
    fileprivate static func any(_ conditions: [Condition], orElse text: String) -> Condition {
        guard let first = conditions.first else { return .other(.otherIndicator, text) }
        return conditions.count == 1 ? first : .any(conditions)
    }
}
