import Foundation
public import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
import OpenIDConnect
import Publication
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
    let publisher: Publisher
    let lists: ListShelf
    private let publishing: PublisherService
    /// The pages for people; fails for templates that cannot be read.
    private let console: Result<Console, any Error>
    let upkeep: RegistryUpkeep
    let enrichment: EnrichmentShelf
    let directory: MemberDirectory
    let allowlist: AllowlistHolder
    let failures = RateLimiter<String>(RateLimits.failures)
    let appeals = QuestionThrottle(RateLimits.appeals)
    let questions = QuestionThrottle(RateLimits.questions)
    let requests = RateLimiter<Actor.Kind>(RateLimits.requests)

    /// What runs beside the server as long as it does.
    public var services: [any Service] { [watch, upkeep, publishing] }

    /// A hub on `store`.
    /// - Parameters:
    ///   - store: the registry.
    ///   - configuration: how it is reached.
    ///   - threads: threads for the store's calls, running as long as the hub.
    ///   - allowlist: what must not be blocked besides what the registry says.
    ///   - logger: takes what happens.
    ///   - clock: what time it is.
    public init(
        on store: any Store,
        configuration: HubConfiguration,
        threads: HubThreads,
        allowlist: AllowlistBase = AllowlistBase(),
        logger: Logger,
        clock: HubClock = .system
    ) {
        self.store = store
        self.configuration = configuration
        self.clock = clock
        desk = StoreDesk(store, threads: threads)
        directory = MemberDirectory(clock: clock)
        self.allowlist = AllowlistHolder(base: allowlist)
        shelf = WatchlistShelf(
            folder: URL(filePath: configuration.cacheFolder).appending(path: "watchlists"),
            desk: desk
        )
        watch = RevisionWatch(desk: desk, logger: logger)
        publisher = Publisher(
            store,
            geographyFolder: configuration.geographyFolder,
            leavingOut: allowlist.leftOut
        )
        lists = ListShelf(
            folder: URL(filePath: configuration.cacheFolder).appending(path: "lists").path,
            store: store,
            threads: threads.lasting
        )
        publishing = PublisherService(
            publisher,
            on: store,
            threads: threads.lasting,
            logger: logger,
            now: { clock.now }
        )
        enrichment = EnrichmentShelf(folder: configuration.geographyFolder)
        upkeep = RegistryUpkeep(
            desk: desk,
            enrichment: enrichment,
            tokens: tokens,
            clock: clock,
            logger: logger
        )
        let isBehindTLS = configuration.externalURL?.hasPrefix("https://") == true
        console = Result { [desk, tokens, allowlist = self.allowlist, enrichment, publisher] in
            try Console(
                desk: desk,
                clock: clock,
                tokens: tokens,
                allowlist: allowlist,
                enrichment: enrichment,
                publisher: publisher,
                isEncrypted: configuration.encryption != nil || isBehindTLS,
                isDemonstration: configuration.isDemonstration,
                provider: configuration.signOn.map { OIDCProvider($0) }
            )
        }
    }

    /// All routes.
    func router() throws -> Router<HubContext> {
        let router = Router(context: HubContext.self)
        router.addMiddleware {
            SecurityHeaders(isEncrypted: configuration.encryption != nil)
            ProblemMiddleware()
            Authenticator(desk: desk, tokens: tokens, failures: failures, clock: clock)
        }
        let console = try console.get()
        console.addMiddleware(to: router)
        HealthRoutes(desk: desk).add(to: router)
        api.add(to: router)
        console.add(to: router)
        return router
    }

    /// The API.
    var api: API {
        let given = GivenSerials(desk: desk)
        return API(
            [
                AddressEndpoints(
                    desk: desk,
                    directory: directory,
                    allowlist: allowlist,
                    enrichment: enrichment,
                    chances: ChanceShelf(clock: clock),
                    clock: clock
                ),
                SearchEndpoints(desk: desk, directory: directory),
                ReportEndpoints(desk: desk, directory: directory, allowlist: allowlist, clock: clock),
                AllowlistEndpoints(desk: desk, directory: directory, allowlist: allowlist, clock: clock),
                AllowProposalEndpoints(desk: desk, directory: directory, allowlist: allowlist, clock: clock),
                JudgementEndpoints(desk: desk, directory: directory, clock: clock),
                WatchEndpoints(desk: desk, clock: clock),
                SightingRoutes(desk: desk, clock: clock),
                ConstituencyRoutes(desk: desk),
                WatchlistRoutes(desk: desk, shelf: shelf, watch: watch),
                ChangeEndpoints(desk: desk, watch: watch, clock: clock),
                MemberEndpoints(desk: desk, directory: directory, clock: clock),
                WorthEndpoints(desk: desk, clock: clock),
                UserEndpoints(desk: desk, directory: directory, clock: clock),
                TokenEndpoints(desk: desk, directory: directory, tokens: tokens, clock: clock),
                AuditEndpoints(desk: desk, directory: directory),
                ListEndpoints(desk: desk, publisher: publisher, directory: directory, clock: clock),
                ListDecisionEndpoints(desk: desk, publisher: publisher, directory: directory, clock: clock),
                ListRoutes(desk: desk, shelf: lists, given: given, clock: clock),
                DecisionRoutes(desk: desk, shelf: lists, given: given, clock: clock),
                AppealEndpoints(desk: desk, directory: directory, allowlist: allowlist, clock: clock),
                WhyEndpoints(
                    desk: desk,
                    clock: clock,
                    questions: questions,
                    appeals: appeals,
                    console: try? console.get()
                ),
            ],
            limiter: requests
        )
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

    /// Seconds after which a connection is closed on which nothing comes.
    static let idleSeconds: Int64 = 60

    private func server() throws -> HTTPServerBuilder {
        let patience = TimeAmount(configuration.requestPatience)
        let http1 = HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestDeadline(patience: patience)],
            idleTimeout: .seconds(Self.idleSeconds)
        )
        let plain = HTTPServerBuilder { LoopChannel(HTTP1Channel(responder: $0, configuration: http1)) }
        guard let encryption = configuration.encryption else { return plain }
        var settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(encryption.certificateFile).map {
                .certificate($0)
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: encryption.keyFile, format: .pem))
        )
        settings.minimumTLSVersion = .tlsv12
        return try .tls(plain, tlsConfiguration: settings)
    }
}
