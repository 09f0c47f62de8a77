public import Reports
import Foundation

/// Fetches feeds into a spool folder, from the web, from TAXII and MISP servers, from files and mail folders.
///
/// Safe to use from many tasks: each host is asked by few of them at a time.
public struct Fetcher: Sendable {
    /// Who asks, for servers.
    public static let userAgent = "Marsad-feeds/1"

    private let context: FetchContext
    private let backoff: Backoff

    /// A fetcher that keeps what it fetches in `spool`.
    public init(into spool: SpoolFolder, settings: FetcherSettings = FetcherSettings()) {
        context = FetchContext(
            spool: spool,
            guardian: OutboundGuard(policy: settings.policy, resolver: settings.resolver),
            gate: HostGate(
                concurrent: settings.concurrentPerHost,
                pause: settings.pausePerHost,
                sleep: settings.sleep
            ),
            fileRoots: settings.fileRoots,
            now: settings.now,
            sleep: settings.sleep
        )
        backoff = settings.backoff
    }

    /// Fetches a feed, unless it is as the validators say.
    /// - Parameters:
    ///   - origin: where it comes from.
    ///   - feed: the feed's name, by which its mirror is found again.
    ///   - known: the validators of what was last read.
    ///   - failures: how often in a row it failed before, for the time to ask again.
    /// - Returns: what came of it.
    public func fetch(
        _ origin: FeedOrigin,
        as feed: String,
        knowing known: FeedValidators = FeedValidators(),
        failures: Int = 0
    ) async -> FetchOutcome {
        do throws(FetchFailure) {
            return try await run(origin, feed, known)
        } catch {
            return .failed(backoff.timed(error, failuresBefore: failures, now: context.now()))
        }
    }

    private func run(
        _ origin: FeedOrigin,
        _ feed: String,
        _ known: FeedValidators
    ) async throws(FetchFailure) -> FetchOutcome {
        switch origin {
        case .file(let path): try FileFetch(context).run(path, knowing: known)
        case .maildir(let maildir): try await MaildirFetch(context, maildir).run(knowing: known)
        case .web(let resource):
            try await within(resource.access) { session throws(FetchFailure) in
                try await WebFetch(session: session).run(resource.url, knowing: known)
            }
        case .taxii(let collection):
            try await within(collection.access) { session throws(FetchFailure) in
                try await TAXIIFetch(session, collection).run(feed, knowing: known)
            }
        case .mispFeed(let resource):
            try await within(resource.access) { session throws(FetchFailure) in
                try await MISPFeedFetch(session: session).run(resource.url, feed, knowing: known)
            }
        case .mispServer(let server):
            try await within(server.access) { session throws(FetchFailure) in
                try await MISPServerFetch(session, server).run()
            }
        }
    }

    /// Runs `body` with a session that ends with it.
    private func within<Value: Sendable>(
        _ access: WebAccess,
        _ body: (WebSession) async throws(FetchFailure) -> Value
    ) async throws(FetchFailure) -> Value {
        let session = try WebSession(context, access: access)
        let result: Result<Value, FetchFailure>
        do throws(FetchFailure) { result = .success(try await body(session)) } catch {
            result = .failure(error)
        }
        await session.end()
        return try result.get()
    }

    /// The collections that a TAXII server offers, from its discovery address (`https://…/taxii2/`).
    /// - Throws: ``FetchFailure``.
    public func collections(
        at discovery: String,
        access: WebAccess = WebAccess()
    ) async throws(FetchFailure) -> [TAXIIOffer] {
        try await within(access) { session throws(FetchFailure) in
            try await TAXIIDiscovery(session: session).collections(at: discovery)
        }
    }
}

/// How a service fetches.
public struct FetcherSettings: Sendable {
    /// Which places may be asked.
    public var policy = OutboundPolicy()
    /// Finds the addresses of hosts.
    public var resolver: any HostResolver = SystemResolver()
    /// Folders below which files and mail folders may be read as feeds; none by default.
    public var fileRoots: [String] = []
    /// Questions to one host at a time.
    public var concurrentPerHost = 2
    /// Pause between the beginnings of two questions to one host.
    public var pausePerHost: Duration = .milliseconds(200)
    /// Delays after failures.
    public var backoff = Backoff()
    /// The present moment.
    public var now: @Sendable () -> Timestamp = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
    /// Waits for a time.
    public var sleep: @Sendable (Duration) async throws -> Void = {
        try await ContinuousClock().sleep(for: $0)
    }

    /// The usual way.
    public init() {}
}
