import ArgumentParser
import FeedCatalogue
import FeedKeeping
import Feeds
import Fetching
import Formats
import Registry

/// `marsad feeds add`: a feed of the catalogue, or one of the operator's own.
struct FeedsAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a feed, or change the settings of one.",
        discussion: """
            A name of the catalogue needs nothing more. Of anything else, say where it comes from: --url (a file or a list), \
            --file (a file or folder below one that the hub was started with), --taxii (a collection of a TAXII 2.1 server), \
            --misp-feed, --misp-server or --maildir.
            """
    )

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var source: SourceOptions

    @Argument(help: "The feed's name: small letters, digits, dashes and dots.")
    var name: String

    @Option(name: .long, help: "Address of the feed, by HTTP or HTTPS.")
    var url: String?

    @Option(name: .long, help: "File or folder of this machine.")
    var file: String?

    @Option(name: .long, help: "Address of a TAXII 2.1 collection: https://…/collections/ID/")
    var taxii: String?

    @Option(
        name: .customLong("misp-feed"),
        help: "Address of the folder that holds a MISP feed's manifest.json."
    )
    var mispFeed: String?

    @Option(name: .customLong("misp-server"), help: "Address of a MISP server, whose key is --secret.")
    var mispServer: String?

    @Option(name: .long, help: "Mail folder in Maildir form.")
    var maildir: String?

    @Option(
        name: .long,
        help: "File that holds the feed's key or password; it is read at each fetch and kept nowhere else."
    )
    var secret: String?

    @Option(name: .long, help: "User of --secret (basic authentication); otherwise it is a bearer token.")
    var user: String?

    @Option(
        name: .customLong("header"),
        help: "Header that carries --secret, or NAME=VALUE that is sent as it is."
    )
    var headers: [String] = []

    @Option(name: .long, help: "Format of the feed; told by content otherwise.")
    var format: String?

    @Option(name: .customLong("map"), help: "What a column or key holds: address=ip, category=type, …")
    var mapping: [String] = []

    @Option(name: .long, help: "Minutes between two fetches, 5 or more.")
    var every: Int?

    @Option(name: .customLong("expiry-days"), help: "Days after which a report ends.")
    var expiryDays: Int?

    func run() throws {
        let store = try dataOptions.openStore()
        let book = try dataOptions.openFeedBook(store)
        var feed = try self.feed(
            known: try book.asking { book throws(FeedBookError) in try book.feed(name)?.feed }
        )
        if let format {
            guard let format = FeedFormat(rawValue: format) else {
                throw CommandFailure.badInput("--format \(format): no such format; see marsad import --help")
            }
            feed.format = format
        }
        for rule in mapping where !feed.mapping.add(rule) {
            throw CommandFailure.badInput("--map \(rule): write FIELD=COLUMN, as in address=ip")
        }
        if let every {
            guard FeedSchedule.allowedMinutes.contains(every) else {
                throw CommandFailure.badInput("--every \(every): 5 minutes to a year")
            }
            feed.schedule = FeedSchedule(minutes: every)
        }
        if let expiryDays { feed.source.expiryDays = expiryDays }
        source.apply(to: &feed.source)
        if let fault = feed.source.fault { throw CommandFailure.badInput("\(name): \(fault)") }
        try book.asking { book throws(FeedBookError) in try book.put(feed, at: .now) }
        var output = StandardOutput()
        output.print("\(name): every \(feed.schedule.minutes) min, from \(feed.origin.place)")
        output.flush()
    }

    /// The feed as the options say, else as it is, else as the catalogue has it.
    private func feed(known: Feed?) throws -> Feed {
        if let origin = try origin() {
            guard var feed = known ?? Feed(name, from: origin, source: SourceSettings(name: name)) else {
                throw CommandFailure.badInput("\(name): a name has small letters, digits, dashes and dots")
            }
            feed.origin = origin
            return feed
        }
        if let known { return known }
        let entry: CatalogueFeed?
        do throws(CatalogueError) { entry = try FeedCatalogue.feed(name) } catch {
            throw CommandFailure.operationFailed("\(error)")
        }
        guard let entry else {
            throw CommandFailure.badInput(
                "\(name): not in the catalogue (marsad feeds catalogue); say with --url where it comes from"
            )
        }
        guard var feed = Feed(entry, secret: secret.map { SecretFile($0) }) else {
            throw CommandFailure.badInput(
                "\(name): wants a key; put it into a file and name that with --secret"
            )
        }
        feed.isPaused = false
        return feed
    }

    private func origin() throws -> FeedOrigin? {
        var found: [FeedOrigin] = []
        if let url { found.append(.web(WebResource(url, access: try access()))) }
        if let file { found.append(.file(path: file)) }
        if let taxii { found.append(.taxii(TAXIICollection(taxii, access: try access()))) }
        if let mispFeed { found.append(.mispFeed(WebResource(mispFeed, access: try access()))) }
        if let mispServer {
            found.append(.mispServer(MISPServer(mispServer, access: try access(of: "Authorization"))))
        }
        if let maildir { found.append(.maildir(Maildir(maildir))) }
        guard found.count <= 1 else { throw CommandFailure.badInput("\(name): a feed comes from one place") }
        return found.first
    }

    private func access(of keyHeader: String? = nil) throws -> WebAccess {
        var access = WebAccess()
        var keyHeader = keyHeader
        for header in headers {
            if let equals = header.firstIndex(of: "=") {
                access.headers[String(header[..<equals])] = String(header[header.index(after: equals)...])
            } else {
                keyHeader = header
            }
        }
        guard let secret else { return access }
        let file = SecretFile(secret)
        if let keyHeader {
            access.authentication = .header(name: keyHeader, secret: file)
        } else if let user {
            access.authentication = .basic(user: user, secret: file)
        } else {
            access.authentication = .bearer(file)
        }
        return access
    }
}
