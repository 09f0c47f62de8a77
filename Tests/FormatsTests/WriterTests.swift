import Addresses
import ByteStreams
import Foundation
import Formats
import Reports
import TestSupport
import Testing

@Suite struct `Writers` {
    static let author = FeedAuthor(name: "CERT Example", identifier: "example.cert.marsad")
    static let now = Timestamp(seconds: 1_795_422_600)

    /// One report of each kind of address and of many a fact, in the order of their keys.
    static let reports: [OutgoingReport] = {
        let texts = [
            "192.0.2.1", "198.51.100.0/24", "2001:db8::1", "2001:db8:1::/48", "AS64496", "evil.example",
            "www.login.example", "http://evil.example/a?b='c'", "https://xn--bcher-kva.example:8443/%C3%BC/",
        ]
        return texts.enumerated().compactMap { index, text in
            guard let address = try? Address(text) else { return nil }
            let claim = Claim(
                category: Category.allCases[index + 4],
                confidence: UInt8(10 * index),
                firstSeen: Timestamp(seconds: now.seconds - 86_400 * 30),
                lastSeen: Timestamp(seconds: now.seconds - 3600 * Int64(index)),
                label: SharingLabel.allCases[index % 5],
                permittedUse: index % 3 == 0 ? .inform : .block,
                expiry: Timestamp(seconds: now.seconds + 86_400),
                reference: index % 2 == 0 ? "https://cert.example/\(index)" : "case \(index)",
                comment: "A \"quoted\" comment \\ with\ttab, Ünïcode and مرصد \(index)",
                scope: address.kind == .url && index % 2 == 0 ? .pathPrefix : .exact
            )
            return OutgoingReport(
                address,
                claim,
                added: Timestamp(seconds: now.seconds - 86_400),
                modified: now,
                score: 70
            )
        }
    }()

    static func write(_ writer: some ReportWriter, _ reports: [OutgoingReport] = reports) -> (
        text: [UInt8], written: [OutgoingReport]
    ) {
        var writer = writer
        var text: [UInt8] = []
        writer.begin(into: &text)
        let written = reports.filter { writer.write($0, into: &text) }
        writer.finish(into: &text)
        return (text, written)
    }

    static func file(_ text: [UInt8], in folder: TemporaryFolder) throws -> String {
        let path = folder.path("written")
        try Data(text).write(to: URL(filePath: path))
        return path
    }

    static let stix = STIXWriter(author: author, generated: now)
    static let event = MISPEventWriter(
        author: author,
        head: MISPEventHead(
            uuid: "8d1e3f56-0b1c-4b7e-9c63-0d5b8f1d2a01",
            info: "Marsad",
            date: now,
            modified: now,
            label: .clear
        )
    )

    /// What a format writes it reads back: addresses, and the facts that it has a place for.
    @Test func `are read back`() throws {
        let formats: [(any ReportWriter, FeedFormat, Int)] = [
            (Self.stix, .stix, 9), (Self.event, .misp, 9), (IDEAWriter(author: Self.author), .idea, 9),
            (N6Writer(author: Self.author), .n6, 6), (IntelMQWriter(author: Self.author), .intelMQ, 9),
            (ZeekIntelWriter(author: Self.author), .zeekIntel, 8),
            (SuricataDatasetWriter(.ip), .suricataDataset, 2),
            (SuricataDatasetWriter(.name), .suricataDataset, 2),
            (SuricataDatasetWriter(.url), .suricataDataset, 2),
            (SuricataIPRepWriter(), .suricataIPRep, 4),
        ]
        for (writer, format, count) in formats {
            let (text, written) = Self.write(writer)
            #expect(written.count == count)
            let (sink, summary) = try read(text, as: format)
            #expect(summary.rejected == 0)
            let expected = format == .zeekIntel ? written.map(Self.zeekText) : written.map { "\($0.address)" }
            #expect(sink.addresses == expected)
            if format != .suricataDataset, format != .zeekIntel {
                let detected = try FeedFormat.detect(Array(text.prefix(65_536)))
                #expect(detected == format)
            }
        }
    }

    /// Zeek leaves the scheme out, so that `https` is not read back.
    static func zeekText(_ report: OutgoingReport) -> String {
        "\(report.address)".replacing("https://", with: "http://")
    }

    @Test func `of STIX and MISP keep the facts`() throws {
        let stix = try read(Self.write(Self.stix).text).sink
        let misp = try read(Self.write(Self.event).text).sink
        for (index, report) in Self.reports.enumerated() {
            let claim = report.claim
            #expect(stix.claims[index].label == claim.label)
            #expect(stix.claims[index].confidence == claim.confidence)
            #expect(stix.claims[index].firstSeen == claim.firstSeen)
            #expect(stix.claims[index].lastSeen == claim.lastSeen)
            #expect(stix.claims[index].expiry == claim.expiry)
            #expect(stix.claims[index].category == claim.category)
            #expect(stix.claims[index].scope == claim.scope)
            #expect((stix.claims[index].permittedUse == .inform) == (claim.permittedUse == .inform))
            #expect(misp.claims[index].label == claim.label)
            #expect(misp.claims[index].firstSeen == claim.firstSeen)
            #expect(misp.claims[index].lastSeen == claim.lastSeen)
            #expect(misp.claims[index].category == claim.category)
        }
    }

