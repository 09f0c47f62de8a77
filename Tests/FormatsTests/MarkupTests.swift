import ByteStreams
import Formats
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct `XML and HTML` {
    static func claims(_ file: String) throws -> [String: Claim] {
        let (sink, _) = try Fixtures.read(file)
        return Dictionary(zip(sink.addresses, sink.claims)) { $1 }
    }

    @Test func `tell all that a claim holds`() throws {
        let stix = try Self.claims("xml/package.stix1.xml")
        let gate = try #require(stix["192.0.2.1"])
        #expect((gate.category, gate.confidence, gate.label) == (.commandAndControl, 90, .green))
        #expect((gate.comment, gate.expiry?.description) == ("Gates", "2026-12-01T00:00:00Z"))
        #expect(stix["both.example"]?.permittedUse == .inform)
        #expect(stix["192.0.2.99"]?.permittedUse == .inform)
        #expect(stix["http://referred.example/a"]?.permittedUse == nil)
        #expect(stix["http://referred.example/a"]?.comment == "By reference")
        let openIOC = try Self.claims("xml/openioc-1.0.ioc")
        #expect(openIOC["gate.example"]?.category == .systemCompromise)
        #expect(openIOC["gate.example"]?.firstSeen?.description == "2026-11-01T00:00:00Z")
        #expect(openIOC["both.example"]?.permittedUse == .inform)
        let page = try Self.claims("xml/table.html")
        #expect(page["192.0.2.160"]?.comment == "Samum x")
        let clean = try Self.claims("xml/clean-mx.xml")
        #expect(clean["http://phish.example/i/"]?.category == .phishing)
        #expect(clean["http://drop.example/24wer.html"]?.comment == "js.agent.uo.2")
    }

    /// No entity is read, so none can name a file or grow.
    @Test func `with a document type are refused`() throws {
        let error = #expect(throws: FeedError.self) { try Fixtures.read("refused/entity.xml", as: .openIOC) }
        #expect(error?.code == .malformedMarkup)
        #expect(error?.description.contains("document type") == true)
        #expect(error?.description.contains("root:") == false)
        #expect(throws: FeedError.self) { try Fixtures.read("refused/entity.xml") }
    }

    @Test(arguments: [
        "<ioc><definition><Indicator operator=\"OR\">", "<ioc></definition>", "<ioc>&nothing;</ioc>",
        "<ioc a=\"1\" a=\"2\"/>",
        "<ioc><a b=></a></ioc>", "<ioc>" + String(repeating: "<a>", count: 1000),
    ])
    func `that are not well-formed are one error with its place`(text: String) throws {
        let error = #expect(throws: FeedError.self) { try read(text, as: .openIOC) }
        #expect(error?.code == .malformedMarkup)
        #expect(error?.file == "feed")
        #expect(error?.description.contains("line 1") == true)
    }

    @Test func `in Latin-1 and UTF-16 are read`() throws {
        let text =
            "<ioc xmlns=\"http://schemas.mandiant.com/2010/ioc\"><short_description>caf\u{E9}</short_description><definition><Indicator operator=\"OR\"><IndicatorItem condition=\"is\"><Context search=\"Network/DNS\"/><Content type=\"string\">a.example</Content></IndicatorItem></Indicator></definition></ioc>"
        let latin1 =
            Array("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>".utf8)
            + text.unicodeScalars.map { UInt8($0.value) }
        #expect(try read(latin1).sink.claims.first?.comment == "café")
        let units = Array(("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + text).utf16)
        let utf16 = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try read(utf16).sink.claims.first?.comment == "café")
    }

    @Test func `pages without addresses in tables are refused`() throws {
        let page =
            "<!DOCTYPE html><html><body><table><tr><td>Sign in</td><td>Name</td></tr></table></body></html>"
        let error = #expect(throws: FeedError.self) { try read(page) }
        #expect(error?.code == .nothingReads)
    }
}
