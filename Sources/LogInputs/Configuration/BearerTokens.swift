import Crypto

/// The tokens that clients may show, kept as SHA-256 hashes only. Tokens are random, so a plain hash is enough.
public struct BearerTokens: Sendable, Hashable {
    /// Most tokens.
    public static let maximumCount = 1024

    private let hashes: [[UInt8]]

    /// - Parameter hashes: SHA-256 of each token, in 64 hexadecimal digits.
    /// - Throws: ``InputConfigurationError`` when one is no such hash, or there are none or too many.
    public init(hashes: [String]) throws(InputConfigurationError) {
        guard (1...Self.maximumCount).contains(hashes.count) else {
            throw InputConfigurationError(
                "tokens",
                "there are \(hashes.count) token hashes; name 1 to \(Self.maximumCount)"
            )
        }
        var read: [[UInt8]] = []
        for (index, text) in hashes.enumerated() {
            guard let hash = Self.bytes(ofHexadecimal: text), hash.count == SHA256.byteCount else {
                throw InputConfigurationError(
                    "tokens",
                    "number \(index + 1) is no SHA-256 in 64 hexadecimal digits; make it with: "
                        + "printf %s TOKEN | sha256sum"
                )
            }
            read.append(hash)
        }
        self.hashes = read
    }

    /// The hash of a token, as ``init(hashes:)`` takes it.
    public static func hash(of token: String) -> String {
        SHA256.hash(data: Array(token.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whether `token` is one of them. Takes the same time whichever it is or is not.
    func contains(_ token: some Sequence<UInt8>) -> Bool {
        let shown = Array(SHA256.hash(data: Array(token)))
        return hashes.reduce(false) { found, hash in
            let difference = zip(hash, shown).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 }
            return (difference == 0) || found
        }
    }

    private static func bytes(ofHexadecimal text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Character(Unicode.Scalar(digits[index])).hexDigitValue,
                let low = Character(Unicode.Scalar(digits[index + 1])).hexDigitValue
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
