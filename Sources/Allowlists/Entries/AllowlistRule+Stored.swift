internal import Addresses

extension AllowlistRule {
    /// Why a row is no rule.
    public enum StoredError: Error, Hashable, Sendable {
        /// The text is not of its form; the detail is one sentence.
        case unreadable(Form, text: String, detail: String)
    }

    /// Reads a rule back from its row.
    /// - Parameters:
    ///   - form: how it is written.
    ///   - text: its ``text``.
    ///   - reach: its ``reach``.
    /// - Throws: ``StoredError`` when the text is not of this form.
    public init(form: Form, text: String, reach: Reach) throws(StoredError) {
        func failure(_ detail: String) -> StoredError { .unreadable(form, text: text, detail: detail) }
        switch form {
        case .address:
            do throws(AddressError) { self = .address(try Address(text), reach) } catch {
                throw failure("\(error)")
            }
        case .topLevelDomain:
            do throws(AddressError) { self = .topLevelDomain(try TopLevelDomainName(text)) } catch {
                throw failure("\(error)")
            }
        case .systems:
            let parts = text.split(separator: "-")
            guard parts.count == 2, let lower = try? ASN(utf8: String(parts[0]).utf8.span),
                let upper = try? ASN(utf8: String(parts[1]).utf8.span), lower <= upper
            else { throw failure("two AS numbers, the lower first, as in AS64496-AS64511") }
            self = .systems(lower...upper)
        case .wider:
            guard let slash = text.firstIndex(of: "/"), let length = Int(text[text.index(after: slash)...])
            else { throw failure("a prefix such as 0.0.0.0/8 or ::/16") }
            let family: IPFamily? =
                switch text[..<slash] {
                case "0.0.0.0": .ipv4
                case "::": .ipv6
                default: nil
                }
            guard let family, (0...family.width).contains(length) else {
                throw failure("a prefix such as 0.0.0.0/8 or ::/16")
            }
            self = .wider(family, than: length)
        case .publicSuffixes:
            switch text {
            case "registries": self = .publicSuffixes(.registries)
            case "platforms": self = .publicSuffixes(.platforms)
            default: throw failure("registries or platforms")
            }
        case .substring:
            do throws(PatternError) { self = .pattern(try TextPattern(substring: text)) } catch {
                throw failure("\(error)")
            }
        case .regularExpression:
            do throws(PatternError) { self = .pattern(try TextPattern(regularExpression: text)) } catch {
                throw failure("\(error)")
            }
        }
    }
}
