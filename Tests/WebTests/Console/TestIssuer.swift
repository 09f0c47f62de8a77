import Crypto
import CryptoExtras
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Reports
import ServiceLifecycle
import Synchronization
import Testing

/// An OpenID Connect provider of the tests' own, on a loopback port: it keeps to the rules, or breaks one.
final class TestIssuer: Sendable {
    /// A rule that it breaks.
    enum Misdeed: String, CaseIterable, Sendable {
        case wrongNonce, noNonce, wrongIssuer, wrongAudience, severalAudiences, otherParty, expired,
            ofTheFuture, tooOld
        case notYet, noSubject, unsigned, signedWithPublicKey, signedByAnother, unknownKey, tampered,
            criticalHeader
        case noToken, notJSON, keyForEncryption
    }

    /// What it does besides what is asked.
    struct Behaviour: Sendable {
        var misdeed: Misdeed?
        var claims: [String: String] = [:]
        var methods: [String] = []
        var algorithm = "ES256"
        /// What its discovery document says instead of its own addresses.
        var discovery: [String: String] = [:]
        var discoverySize = 0
    }

    private struct Grant: Sendable {
        let subject: String
        let nonce: String
        let challenge: String
        let redirectURI: String
    }

    private struct State: Sendable {
        var port = 0
        var grants: [String: Grant] = [:]
        var behaviour = Behaviour()
        var redeemed = 0
    }

    static let clientID = "marsad"
    static let secret = "a secret: with / and ?"
    static let now = HubFixture.now.seconds

    private let state = Mutex(State())
    private let elliptic = P256.Signing.PrivateKey()
    private let other = P256.Signing.PrivateKey()
    private let rsa: _RSA.Signing.PrivateKey

    init() throws {
        rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    }

    var address: String { state.withLock { "http://127.0.0.1:\($0.port)/realm" } }
    var redeemed: Int { state.withLock { $0.redeemed } }

    /// Behaves so from now on.
    func behave(_ change: (inout Behaviour) -> Void) { state.withLock { change(&$0.behaviour) } }