    @Test(arguments: Category.allCases.filter { ![.anonymizer, .other, .undetermined].contains($0) })
    func `keep the category`(category: Category) throws {
        let report = OutgoingReport(try Address("evil.example"), Claim(category: category), added: Self.now)
        for writer in [Self.stix, Self.event] as [any ReportWriter] {
            #expect(try read(Self.write(writer, [report]).text).sink.claims.map(\.category) == [category])
        }
    }

    @Test func `give observables the identifiers that all give them`() throws {
        let address = try Address("192.0.2.1")
        #expect(STIXObjects.observable(address).id == "ipv4-addr--8dded90c-40c0-545a-8027-5b212bb37e8e")
        let asn = try Address("AS64496")
        #expect(STIXObjects.observable(asn).id == "autonomous-system--9ad79ee3-2fde-5015-b0cc-7a96404effca")
        let objects = STIXObjects(author: Self.author)
        #expect(objects.indicatorID(address) == STIXObjects(author: Self.author).indicatorID(address))
        #expect(objects.indicatorID(address) != objects.indicatorID(asn))
    }

    @Test func `write nothing as a whole file`() throws {
        #expect(try read(Self.write(Self.stix, []).text).summary.accepted == 0)
        #expect(try read(Self.write(Self.event, []).text).summary.accepted == 0)
    }

    @Test func `escape what could end a field`() throws {
        let claim = Claim(reference: "a\tb\nc", comment: "tab\there\nline \u{1}")
        let report = OutgoingReport(try Address("http://evil.example/'%5C%22"), claim, added: Self.now)
        for writer in [Self.stix, Self.event, ZeekIntelWriter(author: Self.author)] as [any ReportWriter] {
            let (sink, summary) = try read(Self.write(writer, [report]).text)
            #expect(sink.addresses == ["\(report.address)"])
            #expect(summary.rejected == 0)
        }
        let lines = Self.write(ZeekIntelWriter(author: Self.author), [report]).text.split(separator: 0x0A)
        #expect(lines.count == 2)
        #expect(
            lines.allSatisfy {
                $0.count { $0 == 0x09 } == lines[0].count { $0 == 0x09 } - (($0 == lines[0]) ? 0 : 1)
            }
        )
    }

    @Test func `of reputation name their categories`() {
        let lines = SuricataIPRepWriter.categories.split(separator: "\n")
        #expect(lines.count == Category.allCases.count)
        #expect(lines.contains("6,C2Server,c2-server"))
    }
}

/// Keeps the files of a feed in memory.
struct MemoryFolder: FeedFolderSink {
    var files: [String: [UInt8]] = [:]
    var order: [String] = []

    mutating func append(_ bytes: [UInt8], to file: String) {
        if files[file] == nil { order.append(file) }
        files[file, default: []] += bytes
    }
}

@Suite struct `MISP feeds as written` {
    static func reports(_ numbers: some Sequence<Int>, changed: Int? = nil) -> [OutgoingReport] {
        let reports = numbers.compactMap { number -> OutgoingReport? in
            guard let address = try? Address("n\(number).example") else { return nil }
            let claim = Claim(category: .phishing, comment: number == changed ? "changed" : nil)
            return OutgoingReport(address, claim, added: Writers.now)
        }
        return reports.sorted { $0.address.key < $1.address.key }
    }

    static func write(
        _ reports: [OutgoingReport],
        at generated: Timestamp = Writers.now,
        previous: [String: MISPFeedWriter.EventState] = [:]
    ) -> (folder: MemoryFolder, states: [String: MISPFeedWriter.EventState]) {
        var folder = MemoryFolder()
        var writer = MISPFeedWriter(
            author: Writers.author,
            title: "Marsad",
            label: .green,
            generated: generated,
            previous: previous
        )
        for report in reports { writer.write(report, into: &folder) }
        writer.finish(into: &folder)
        return (folder, writer.states)
    }

    @Test func `change one event where one report changes`() throws {
        let later = Timestamp(seconds: Writers.now.seconds + 3600)
        let (first, states) = Self.write(Self.reports(0..<20_000))
        #expect(states.count >= 3 && first.order.last == "manifest.json")
        let (same, _) = Self.write(Self.reports(0..<20_000), at: later, previous: states)
        #expect(same.files == first.files)
        let (changed, _) = Self.write(Self.reports(0..<20_000, changed: 777), at: later, previous: states)
        #expect(changed.files.filter { first.files[$0.key] != $0.value }.count == 2)
        let (less, newStates) = Self.write(
            Self.reports(0..<20_000).filter { "\($0.address)" != "n777.example" },
            at: later,
            previous: states
        )
        let other = less.files.keys.filter { first.files[$0] != less.files[$0] }
        #expect(other.count <= 5)
        #expect(newStates.values.contains { $0.modified == later })
        #expect(newStates.values.count { $0.modified == later } <= 2)
    }

    @Test func `are read back`() throws {
        let (written, _) = Self.write(Self.reports(0..<3000))
        let folder = try TemporaryFolder()
        for (name, bytes) in written.files { try Data(bytes).write(to: folder.url.appending(path: name)) }
        var sink = ListSink()
        let summaries = try FeedReader().read(ByteInput(path: folder.url.path), into: &sink)
        #expect(sink.addresses.count == 3000 && sink.rejects.isEmpty)
        #expect(summaries.filter { $0.format == nil }.map(\.name.lastComponent) == ["hashes.csv"])
        #expect(sink.claims.allSatisfy { $0.label == .green && $0.category == .phishing })
    }
}
