import Foundation
import JWTKit

/// The keys that a provider signs with (RFC 7517): those for signatures by a public key, and no others.
struct OIDCKeys: Sendable {
    /// Most keys that are looked at.
    static let maximumCount = 64
    /// Fewest bytes of an RSA modulus.
    static let minimumModulus = 256

    /// Algorithms by which a token may be signed: public keys alone, so that nobody can sign with what is public.
    static let algorithms: [String: JWK.KeyType] = [
        "RS256": .rsa, "RS384": .rsa, "RS512": .rsa, "PS256": .rsa, "PS384": .rsa, "PS512": .rsa,
        "ES256": .ecdsa, "ES384": .ecdsa, "ES512": .ecdsa, "EdDSA": .octetKeyPair,
    ]

    private let keys: [JWK]

    private struct Document: Decodable {
        let keys: [Entry]
    }

    /// A key, or something that is none for us.
    private struct Entry: Decodable {
        let key: JWK?

        private enum CodingKeys: String, CodingKey {
            case use
        }

        init(from decoder: any Decoder) throws {
            let use = try? decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(
                String.self,
                forKey: .use
            )
            key = (use ?? "sig") == "sig" ? try? JWK(from: decoder) : nil
        }
    }

    /// Reads a provider's keys.
    init(_ data: Data) throws(OIDCRefusal) {
        guard let document = try? JSONDecoder().decode(Document.self, from: data) else {
            throw .provider("its keys cannot be read")
        }
        keys = document.keys.prefix(Self.maximumCount).compactMap(\.key).filter(Self.isStrong)
    }

    private static func isStrong(_ key: JWK) -> Bool {
        guard key.privateExponent == nil else { return false }
        guard key.keyType == .rsa else { return true }
        // Four characters stand for three bytes.
        return (key.modulus?.utf8.count ?? 0) * 3 / 4 >= minimumModulus
    }

    /// The key for a token's header; nil when there is none.
    func key(for header: TokenHeader) -> JWK? {
        guard let type = Self.algorithms[header.alg], let algorithm = JWK.Algorithm(rawValue: header.alg)
        else {
            return nil
        }
        let fitting = keys.filter { $0.keyType == type && ($0.algorithm == nil || $0.algorithm == algorithm) }
        var found: JWK?
        if let kid = header.kid {
            found = fitting.first { $0.keyIdentifier?.string == kid }
        } else if fitting.count == 1 {
            // A provider with one key need not name it.
            found = fitting[0]
        }
        found?.algorithm = algorithm
        return found
    }
}

/// What a token says of its signature.
struct TokenHeader: Decodable, Sendable {
    let alg: String
    let kid: String?
    /// Extensions that must be understood: none are.
    let crit: [String]?

    /// Reads the header of a token; nil when it has none.
    init?(of token: String) {
        let part = token.prefix { $0 != "." }
        var text = part.replacing("-", with: "+").replacing("_", with: "/")
        while text.utf8.count % 4 != 0 { text += "=" }
        guard let data = Data(base64Encoded: String(text)),
            let header = try? JSONDecoder().decode(TokenHeader.self, from: data)
        else { return nil }
        self = header
    }
}
