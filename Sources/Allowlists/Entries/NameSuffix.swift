public import Addresses

/// A top-level domain in its canonical ASCII form, without dots: `sa`, `xn--mgberp4a5d4ar`.
public struct TopLevelDomainName: Hashable, Sendable {
    /// The canonical text.
    public let text: String

    /// Reads one label in any notation: any case, international, with dots at its ends.
    /// - Parameter text: the label alone.
    /// - Throws: ``AddressError``; ``AddressError/Reason/forbiddenCharacter`` when there are more labels.
    public init(_ text: String) throws(AddressError) {
        let label = text.hasPrefix(".") ? text.dropFirst() : text[...]
        let name: DomainName
        do { name = try DomainName("x.\(label)") } catch {
            throw AddressError(error.reason, at: max(0, error.offset - 2))
        }
        guard name.labelCount == 2 else { throw AddressError(.forbiddenCharacter) }
        self.text = String(name.text.dropFirst(2))
    }
}

/// A name of one label or more, below which names lie: what constituencies are made of.
public enum NameSuffix: Hashable, Sendable {
    case topLevel(TopLevelDomainName)
    case domain(DomainName)

    /// Reads a suffix in any notation, with or without a leading dot or `*.`.
    /// - Parameter text: the suffix alone.
    /// - Throws: ``AddressError`` with the byte that is wrong.
    public init(_ text: String) throws(AddressError) {
        let rest =
            text.hasPrefix("*.") ? text.dropFirst(2) : text.hasPrefix(".") ? text.dropFirst() : text[...]
        let label = rest.hasSuffix(".") ? rest.dropLast() : rest
        if label.contains(".") {
            self = .domain(try DomainName(text))
        } else {
            self = .topLevel(try TopLevelDomainName(String(label)))
        }
    }

    /// The canonical text, without leading dot.
    public var text: String {
        switch self {
        case .topLevel(let label): label.text
        case .domain(let name): name.text
        }
    }

    /// The rule for the suffix and what lies below it.
    func rule(_ reach: Reach) -> AllowlistRule {
        switch self {
        case .topLevel(let label): .topLevelDomain(label)
        case .domain(let name): .address(.domain(name), reach)
        }
    }
}
