import Foundation

/// The secrets of one fetch, as they go onto the wire.
struct SessionSecrets {
    /// Headers that say who asks.
    let headers: [(String, String)]
    let proxyPassword: String?
    private let inAddress: String?

    init(_ access: WebAccess) throws(FetchFailure) {
        let secret = try access.authentication.secret?.read()
        proxyPassword = try access.proxy?.secret?.read()
        switch (access.authentication, secret) {
        case (.basic(let user, _), let secret?):
            headers = [("Authorization", "Basic \(Data("\(user):\(secret)".utf8).base64EncodedString())")]
            inAddress = nil
        case (.bearer, let secret?):
            headers = [("Authorization", "Bearer \(secret)")]
            inAddress = nil
        case (.header(let name, _), let secret?):
            headers = [(name, secret)]
            inAddress = nil
        case (.inAddress, let secret?):
            headers = []
            inAddress = secret
        default: (headers, inAddress) = ([], nil)
        }
    }

    /// The place that a feed's setting names, with its secret in it.
    func place(_ text: String) throws(FetchFailure) -> WebPlace {
        guard text.contains("{secret}") else { return try WebPlace(text) }
        guard let inAddress,
            let escaped = inAddress.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        else {
            throw FetchFailure(
                .settings,
                "the feed's address has {secret} in it, but no secret file is named for it"
            )
        }
        return try WebPlace(text.replacingOccurrences(of: "{secret}", with: escaped), secret: inAddress)
    }
}
