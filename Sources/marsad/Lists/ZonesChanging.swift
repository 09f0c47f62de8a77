import Addresses
import ArgumentParser
import Foundation
import Lists
import Registry
import Reports
import SQLiteRegistry
import ZoneFeeding

/// `marsad lists dns add`: another zone.
struct ZonesAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Let a zone at a primary follow a list.",
        discussion: """
            The key's file is for its owner alone, in the notation of the tools: for Knot DNS one line \
            ALGORITHM:NAME:SECRET (the first of keymgr -t, without its #), for BIND what tsig-keygen prints. With --control \
            the primary is told to load the zone file when one has to be written: the path of Knot's control socket, or \
            of an rndc.conf. Names and addresses are separate zones, because some resolvers know names alone.

            Example:
              marsad lists dns add block-dns-qname --list block-dns --part qname --primary 127.0.0.1:53 \
            --key /etc/marsad/knot.key --tools knot --zone-file /var/lib/knot/block-dns-qname.zone \
            --control /run/knot/knot.sock
              marsad lists dns add block-dns-ip --list block-dns --part ip --primary [2001:db8::53]:53 \
            --key /etc/marsad/bind.key --tools bind
            """
    )

    @OptionGroup var argument: ZoneArgument

    @Option(name: .long, help: "The list that the zone follows.")
    var list: String

    @Option(name: .long, help: "What of the list is in it: qname for names, ip for addresses and networks.")
    var part: String

    @Option(name: .long, help: "Where the primary takes updates: ADDRESS:PORT, [IPV6]:PORT.")
    var primary: String

    @Option(name: .long, help: "The file of the key that signs updates.")
    var key: String

    @Option(name: .long, help: "Whose tools speak to the primary: knot or bind.")
    var tools: String

    @Option(
        name: .customLong("zone-file"),
        help: "Where the whole zone is written (default: zones/ZONE.zone in the data folder)."
    )
    var zoneFile: String?

    @Option(name: .long, help: "What lets the tools make the primary load that file.")
    var control: String?

    func validate() throws {
        guard ListName(list) != nil else { throw ValidationError("--list \(list) is no list's name.") }
        guard ResponsePolicyZone.Part(rawValue: part) != nil else {
            throw ValidationError("--part takes qname or ip.")
        }
        guard ZoneFeedSettings.Tools(rawValue: tools) != nil else {
            throw ValidationError("--tools takes knot or bind.")
        }
        guard ServerPlace(primary) != nil else {
            throw ValidationError("--primary takes ADDRESS:PORT, for example 127.0.0.1:53 or [::1]:53.")
        }
    }

    func run() throws {
        guard let list = ListName(list), let part = ResponsePolicyZone.Part(rawValue: part),
            let tools = ZoneFeedSettings.Tools(rawValue: tools), let place = ServerPlace(primary)
        else { return }
        let settings = ZoneFeedSettings(
            list: list,
            zone: ResponsePolicyZone(part, name: try argument.zoneName()),
            server: place.address,
            port: place.port,
            keyFile: Self.whole(key),
            tools: tools,
            zoneFile: zoneFile.map(Self.whole),
            control: control.map(Self.whole)
        )
        do throws(ZoneFault) { try KeyFile.check(settings.keyFile) } catch {
            throw CommandFailure.badInput("\(error)")
        }
        let store = try argument.dataOptions.openExistingStore()
        let feed = try store.asking { store throws(StoreError) in
            try store.addZoneFeed(settings, by: .shell, at: .now)
        }
        print(ZoneTelling.text(feed))
    }

    private static func whole(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    }
}

/// `marsad lists dns remove`: one less.
struct ZonesRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Let a zone follow no list any more; at the primary it stays as it is.",
        discussion: """
            Example:
              marsad lists dns remove block-dns-qname
            """
    )

    @OptionGroup var argument: ZoneArgument

    func run() throws {
        let (store, feed) = try argument.open()
        try store.asking { store throws(StoreError) in
            try store.removeZoneFeed(feed.settings.zone.name, by: .shell, at: .now)
        }
    }
}

/// `marsad lists dns push`: now.
struct ZonesPushCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Ask the primary what a zone holds, and send what its list has beyond that.",
        discussion: """
            A hub does this by itself. Leaves with 3 when the zone does not hold what the list serves, and says why.

            Example:
              marsad lists dns push block-dns-qname
            """
    )

    @OptionGroup var argument: ZoneArgument

    func run() throws {
        let (store, feed) = try argument.open()
        let outcome = argument.dataOptions.zoneFeeder(store).bring(feed, asks: true)
        try store.asking { store throws(StoreError) in
            try store.noteStanding(outcome.standing, of: feed.id)
        }
        if let push = outcome.push {
            print(
                "\(feed.settings.zone.name.text): from serial \(push.from) to \(push.to), \(push.added) added, "
                    + "\(push.removed) removed, \(push.messages) messages of at most \(push.byteCount) bytes"
            )
        }
        if let fault = outcome.fault { throw CommandFailure.operationFailed(fault.description) }
        var told = feed
        told.standing = outcome.standing
        print(ZoneTelling.text(told))
    }
}

/// `marsad lists dns zone-file`: the whole zone.
struct ZonesFileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zone-file",
        abstract: "Write the whole zone into a file for the primary.",
        discussion: """
            For setting a primary up, and for when a zone there was damaged. The file says which serial of the list it has, so \
            that updates go on from it. With --load the primary is told to load it (marsad lists dns add --control).

            Example:
              marsad lists dns zone-file block-dns-qname -o /var/lib/knot/block-dns-qname.zone
              marsad lists dns zone-file block-dns-qname --load
            """
    )

    @OptionGroup var argument: ZoneArgument

    @Option(name: [.short, .long], help: "The file to write (default: the zone file of the feed).")
    var output: String?

    @Flag(name: .long, help: "Make the primary load it.")
    var load = false

    func validate() throws {
        if load, output != nil {
            throw ValidationError("--load loads the feed's own zone file: leave -o out.")
        }
    }

    func run() throws {
        let (store, feed) = try argument.open()
        if load, feed.settings.control == nil {
            throw CommandFailure.badInput(
                "zone \(feed.settings.zone.name.text): nothing says how its primary is told; "
                    + "add it with --control, or load the file by hand"
            )
        }
        do {
            let (path, serial) = try argument.dataOptions.zoneFeeder(store)
                .writeZone(feed, to: output, loads: load)
            if output == nil {
                var standing = feed.standing
                standing.fileSerial = serial
                try store.noteStanding(standing, of: feed.id)
            }
            print("\(path): serial \(serial) of list \(feed.settings.list.text)")
        } catch { throw CommandFailure.operationFailed("\(error)") }
    }
}
