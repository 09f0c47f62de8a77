import Addresses

/// Reading of fields that should be one address.
enum FieldReading {
    /// The address or addresses a field stands for; bytes that are not UTF-8 are read as Latin-1.
    static func addresses(_ field: Span<UInt8>) throws(AddressError) -> [Address] {
        do throws(AddressError) { return try Address.read(field) } catch {
            guard isLatin1(field) else { throw error }
            let text = FieldText.utf8(fromLatin1: field.copy)
            do throws(AddressError) { return try Address.read(text.span) } catch {
                throw AddressError(error.reason)
            }
        }
    }

    /// The address of a field in plain notation, for speed: four numbers, or a name of ASCII letters whose last label
    /// begins with one. Nil for any other field, good or bad.
    static func plainAddress(_ field: Span<UInt8>) -> Address? {
        var letters = 0
        var lastDot = -1
        for index in field.indices {
            let byte = field[index]
            if byte == 0x2E {
                lastDot = index
            } else if byte.isLetter || byte == 0x2D || byte == 0x5F {
                letters += 1
            } else if !byte.isDigit {
                return nil
            }
        }
        guard lastDot > 0, lastDot + 1 < field.count else { return nil }
        if letters == 0 { return (try? IPAddress(utf8: field)).map(Address.ip) }
        return field[lastDot + 1].isLetter ? (try? DomainName(utf8: field)).map(Address.domain) : nil
    }

    static func isAddress(_ field: Span<UInt8>) -> Bool {
        (try? addresses(field)) != nil
    }

    private static func isLatin1(_ field: Span<UInt8>) -> Bool {
        for index in field.indices where field[index] >= 0x80 {
            return String(validating: field.copy, as: UTF8.self) == nil
        }
        return false
    }

    /// `port 443` for `192.0.2.1:443`, `[2001:db8::1]:443` and `c2.example:443`, read as `addresses`; nil without port.
    static func portNote(_ field: Span<UInt8>, _ addresses: [Address]) -> String? {
        guard let first = addresses.first, first.kind == .ip || first.kind == .domain,
            let colon = field.last(0x3A), colon > 0, colon + 1 < field.count
        else { return nil }
        let range = field.trimmed(colon + 1..<field.count)
        guard let port = field.extracting(range).decimalValue,
            field.first(0x3A) == colon || field[colon - 1] == UInt8(ascii: "]")
        else { return nil }
        return "port \(port)"
    }

    /// Whether a field has the look of an indicator, well-formed or not: evidence for a list when formats are told
    /// apart.
    static func looksLikeIndicator(_ field: Span<UInt8>) -> Bool {
        guard field.count >= 3, field.count <= Address.maximumTextLength else { return false }
        if isAddress(field) { return true }
        if field.firstRange(of: "://") != nil || field.firstRange(of: "[.]") != nil { return true }
        var hexadecimal = 0
        var numeric = 0
        for index in field.indices {
            if field[index].isHexadecimalDigit { hexadecimal += 1 }
            if field[index].isDigit || field[index] == 0x2E || field[index] == 0x2F { numeric += 1 }
        }
        if hexadecimal == field.count { return [32, 40, 56, 64, 96, 128].contains(field.count) }
        return numeric == field.count && field.first(0x2E) != nil
    }
}
