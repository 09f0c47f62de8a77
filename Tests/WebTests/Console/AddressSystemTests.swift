import Addresses
import Enrichment
import Foundation
import GeoFiles
import Hummingbird
import HummingbirdTesting
import Registry
import Reports
import Testing

@testable import Web

@Suite struct `The system around an address` {
    private let fixture: ConsoleFixture

    init() throws {
        fixture = try ConsoleFixture()
        try fixture.addUser("huda", .analyst, of: fixture.member)
        let folder = fixture.hub.folder.appending(path: "geo")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let record = GeoValue.map([
            "autonomous_system_number": .unsigned(64500),
            "autonomous_system_organization": .string("Example Networks"),
        ])
        let file = GeoFile(type: "GeoLite2-ASN", records: [("45.0.2.0/24", record)])
        try Data(file.bytes).write(to: folder.appending(path: "asn.mmdb"))
        #expect(try fixture.hub.hub.enrichment.refresh(fixture.hub.store).isEmpty)
    }

    @Test func `is told where it is registered itself, and is found by its number`() async throws {
        try fixture.list(["AS64500", "45.0.2.1"])
        try await fixture.browse(as: "huda") { browser in
            for address in ["45.0.2.1", "45.0.2.77"] {
                let html = try await browser.get("/address/ip/\(address)").html
                #expect(
                    html.contains("It lies in") && html.contains("href=\"/address/asn/AS64500\""),
                    "\(address)"
                )
                let csv = try await browser.get("/address/ip/\(address)?format=csv&table=system").html
                #expect(csv.contains("AS64500,asn,"))
            }
            let outside = try await browser.get("/address/ip/45.0.3.1").html
            #expect(!outside.contains("It lies in"))
            for text in ["AS64500", "as64500", "ASN64500"] {
                let found = try await browser.get("/search?q=\(AddressText.encoded(text))").html
                #expect(found.contains("href=\"/address/asn/AS64500\""), "\(text)")
            }
        }
    }

    @Test func `is no more told than its label allows`() async throws {
        let other = try fixture.hub.addMember("qa")
        let actor = Actor(.token(Token.ID(9)), name: "t", member: other.id)
        let item = Submission.Item(try Address("AS64500"), Claim(label: .red))
        _ = try fixture.hub.store.submit(Submission([item]), by: actor, at: HubFixture.now)
        try fixture.list(["45.0.2.1"])
        try await fixture.browse(as: "huda") { browser in
            let html = try await browser.get("/address/ip/45.0.2.1").html
            // Which system it is in is no secret; that somebody reports the system is.
            #expect(html.contains("AS64500") && !html.contains("It lies in"))
        }
    }
}
