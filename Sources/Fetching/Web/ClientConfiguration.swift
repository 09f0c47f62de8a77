import Addresses
import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOSSL

/// How a client is set up for one host.
enum ClientConfiguration {
    /// The setup by which a client connects to `target` in the place of the host's name, or lets the proxy find it.
    static func make(
        _ access: WebAccess,
        place: WebPlace,
        target: IPAddress?,
        secrets: SessionSecrets
    ) throws(FetchFailure) -> HTTPClient.Configuration {
        let bounds = access.bounds
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try encryption(access),
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .seconds(Int64(bounds.connectSeconds)),
                read: .seconds(Int64(bounds.idleSeconds)),
                write: .seconds(Int64(bounds.idleSeconds))
            ),
            proxy: try access.proxy.map { proxy throws(FetchFailure) in try setting(proxy, secrets) },
            decompression: .enabled(limit: .size(Int(clamping: bounds.maximumBytes)))
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        if let target {
            // Under every spelling by which the client may look the host up; a host beside them is not connected to.
            for name in place.hostSpellings { configuration.dnsOverride[name] = target.description }
        }
        return configuration
    }

    private static func setting(
        _ proxy: WebProxy,
        _ secrets: SessionSecrets
    ) throws(FetchFailure) -> HTTPClient.Configuration.Proxy {
        guard !proxy.host.isEmpty, (1...65_535).contains(proxy.port) else {
            throw FetchFailure(.settings, "a proxy has a host and a port between 1 and 65535")
        }
        switch proxy.kind {
        case .socks: return .socksServer(host: proxy.host, port: proxy.port)
        case .http:
            guard let user = proxy.user else { return .server(host: proxy.host, port: proxy.port) }
            let password = secrets.proxyPassword ?? ""
            return .server(
                host: proxy.host,
                port: proxy.port,
                authorization: .basic(username: user, password: password)
            )
        }
    }

    private static func encryption(_ access: WebAccess) throws(FetchFailure) -> TLSConfiguration {
        var encryption = TLSConfiguration.makeClientConfiguration()
        if let authorities = access.authorities { encryption.additionalTrustRoots = [.file(authorities)] }
        guard let shown = access.clientCertificate else { return encryption }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(shown.certificate)
            encryption.certificateChain = chain.map { .certificate($0) }
            encryption.privateKey = .privateKey(try NIOSSLPrivateKey(file: shown.key, format: .pem))
        } catch {
            throw FetchFailure(
                .unreadable,
                "\(shown.certificate), \(shown.key): no certificate and key in PEM form"
            )
        }
        return encryption
    }
}
