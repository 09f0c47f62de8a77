import ArgumentParser
import Foundation
import OpenIDConnect

/// Whom people may sign in with besides their passwords.
struct SignOnOptions: ParsableArguments {
    /// Most bytes of a file that holds a secret.
    private static let maximumSecretLength = 4096

    @Option(
        name: .customLong("oidc-issuer"),
        help: "An OpenID Connect provider that people may sign in with: https://sso.example/realms/cert."
    )
    var issuer: String?

    @Option(name: .customLong("oidc-client"), help: "What the provider knows this hub as.")
    var client: String?

    @Option(
        name: .customLong("oidc-secret-file"),
        help: "File that holds the secret by which this hub proves itself to the provider."
    )
    var secretFile: String?

    @Option(
        name: .customLong("oidc-acr"),
        help: "A value of acr by which the provider says that it asked for a second factor; several times."
    )
    var strongContexts: [String] = []

    func validate() throws {
        guard (issuer == nil) == (client == nil) else {
            throw ValidationError("--oidc-issuer and --oidc-client go together.")
        }
        if issuer == nil, secretFile != nil || !strongContexts.isEmpty {
            throw ValidationError("Say with --oidc-issuer which provider.")
        }
    }

    /// The settings, for a hub that browsers reach at `url`; nil without a provider.
    func settings(hubURL url: String?) throws -> OIDCSettings? {
        guard let issuer, let client else { return nil }
        guard let url else {
            throw CommandFailure.badInput("--oidc-issuer: say with --url how browsers reach the hub")
        }
        let secret = try secretFile.map { try Self.secret(in: $0) }
        do throws(OIDCSettingsError) {
            return try OIDCSettings(
                issuer: issuer,
                clientID: client,
                clientSecret: secret,
                hubURL: url,
                strongContexts: Set(strongContexts)
            )
        } catch { throw CommandFailure.badInput("--oidc-issuer: \(error)") }
    }

    private static func secret(in path: String) throws -> String {
        let data: Data
        do { data = try Data(contentsOf: URL(filePath: path)) } catch {
            throw CommandFailure.badInput("--oidc-secret-file \(path): \(error.localizedDescription)")
        }
        let text = String(decoding: data.prefix(maximumSecretLength), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw CommandFailure.badInput("--oidc-secret-file \(path): it is empty") }
        return text
    }
}
