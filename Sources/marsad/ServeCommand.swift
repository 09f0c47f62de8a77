import ArgumentParser
import Credentials
import FeedCatalogue
import FeedKeeping
import Feeds
import Fetching
import Foundation
import Logging
import Registry
import Reports
import SQLiteRegistry
import Web
import ZoneFeeding

/// `marsad serve`: the hub.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the hub.",
        discussion: """
            Answers sensors, consumers and people over HTTP until it is told to stop (SIGTERM, SIGINT). The first start \
            makes the registry and prints a link for making the first administrator; there is no default password.

            It fetches feeds on their schedules: those of marsad feeds, and from the first start on those of the catalogue \
            marked as suggested (marsad feeds catalogue). marsad feeds pause or remove stops one of them, --feeds own or none all.

            Example:
              marsad serve --listen 127.0.0.1:8080
              marsad serve --listen 0.0.0.0:8443 --certificate hub.pem --key hub.key --url https://marsad.example
            """
    )

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var listening: ListeningOptions
    @OptionGroup var fetching: FetchingOptions
    @OptionGroup var signOn: SignOnOptions

    @Option(
        name: .long,
        help:
            "Which feeds are fetched here: \(FetchedFeeds.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var feeds = FetchedFeeds.suggested

    func run() async throws {
        let store = try dataOptions.openStore()
        let logger = HubProcess.makeLogger()
        let setUp = try offerSetUp(in: store)
        let zones = ZoneFeedService(dataOptions.zoneFeeder(store), on: store, logger: logger)
        let resolvers = ResolverInquiryService(dataOptions.resolverInquiry, on: store, logger: logger)
        let feedService = feeds == .none ? nil : try feedService(into: store, logger: logger)
        var configuration = try listening.configuration(for: dataOptions)
        configuration.signOn = try signOn.settings(hubURL: listening.url)
        var hub = HubProcess(
            store: store,
            configuration: configuration,
            listening: listening,
            logger: logger
        )
        hub.services = [zones, resolvers] + (feedService.map { [$0] } ?? [])
        try await hub.run { address in
            StandardError.print("marsad: listening at \(address)")
            if let setUp {
                StandardError.print("marsad: make the first administrator at \(address)/setup/\(setUp)")
            }
        }
    }

    /// What fetches the feeds; the catalogue's suggested ones are added at the first start.
    private func feedService(into store: SQLiteStore, logger: Logger) throws -> FeedService {
        let book = try dataOptions.openFeedBook(store)
        if feeds == .suggested { try offerSuggested(in: book) }
        return FeedService(
            book,
            into: store,
            by: try fetching.fetcher(in: dataOptions.folder),
            asking: { try AskedAllowlist(of: store).check },
            logger: logger,
            now: { .now }
        )
    }

    private func offerSuggested(in book: SQLiteFeedBook) throws {
        let suggested: [Feed]
        do throws(CatalogueError) {
            suggested = try FeedCatalogue.feeds().filter(\.isOnByDefault).compactMap { Feed($0) }
        } catch { throw CommandFailure.operationFailed("\(error)") }
        try book.asking { book throws(FeedBookError) in _ = try book.offer(suggested, at: .now) }
    }

    /// Makes a secret for the set-up link, where there is no administrator yet.
    private func offerSetUp(in store: any Store) throws -> String? {
        do throws(StoreError) {
            guard try !store.hasAdministrator() else { return nil }
            let secret = Secret(for: .setUp)
            try store.offerSetUp(secret.digest, until: Timestamp.now.advanced(byDays: 1))
            return secret.text
        } catch { throw CommandFailure.operationFailed("\(error)") }
    }
}

/// Which feeds a hub fetches.
enum FetchedFeeds: String, ExpressibleByArgument, CaseIterable {
    /// None: another process does, or nothing is to come.
    case none
    /// Those that people have added.
    case own
    /// These, and those of the catalogue that are suggested.
    case suggested
}
