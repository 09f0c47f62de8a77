import Addresses
import Foundation
import LogFormats
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isPresent, "no corpus on this machine")) struct `Real logs` {
    /// The share of records that must agree, over all and for each product that the product names.
    static let overall = 0.95
    static let named: [String: [String]] = [
        "BIND": ["bind"], "Unbound": ["unbound"], "Squid": ["squid"], "Apache": ["apache"],
        "nginx": ["nginx"],
        "HAProxy": ["haproxy"], "IIS": ["microsoft-iis"], "netfilter": ["netfilter"],
        "pf": ["openbsd-packet-filter"],
        "Cisco ASA": ["cisco-secure-firewall"], "FortiGate": ["fortigate"],
        "Palo Alto NGFW": ["paloalto-ngfw"],
        "Prisma": ["paloalto-prisma-access"], "Check Point": ["checkpoint"], "Juniper": ["juniper-ngfw"],
        "CEF": ["cef"],
        "Suricata": ["suricata"], "AWS VPC flow": ["aws-flow-logs"],
        "LEEF": ["watchguard-firebox", "forcepoint-ngfw"],
        "Sysmon": ["winlogbeat", "windows"],
    ]
    static let least = 0.9

    @Test func `of products agree with what another parser made of them`() throws {
        var shares: [String: (agree: Int, all: Int)] = [:]
        var table = ""
        for file in try Corpus.files(below: "logs/products") where file.pathExtension == "ndjson" {
            let product = file.deletingPathExtension().lastPathComponent
            var reader = LogReader(options: Reading.options)
            var year = 0
            var share = (agree: 0, all: 0)
            var notes = ""
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard let record = try ProductComparison(line) else { continue }
                if let time = record.time {
                    // The reader is told the year, which the record may leave out.
                    let expected = Foundation.Calendar(identifier: .gregorian).component(.year, from: time)
                    if expected != year, let now = LogOptions.moment("\(expected)-07-02T00:00:00Z") {
                        year = expected
                        reader = LogReader(options: LogOptions(now: now))
                    }
                }
                var events: [LogEvent] = []
                reader.read(Array(record.message.utf8).span) { events.append($0) }
                reader.finish { events.append($0) }
                guard let wrong = record.disagreements(events.first) else { continue }
                share.all += 1
                if wrong.isEmpty {
                    share.agree += 1
                } else {
                    notes += "\n        \(wrong.joined(separator: "; "))"
                }
            }
            shares[product] = share
            table += "\(Self.row(product, share))\(notes)\n"
        }
        let total = shares.values.reduce((0, 0)) { ($0.0 + $1.agree, $0.1 + $1.all) }
        print("\(table)\(Self.row("all", (total.0, total.1)))")
        #expect(Double(total.0) >= Self.overall * Double(total.1))
        for (name, products) in Self.named {
            let share = products.compactMap { shares[$0] }.reduce((0, 0)) { ($0.0 + $1.agree, $0.1 + $1.all) }
            #expect(Double(share.0) >= Self.least * Double(share.1), "\(name): \(share.0) of \(share.1)")
        }
    }

    private static func row(_ name: String, _ share: (agree: Int, all: Int)) -> String {
        let percent = share.all == 0 ? "–" : "\((1000 * share.agree / share.all + 5) / 10) %"
        return
            "\(name.padding(toLength: 34, withPad: " ", startingAt: 0)) \(share.agree) of \(share.all)  \(percent)"
    }

    @Test func `of Zeek all read, and a row with an address gives it`() throws {
        var rows = 0
        for file in try Corpus.files(below: "logs/zeek") + Corpus.files(below: "logs/zeek-baselines")
        where file.pathExtension == "log" && !file.path.contains("/json/") {
            let lines = try String(decoding: Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
                .map(String.init)
            guard
                let fields = lines.first(where: { $0.hasPrefix("#fields\t") })?.split(separator: "\t")
                    .dropFirst(),
                let column = fields.firstIndex(of: "id.orig_h"),
                !lines.contains(where: { $0.hasPrefix("#separator |") })
            else { continue }
            let reading = Reading(lines)
            for (line, outcome) in zip(lines, reading.outcomes) {
                if line.hasPrefix("#") {
                    #expect(outcome == .skipped(.header))
                    continue
                }
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                guard cells.count == fields.count, cells[column - 1] != "-" else { continue }
                #expect(outcome == .events(1), "\(file.lastPathComponent): \(line)")
                rows += 1
            }
        }
        print("Zeek: \(rows) rows with an originator")
        #expect(rows > 2000)
    }

    /// Whether a row says more than a time and the sensor: in JSON nothing else would tell that it is Zeek's.
    private static func hasMark(_ summary: Substring) -> Bool {
        summary.contains(" from ") || summary.contains("=")
    }

    @Test func `of Zeek give the same events as JSON`() throws {
        var pairs = 0
        for file in try Corpus.files(below: "logs/zeek/data")
        where file.pathExtension == "log" && !file.path.contains("/json/") {
            let lines = try String(decoding: Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
                .map(String.init)
            let json = ZeekForms.json(lines)
            let table = Reading(lines).summaries.map(ZeekForms.withoutFormat).filter(Self.hasMark)
            let objects = Reading(json).summaries.map(ZeekForms.withoutFormat).filter(Self.hasMark)
            #expect(table == objects, "\(file.lastPathComponent)")
            pairs += table.count
        }
        print("Zeek: \(pairs) rows alike as JSON")
        #expect(pairs > 1000)
    }

    @Test(arguments: [
        ("netflow/one-capture-with-summary.csv", 162), ("netflow/one-capture.json", 162),
        ("netflow/one-capture-extended.txt", 162),
        ("pihole/pihole-2026-09-15.log", 15), ("text/OpenSSH_2k.log", 2000), ("text/Apache_2k.log", 2000),
        ("windows-dns/usiem-windns-README-examples.log", 4),
    ])
    func `of other kinds give an event for every record`(_ path: String, _ count: Int) throws {
        let text = String(decoding: try Data(contentsOf: Corpus.url("logs/\(path)")), as: UTF8.self)
        let reading = Reading(text.split(whereSeparator: \.isNewline).map(String.init))
        let ended = reading.events.filter { $0.time != nil }
        #expect(ended.count >= count, "\(path): \(ended.count)")
    }

    @Test func `of Suricata give an event for every object of an array`() throws {
        for file in try Corpus.files(below: "logs/suricata-eve") where file.pathExtension == "json" {
            let data = try Data(contentsOf: file)
            let objects = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
            let text = String(decoding: data, as: UTF8.self)
            for lines in [text.split(separator: "\n").map(String.init), [text]] {
                let events = Reading(lines).events
                #expect(events.count == objects.count)
                for (event, object) in zip(events, objects) {
                    #expect(
                        event.source.address == (object["src_ip"] as? String).flatMap { try? IPAddress($0) }
                    )
                    #expect(event.destination.port.map(Int.init) == object["dest_port"] as? Int)
                    #expect(event.format == .suricata)
                }
            }
        }
    }
}
