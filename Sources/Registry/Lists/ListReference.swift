/// The short word that stands with an entry on every list and leads back to its address: eight letters and digits.
///
/// It is the address's number, enciphered with the registry's secret key (four Feistel rounds over 40 bits), so that it
/// tells neither how many addresses there are nor which came when. The alphabet is Crockford's: no I, L, O, U.
public struct ListReference: Sendable {
    /// Characters of a reference.
    public static let length = 8
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let half: UInt64 = 0xF_FFFF

    private let key: HashKey

    /// References of the registry with this key.
    public init(key: HashKey) {
        self.key = key
    }

    /// The reference of the address with this number.
    public func text(of id: Int64) -> String {
        var (left, right) = (UInt64(bitPattern: id) >> 20 & Self.half, UInt64(bitPattern: id) & Self.half)
        for round in UInt8(0)..<4 { (left, right) = (right, left ^ mixed(right, round)) }
        let value = left << 20 | right
        return String(unsafeUninitializedCapacity: Self.length) { buffer in
            for place in 0..<Self.length {
                buffer[place] = Self.alphabet[Int(value >> UInt64(5 * (Self.length - 1 - place)) & 31)]
            }
            return Self.length
        }
    }

    /// The number that a reference stands for; nil for a text that is none. Letters of any case, and O, I and L for the
    /// digits they look like.
    public func id(of text: some StringProtocol) -> Int64? {
        let letters = Array(text.uppercased().utf8)
        guard letters.count == Self.length else { return nil }
        var value: UInt64 = 0
        for letter in letters {
            let digit: Int?
            switch letter {
            case UInt8(ascii: "O"): digit = 0
            case UInt8(ascii: "I"), UInt8(ascii: "L"): digit = 1
            default: digit = Self.alphabet.firstIndex(of: letter)
            }
            guard let digit else { return nil }
            value = value << 5 | UInt64(digit)
        }
        var (left, right) = (value >> 20, value & Self.half)
        for round in (UInt8(0)..<4).reversed() { (left, right) = (right ^ mixed(left, round), left) }
        return Int64(left << 20 | right)
    }

    private func mixed(_ half: UInt64, _ round: UInt8) -> UInt64 {
        withUnsafeBytes(of: half.littleEndian | UInt64(round) << 56) { key.hash($0).high & Self.half }
    }
}
