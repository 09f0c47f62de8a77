import Addresses
import Allowlists
import Foundation
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

@testable import ZoneFeeding

/// A registry in a folder of its own with one list, `test`, that blocks what is registered at all.
final class ZoneFixture {
    let folder: URL
    let store: SQLiteStore
    let publisher: Publisher
    var now = Timestamp(seconds: 1_800_000_000)

    init(cap: Int? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "marsad-\(UUID().uuidString)")
        store = try SQLiteStore(folder: folder)
        publisher = Publisher(store, leavingOut: [.documentation, .reservedNetworks, .reservedNames])
        _ = try store.addList(try settings(cap: cap), by: .system, at: now)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    func settings(cap: Int?) throws -> ListSettings {
        ListSettings(
            name: try #require(ListName("test")),
            purpose: "for a test",
            criteria: ListCriteria(use: .block, minimumLevel: .low, maximumLabel: .amber),
            maximumEntries: cap,
            bounds: ListBounds(maximumLoss: 1, maximumGain: 1000)
        )
    }

    /// Makes the one source report exactly this, and publishes.
    func publish(_ reports: [(String, Claim)]) throws {
        now = Timestamp(seconds: now.seconds + 10)
        let source = try store.configure(SourceSettings(name: "feed", reliability: 0.9), at: now)
        var builder = SnapshotBuilder()
        for (text, claim) in reports { try builder.add(try Address(text), claim) }
        _ = try store.apply(builder.finish(), to: source.id, at: now, digest: nil)
        _ = try publisher.publishAll(at: now)
    }

    func publish(_ texts: [String]) throws { try publish(texts.map { ($0, Claim()) }) }

    var list: PublishedList {
        get throws {
            let name = try #require(ListName("test"))
            return try #require(try store.servedList(named: name))
        }
    }

    func zone(_ part: ResponsePolicyZone.Part = .names) throws -> ResponsePolicyZone {
        ResponsePolicyZone(part, name: try #require(ZoneName("rpz.test")))
    }

    func content(_ part: ResponsePolicyZone.Part = .names) throws -> ZoneContent {
        ZoneContent(store: store, list: try list, zone: try zone(part))
    }

    /// The records, besides those at the top, of the zone file of a state.
    func owners(_ state: ZoneMarker.State, _ part: ResponsePolicyZone.Part) throws -> [String] {
        let zone = try zone(part)
        let head = ZoneHead(name: zone.name, serial: 7, marker: "marsad")
        let text = String(
            decoding: try content(part).write(state, head: head, into: Bytes()).bytes,
            as: UTF8.self
        )
        return text.split(separator: "\n")
            .filter { $0.hasSuffix(" CNAME .") }
            .map { String($0.dropLast(" CNAME .".count)) }
    }
}

/// Takes a list into memory.
struct Bytes: ListSink {
    var bytes: [UInt8] = []

    mutating func write(_ block: [UInt8]) throws(ListError) { bytes += block }
}

/// A zone at a server that takes updates as RFC 2136 says, in memory: the oracle of what updates do.
struct SimulatedZone {
    var marker: String
    var owners: Set<String>

    /// Takes a message.
    /// - Returns: whether what it expects was so.
    mutating func take(_ message: ZoneUpdate.Message, zone: ResponsePolicyZone) throws -> Bool {
        var next = self
        for line in message.text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            switch (words[0], words.count > 1 ? words[1] : "") {
            case ("zone", _): #expect(words == ["zone", zone.name.absolute])
            case ("send", _): #expect(words == ["send"])
            case ("prereq", "yxrrset"):
                #expect(words[2...4] == [zone.name.absolute, "IN", "TXT"])
                guard line.split(separator: "\"").last.map(String.init) == marker else { return false }
            case ("update", "delete") where words[4] == "TXT": next.marker = ""
            case ("update", "add") where words[5] == "TXT":
                next.marker = try #require(line.split(separator: "\"").last.map(String.init))
            case ("update", "delete"):
                #expect(words.count == 5 && words[3...4] == ["IN", "CNAME"])
                next.owners.remove(try Self.relative(words[2], zone))
            case ("update", "add"):
                #expect(words.count == 7 && words[3...6] == ["60", "IN", "CNAME", "."])
                next.owners.insert(try Self.relative(words[2], zone))
            default: Issue.record("no line of an update: \(line)")
            }
        }
        self = next
        return true
    }

    private static func relative(_ name: String, _ zone: ResponsePolicyZone) throws -> String {
        let end = ".\(zone.name.absolute)"
        try #require(name.hasSuffix(end))
        return String(name.dropLast(end.count))
    }
}
