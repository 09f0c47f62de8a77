import Addresses
import Reports

/// What a comparison with a text says in addresses: the text may be one, or a pattern that stands for one.
enum AddressForm {
    case addresses([Address], MatchScope)
    /// The text is no address.
    case invalid(AddressError.Reason)
    /// No address, network or name stands for what the pattern matches.
    case unsayable

    /// A text that must be equal.
    init(_ text: [UInt8]) {
        do throws(AddressError) { self = .addresses(try FieldReading.addresses(text.span), .exact) } catch {
            self = .invalid(error.reason)
        }
    }

    /// A text in which `%` stands for anything and `_` for any one character (SQL's `LIKE`).
    ///
    /// Underscores and percent-encoded bytes are taken for themselves: names and paths have them. What can be said: `%.evil.example` is the name with
    /// what lies below it, `http://evil.example/a/%` a part of a site, `192.0.2.%` a network.
    init(like text: [UInt8]) {
        let marks = text.indices.filter { text[$0] == UInt8(ascii: "%") && !Self.isEncodedByte(text, at: $0) }
        guard let first = marks.first else {
            self = AddressForm(text)
            return
        }
        guard marks.count == 1 else {
            self = .unsayable
            return
        }
        if first == 0, text.count > 2, text[1] == UInt8(ascii: ".") {
            self = AddressForm(name: Array(text[2...]))
        } else if first == text.count - 1 {
            self = AddressForm(beginning: Array(text.dropLast()))
        } else {
            self = .unsayable
        }
    }

    /// Whether a percent sign within a URL begins a percent-encoded byte.
    private static func isEncodedByte(_ text: [UInt8], at index: Int) -> Bool {
        index + 2 < text.count && text[index + 1].isHexadecimalDigit && text[index + 2].isHexadecimalDigit
            && text.span.firstRange(of: "://").map { $0.upperBound < index } == true
    }

    /// A regular expression. What can be said: one that is anchored at both ends and has no operator but an escaped
    /// character, with `(^|\.)`, `^(.*\.)?` and the like in front of a name.
    init(expression text: [UInt8]) {
        guard text.last == UInt8(ascii: "$"), text.dropLast().last != UInt8(ascii: "\\") else {
            self = .unsayable
            return
        }
        let body = Array(text.dropLast())
        for prefix in Self.namePrefixes where body.starts(with: prefix.utf8) {
            if let literal = Self.literal(body.dropFirst(prefix.utf8.count)) {
                self = AddressForm(name: literal)
                return
            }
        }
        if body.first == UInt8(ascii: "^"), let literal = Self.literal(body.dropFirst()) {
            self = AddressForm(literal)
        } else {
            self = .unsayable
        }
    }

    private static let namePrefixes = [
        #"(^|\.)"#, #"(?:^|\.)"#, #"^(.*\.)?"#, #"^(.+\.)?"#, #"^(?:.*\.)?"#, #"^(?:.+\.)?"#, #"^.*\."#,
        #"^.+\."#,
        #".*\."#, #".+\."#, #"\."#,
    ]

    /// The text that an expression without operators matches; nil when it has one.
    private static func literal(_ expression: ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var isEscaped = false
        for byte in expression {
            if isEscaped {
                guard !byte.isAlphanumeric else { return nil }
                text.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                guard !"^$.|?*+()[]{}".utf8.contains(byte) else { return nil }
                text.append(byte)
            }
        }
        return isEscaped || text.isEmpty ? nil : text
    }

    /// A name with what lies below it.
    private init(name text: [UInt8]) {
        self = AddressForm(text)
        guard case .addresses(let addresses, _) = self else { return }
        if !addresses.allSatisfy({ $0.kind == .domain }) { self = .unsayable }
    }

    /// What begins with a text: a part of a site that ends in a slash, or an IPv4 network that ends in a dot.
    private init(beginning text: [UInt8]) {
        let octets = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if octets.count >= 2, octets.count <= 4, octets.last?.isEmpty == true,
            octets.dropLast().allSatisfy({ !$0.isEmpty && $0.count <= 3 && $0.allSatisfy(\.isDigit) })
        {
            let rest = String(repeating: "0.", count: 5 - octets.count).dropLast()
            let length = 8 * (octets.count - 1)
            self = AddressForm(text + Array("\(rest)/\(length)".utf8))
            return
        }
        guard text.last == UInt8(ascii: "/"), case .addresses(let addresses, _) = AddressForm(text),
            addresses.count == 1, case .url(let url) = addresses[0]
        else {
            self = .unsayable
            return
        }
        self = .addresses(addresses, url.pathAndQuery == "/" ? .host : .pathPrefix)
    }
}

extension AddressForm {
    /// The form as a condition; `text` is how the pattern reads.
    func condition(_ text: String, _ part: SoughtAddress.Part = .subject) -> Condition {
        switch self {
        case .addresses(let addresses, let scope):
            .address(SoughtAddress(addresses: addresses, scope: scope, part: part))
        case .invalid(let reason): .other(RejectReason(reason), text)
        case .unsayable: .other(.wildcardAddress, text)
        }
    }
}
