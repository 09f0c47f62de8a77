import Foundation
public import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
public import NIOPosix
import NIOSSL
public import Registry
public import ServiceLifecycle

/// The hub: everything that answers over HTTP.
public struct Hub: Sendable {
    /// How it is reached.
    public let configuration: HubConfiguration
    let store: any Store
    let clock: HubClock
    let tokens = TokenCache()
    let desk: StoreDesk
    let shelf: WatchlistShelf
    let watch: RevisionWatch

    /// What runs beside the server as long as it does.
    public var services: [any Service] { [watch] }

    /// A hub on `store`.
    /// - Parameters:
    ///   - store: the registry.
    ///   - configuration: how it is reached.
    ///   - threads: threads for the store's calls, running as long as the hub.
    ///   - logger: takes what happens.
    ///   - clock: what time it is.
    public init(
        on store: any Store,
        configuration: HubConfiguration,
        threads: NIOThreadPool,
        logger: Logger,
        clock: HubClock = .system
    ) {
        self.store = store
        self.configuration = configuration
        self.clock = clock
        desk = StoreDesk(store, threads: threads)
        shelf = WatchlistShelf(
            folder: URL(filePath: configuration.cacheFolder).appending(path: "watchlists"),
            desk: desk
        )
        watch = RevisionWatch(desk: desk, logger: logger)
    }

    /// Threads for a store's calls, started.
    public static func makeThreads() -> NIOThreadPool {
        let threads = NIOThreadPool(numberOfThreads: StoreDesk.threadCount)
        threads.start()
        return threads
    }

    /// All routes.
    func router() throws -> Router<HubContext> {
        let router = Router(context: HubContext.self)
        router.addMiddleware {
            SecurityHeaders(isEncrypted: configuration.encryption != nil)
            ProblemMiddleware()
            Authenticator(desk: desk, tokens: tokens, clock: clock)
        }
        let console = try console()
        console.addMiddleware(to: router)
        HealthRoutes(desk: desk).add(to: router)
        SightingRoutes(desk: desk, clock: clock).add(to: router)
        ConstituencyRoutes(desk: desk).add(to: router)
        WatchlistRoutes(desk: desk, shelf: shelf, watch: watch).add(to: router)
        console.add(to: router)
        return router
    }

    /// The server, as a service.
    /// - Parameters:
    ///   - logger: takes what happens.
    ///   - onStart: is told the port, once it listens.
    /// - Returns: the server.
    /// - Throws: an error of the certificate's files.
    public func application(
        logger: Logger,
        onStart: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        Application(
            router: try router(),
            server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "Marsad"
            ),
            onServerRunning: { channel in await onStart(channel.localAddress?.port ?? 0) },
            logger: logger
        )
    }

    /// The pages for people.
    private func console() throws -> Console {
        let isBehindTLS = configuration.externalURL?.hasPrefix("https://") == true
        return try Console(
            desk: desk,
            clock: clock,
            tokens: tokens,
            isEncrypted: configuration.encryption != nil || isBehindTLS
        )
    }

    private func server() throws -> HTTPServerBuilder {
        guard let encryption = configuration.encryption else { return .http1() }
        var settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(encryption.certificateFile).map {
                .certificate($0)
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: encryption.keyFile, format: .pem))
        )
        settings.minimumTLSVersion = .tlsv12
        return try .tls(.http1(), tlsConfiguration: settings)
    }
}