    /// Runs `body` while it listens.
    func serve(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        var quiet = Logger(label: "issuer")
        quiet.logLevel = .critical
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                listening.yield(channel.localAddress?.port ?? 0)
                listening.finish()
            },
            logger: quiet
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [application], logger: quiet)
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            state.withLock { $0.port = port }
            do { try await body() } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/realm/.well-known/openid-configuration") { [self] _, _ in
            var document: [String: Any] = [
                "issuer": address, "authorization_endpoint": "\(address)/authorize",
                "token_endpoint": "\(address)/token", "jwks_uri": "\(address)/keys",
                "code_challenge_methods_supported": ["S256"],
            ]
            let behaviour = state.withLock { $0.behaviour }
            for (name, value) in behaviour.discovery { document[name] = value }
            document["padding"] = String(repeating: "x", count: behaviour.discoverySize)
            return try Self.json(document)
        }
        router.get("/realm/keys") { [self] _, _ in try Self.json(["keys": keys]) }
        router.get("/realm/elsewhere") { _, _ in
            Response(status: .found, headers: [.location: "http://127.0.0.1:9/"])
        }
        router.post("/realm/token") { [self] request, _ in
            let body = try await request.body.collect(upTo: 1 << 16)
            return try redeem(String(buffer: body), authorization: request.headers[.authorization])
        }
        return router
    }

    private static func json(_ object: [String: Any], status: HTTPResponse.Status = .ok) throws -> Response {
        let data = try JSONSerialization.data(withJSONObject: object)
        return Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: data))
        )
    }

    private var keys: [[String: Any]] {
        let point = elliptic.publicKey.rawRepresentation
        let numbers = try? rsa.publicKey.getKeyPrimitives()
        let isForEncryption = state.withLock { $0.behaviour.misdeed } == .keyForEncryption
        return [
            ["kty": "oct", "kid": "shared", "k": "c2VjcmV0"],
            [
                "kty": "EC", "kid": "one", "crv": "P-256", "use": isForEncryption ? "enc" : "sig",
                "x": Self.base64(point.prefix(32)), "y": Self.base64(point.suffix(32)),
            ],
            [
                "kty": "RSA", "kid": "two", "use": "sig", "n": Self.base64(numbers?.modulus ?? Data()),
                "e": Self.base64(numbers?.publicExponent ?? Data()),
            ],
        ]
    }

    // MARK: The browser's part

    /// What somebody signs in at: looks at what the hub asks for and gives the answer's query.
    func authorize(_ location: String, as subject: String) throws -> (code: String, state: String) {
        let parts = try #require(URLComponents(string: location))
        let query = Dictionary(
            (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
        #expect(location.hasPrefix("\(address)/authorize?"))
        #expect(query["response_type"] == "code" && query["scope"] == "openid")
        #expect(query["client_id"] == Self.clientID)
        #expect(query["code_challenge_method"] == "S256")
        let code = UUID().uuidString
        let grant = Grant(
            subject: subject,
            nonce: try #require(query["nonce"]),
            challenge: try #require(query["code_challenge"]),
            redirectURI: try #require(query["redirect_uri"])
        )
        state.withLock { $0.grants[code] = grant }
        return (code, try #require(query["state"]))
    }

    // MARK: Tokens

    private func redeem(_ form: String, authorization: String?) throws -> Response {
        let fields = Dictionary(
            form.split(separator: "&").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1).map {
                    String($0).removingPercentEncoding ?? ""
                }
                return (parts[0], parts.count > 1 ? parts[1] : "")
            },
            uniquingKeysWith: { first, _ in first }
        )
        let (grant, behaviour) = state.withLock { state in
            state.redeemed += 1
            // Each code is good once.
            return (state.grants.removeValue(forKey: fields["code"] ?? ""), state.behaviour)
        }
        let pair =
            "\(Self.clientID):\(Self.secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        let verifier = Self.base64(Data(SHA256.hash(data: Data((fields["code_verifier"] ?? "").utf8))))
        guard let grant, fields["grant_type"] == "authorization_code", verifier == grant.challenge,
            fields["redirect_uri"] == grant.redirectURI,
            authorization == "Basic \(Data(pair.utf8).base64EncodedString())"
        else { return try Self.json(["error": "invalid_grant"], status: .badRequest) }
        switch behaviour.misdeed {
        case .noToken: return try Self.json(["access_token": "x"])
        case .notJSON: return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "<html>")))
        default: return try Self.json(["id_token": try token(for: grant, behaviour), "access_token": "x"])
        }
    }

    private func token(for grant: Grant, _ behaviour: Behaviour) throws -> String {
        var claims: [String: Any] = [
            "iss": address, "sub": grant.subject, "aud": Self.clientID, "exp": Self.now + 300,
            "iat": Self.now,
            "nonce": grant.nonce,
        ]
        for (name, value) in behaviour.claims { claims[name] = value }
        if !behaviour.methods.isEmpty { claims["amr"] = behaviour.methods }
        var header: [String: Any] = [
            "alg": behaviour.algorithm, "kid": behaviour.algorithm == "ES256" ? "one" : "two",
        ]
        switch behaviour.misdeed {
        case .wrongNonce: claims["nonce"] = "another"
        case .noNonce: claims["nonce"] = nil
        case .wrongIssuer: claims["iss"] = "https://evil.example"
        case .wrongAudience: claims["aud"] = "another"
        case .severalAudiences: claims["aud"] = [Self.clientID, "another"]
        case .otherParty: claims["azp"] = "another"
        case .expired: claims["exp"] = Self.now - 120
        case .ofTheFuture: claims["iat"] = Self.now + 3600
        case .tooOld: claims["iat"] = Self.now - 86_400
        case .notYet: claims["nbf"] = Self.now + 3600
        case .noSubject: claims["sub"] = ""
        case .unsigned: header = ["alg": "none"]
        case .signedWithPublicKey: header["alg"] = "HS256"
        case .unknownKey: header["kid"] = "nobody's"
        case .criticalHeader: header["crit"] = ["b64"]
        default: break
        }
        return try sign(claims, header, behaviour)
    }

    private func sign(_ claims: [String: Any], _ header: [String: Any], _ behaviour: Behaviour) throws
        -> String
    {
        func part(_ object: [String: Any]) throws -> String {
            Self.base64(try JSONSerialization.data(withJSONObject: object, options: .sortedKeys))
        }
        let text = "\(try part(header)).\(try part(claims))"
        let bytes = Data(text.utf8)
        let signature: Data
        switch behaviour.misdeed {
        case .unsigned: return text + "."
        case .signedWithPublicKey:
            // Who takes a public key for a shared secret would believe it.
            let key = SymmetricKey(data: Data(elliptic.publicKey.pemRepresentation.utf8))
            signature = Data(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
        case .signedByAnother: signature = try other.signature(for: bytes).rawRepresentation
        case .tampered:
            signature = try elliptic.signature(for: bytes).rawRepresentation
            var forged = claims
            forged["sub"] = "root"
            return "\(try part(header)).\(try part(forged)).\(Self.base64(signature))"
        default:
            signature =
                behaviour.algorithm == "ES256"
                ? try elliptic.signature(for: bytes).rawRepresentation
                : try rsa.signature(for: bytes, padding: .insecurePKCS1v1_5).rawRepresentation
        }
        return "\(text).\(Self.base64(signature))"
    }

    private static func base64(_ data: some Sequence<UInt8>) -> String {
        Data(data).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}
