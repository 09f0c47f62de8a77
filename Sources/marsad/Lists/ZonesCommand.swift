import Addresses
import ArgumentParser
import Foundation
import JSONOutput
import Lists
import Registry
import RegistryJSON
import Reports
import SQLiteRegistry
import ZoneFeeding

/// `marsad lists dns`: zones that follow lists.
struct ZonesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dns",
        abstract: "Show and keep the DNS zones that follow lists.",
        discussion: """
            A hub brings a response policy zone at a primary name server, Knot DNS or BIND, to every serial of a list as \
            soon as it is published: by dynamic updates with what changed alone, signed by a key, through the primary's \
            own tools (knsupdate and kdig, or nsupdate and dig). Resolvers follow the primary by NOTIFY and IXFR. \
            Where nothing is known of the zone, or too much changed, the whole zone is written into a file for the primary.

            Example:
              marsad lists dns add block-dns-qname --list block-dns --part qname --primary 127.0.0.1:53 \
            --key /etc/marsad/knot.key --tools knot --zone-file /var/lib/knot/block-dns-qname.zone
              marsad lists dns zone-file block-dns-qname
              marsad lists dns show block-dns-qname
              marsad lists dns push block-dns-qname
            """,
        subcommands: [
            ZonesListCommand.self, ZonesShowCommand.self, ZonesAddCommand.self, ZonesRemoveCommand.self,
            ZonesPushCommand.self, ZonesFileCommand.self, ZonesResolverCommand.self,
        ],
        defaultSubcommand: ZonesListCommand.self
    )
}

/// The zone that a command is about.
struct ZoneArgument: ParsableArguments {
    @OptionGroup var dataOptions: DataOptions

    @Argument(help: "The name of the zone.")
    var zone: String

    func validate() throws {
        guard ZoneName(zone) != nil else {
            throw ValidationError(
                "A zone's name has 1 to \(ZoneName.maximumLength) letters, digits, hyphens and underscores in labels joined by dots."
            )
        }
    }

    /// The name, read.
    func zoneName() throws -> ZoneName {
        guard let name = ZoneName(zone) else { throw CommandFailure.badInput("\(zone) is no zone's name") }
        return name
    }

    /// The registry and the feed in it.
    func open() throws -> (store: SQLiteStore, feed: ZoneFeed) {
        let store = try dataOptions.openExistingStore()
        let name = try zoneName()
        let feeds = try store.asking { store throws(StoreError) in try store.zoneFeeds() }
        guard let feed = feeds.first(where: { $0.settings.zone.name == name }) else {
            let names = feeds.map(\.settings.zone.name.text).joined(separator: ", ")
            throw CommandFailure.badInput(
                "no list is followed by a zone '\(name.text)'; "
                    + (names.isEmpty ? "make one with marsad lists dns add" : "the zones are \(names)")
            )
        }
        return (store, feed)
    }
}

extension DataOptions {
    /// What feeds zones from a registry here.
    func zoneFeeder(_ store: SQLiteStore) -> ZoneFeeder {
        ZoneFeeder(store, folder: zoneFolder, now: { .now })
    }

    /// What asks resolvers from here.
    var resolverInquiry: ResolverInquiry { ResolverInquiry(folder: zoneFolder, now: { .now }) }

    private var zoneFolder: String { folder.appending(path: "zones").path(percentEncoded: false) }
}

/// How zones are told on the command line.
enum ZoneTelling {
    /// One line about a zone, and one about what is wrong.
    static func text(_ feed: ZoneFeed) -> String {
        let (settings, standing) = (feed.settings, feed.standing)
        var text =
            "\(settings.zone.name.text)  \(settings.zone.part.rawValue) of \(settings.list.text)  "
            + "at \(settings.server) port \(settings.port) by the tools of \(settings.tools.rawValue)  "
        switch standing.serial {
        case feed.listSerial: text += "holds serial \(feed.listSerial), as the list"
        case let serial?: text += "holds serial \(serial), the list serves \(feed.listSerial)"
        case nil: text += "holds nothing that is known, the list serves \(feed.listSerial)"
        }
        if let at = standing.at { text += "  since \(at)" }
        if let fault = standing.fault {
            text += "\n  since \(standing.faultSince ?? feed.createdAt): \(fault)"
        }
        return text
    }

    /// One line about a resolver.
    static func text(_ resolver: ZoneResolver) -> String {
        let finding = resolver.finding
        var text = "  resolver \(resolver.name.text)  at \(resolver.server) port \(resolver.port)  "
        switch finding.serial {
        case resolver.listSerial: text += "holds serial \(resolver.listSerial), as the list"
        case let serial?: text += "holds serial \(serial), the list serves \(resolver.listSerial)"
        case nil: text += "holds nothing that is known, the list serves \(resolver.listSerial)"
        }
        if let zoneSerial = finding.zoneSerial { text += "  (zone serial \(zoneSerial))" }
        if let at = finding.answeredAt { text += "  at \(at)" }
        return text + (finding.fault.map { "  \($0)" } ?? "")
    }

    static func files(_ feed: ZoneFeed) -> [String] {
        let settings = feed.settings
        return [
            "  key \(settings.keyFile)", settings.zoneFile.map { "  zone file \($0)" },
            settings.control.map { "  control \($0)" },
            feed.standing.fileSerial.map { "  zone file last written with serial \($0)" },
        ]
        .compactMap(\.self)
    }
}

/// `marsad lists dns list`: all of them.
struct ZonesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the zones, what they hold and what is wrong.",
        discussion: """
            Example:
              marsad lists dns list --json
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Flag(name: .long, help: "One JSON object per zone.")
    var json = false

    func run() throws {
        let store = try dataOptions.openExistingStore()
        let feeds = try store.asking { store throws(StoreError) in try store.zoneFeeds() }
        var output = StandardOutput()
        for feed in feeds {
            var writer = JSONWriter()
            writer.value(feed)
            output.print(json ? writer.text : ZoneTelling.text(feed))
        }
        output.flush()
        if feeds.isEmpty { throw ExitCode.nothingFound }
    }
}

/// `marsad lists dns show`: one of them.
struct ZonesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a zone: which serial it holds, where it is, what is wrong.",
        discussion: """
            Example:
              marsad lists dns show block-dns-qname
            """
    )

    @OptionGroup var argument: ZoneArgument

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let (store, feed) = try argument.open()
        let resolvers = try store.asking { store throws(StoreError) in try store.zoneResolvers() }
            .filter { $0.zone == feed.settings.zone.name }
        var output = StandardOutput()
        if json {
            var writer = JSONWriter()
            writer.value(feed, resolvers)
            return output.print(writer.text)
        }
        output.print(ZoneTelling.text(feed))
        for line in ZoneTelling.files(feed) { output.print(line) }
        for resolver in resolvers { output.print(ZoneTelling.text(resolver)) }
    }
}
