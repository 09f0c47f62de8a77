import Addresses
import ArgumentParser
import Lists
import Registry
import Reports
import SQLiteRegistry
import ZoneFeeding

/// `marsad lists dns resolver`: who is to have a zone.
struct ZonesResolverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolver",
        abstract: "Name the resolvers that are to have a zone, and ask what they hold.",
        discussion: """
            A hub asks each of them for the serial of the zone and the text beside it, every five seconds while it is behind, \
            else every minute; marsad lists receipts tells who has applied what. The resolver has to answer questions \
            for the zone itself (BIND: allow-query in the zone).

            Example:
              marsad lists dns resolver add block-dns-qname ns1.isp 198.51.100.53:53
              marsad lists dns resolver ask block-dns-qname
              marsad lists dns resolver remove block-dns-qname ns1.isp
            """,
        subcommands: [Add.self, Ask.self, Remove.self]
    )

    /// The resolver's name.
    struct Name: ParsableArguments {
        @Argument(help: "What the resolver is called.")
        var name: String

        func validate() throws {
            guard ZoneName(name) != nil else {
                throw ValidationError(
                    "A resolver is called by letters, digits, hyphens, underscores and dots."
                )
            }
        }

        func read() throws -> ZoneName {
            guard let read = ZoneName(name) else { throw CommandFailure.badInput("\(name) is no name") }
            return read
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask a resolver from now on whether it has a zone.",
            discussion: """
                Example:
                  marsad lists dns resolver add block-dns-qname ns1.isp 198.51.100.53:53
                """
        )

        @OptionGroup var argument: ZoneArgument
        @OptionGroup var resolver: Name

        @Argument(help: "Where it answers: ADDRESS:PORT, [IPV6]:PORT.")
        var place: String

        func validate() throws {
            guard ServerPlace(place) != nil else {
                throw ValidationError("'\(place)' is no ADDRESS:PORT, for example 127.0.0.1:53 or [::1]:53.")
            }
        }

        func run() throws {
            let (store, feed) = try argument.open()
            guard let place = ServerPlace(place) else { return }
            let named = ZoneResolver(
                zone: feed.settings.zone.name,
                name: try resolver.read(),
                server: place.address,
                port: place.port,
                tools: feed.settings.tools
            )
            try store.asking { store throws(StoreError) in
                try store.setZoneResolver(named, by: .shell, at: .now)
            }
        }
    }

    struct Ask: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Ask the resolvers of a zone now what they hold; leaves with 1 when one has not what it should.",
            discussion: """
                Example:
                  marsad lists dns resolver ask block-dns-qname
                """
        )

        @OptionGroup var argument: ZoneArgument

        func run() throws {
            let (store, feed) = try argument.open()
            let inquiry = argument.dataOptions.resolverInquiry
            let resolvers = try store.asking { store throws(StoreError) in try store.zoneResolvers() }
            var isComplete = true
            for resolver in resolvers where resolver.zone == feed.settings.zone.name {
                let finding = inquiry.ask(resolver)
                try store.asking { store throws(StoreError) in
                    try store.noteFinding(finding, of: resolver)
                }
                isComplete = isComplete && finding.serial == resolver.listSerial && finding.fault == nil
                var asked = resolver
                asked.finding = finding
                print(ZoneTelling.text(asked))
            }
            if !isComplete { throw ExitCode.nothingFound }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask a resolver no more.",
            discussion: """
                Example:
                  marsad lists dns resolver remove block-dns-qname ns1.isp
                """
        )

        @OptionGroup var argument: ZoneArgument
        @OptionGroup var resolver: Name

        func run() throws {
            let (store, feed) = try argument.open()
            let name = try resolver.read()
            try store.asking { store throws(StoreError) in
                try store.removeZoneResolver(name, of: feed.settings.zone.name, by: .shell, at: .now)
            }
        }
    }
}

/// Where a name server answers, as it is written on the command line.
struct ServerPlace {
    let address: IPAddress
    let port: UInt16

    /// The place that `ADDRESS:PORT` or `[IPV6]:PORT` writes; nil for what is none.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            port > 0
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard let address = try? IPAddress(String(host)) else { return nil }
        self.address = address
        self.port = port
    }
}
