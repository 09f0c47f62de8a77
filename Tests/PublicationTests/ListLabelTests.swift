import Addresses
import Allowlists
import Lists
import Publication
import Registry
import Reports
import Reputation
import SQLiteRegistry
import Testing

/// What a list may not be made of makes no difference to it: it is the list of a registry that never held it.
@Suite struct `Labels of published lists` {
    private func fixture(_ hidden: Claim?, _ ceiling: SharingLabel, use: PermittedUse) throws
        -> PublicationFixture
    {
        let fixture = try PublicationFixture()
        try fixture.add(
            try fixture.blocking {
                $0.criteria.maximumLabel = ceiling
                $0.criteria.use = use
                $0.audience = ceiling == .amberStrict ? .staff : .community
            }
        )
        let base = Claim(category: .spam, confidence: 40, label: .clear)
        try fixture.list(
            ["shared.example.net", "192.0.2.1"].map { ($0, base) },
            of: "base"
        )
        if let hidden {
            try fixture.list(
                ["secret.example.net", "shared.example.net", "192.0.2.0/24"].map { ($0, hidden) },
                of: "hidden"
            )
        }
        try fixture.list([("shared.example.net", base)], of: "third")
        try fixture.publish()
        return fixture
    }

    private func told(_ fixture: PublicationFixture) throws -> [ListedAddress] {
        try fixture.entries().map { entry in
            var entry = entry
            // Numbers of rows, and the references made of them, differ by nature.
            entry.id = 0
            entry.reference = ""
            return entry
        }
    }

    @Test(arguments: SharingLabel.allCases, [SharingLabel.clear, .green, .amber, .amberStrict])
    func `decide to the byte`(label: SharingLabel, ceiling: SharingLabel) throws {
        let hidden = Claim(category: .phishing, confidence: 95, label: label, comment: "codeword")
        let with = try told(try fixture(hidden, ceiling, use: .block))
        let without = try told(try fixture(nil, ceiling, use: .block))
        if label <= ceiling {
            #expect(with.map { "\($0.address)" }.contains("secret.example.net"))
            #expect(with != without)
        } else {
            #expect(with == without)
            #expect(without.count == 2)
        }
    }

    @Test func `what is to inform only makes no difference to a list that blocks`() throws {
        let hidden = Claim(category: .phishing, confidence: 95, permittedUse: .inform)
        let with = try told(try fixture(hidden, .green, use: .block))
        #expect(with == (try told(try fixture(nil, .green, use: .block))))
        let informing = try fixture(hidden, .green, use: .inform)
        #expect(try informing.served().contains("secret.example.net"))
        let shared = try #require(try informing.entries().first { "\($0.address)" == "shared.example.net" })
        #expect(shared.sourceCount == 3 && shared.category == .phishing)
    }

    @Test func `follow what a source may be used for`() throws {
        let fixture = try PublicationFixture()
        try fixture.add(try fixture.blocking { $0.criteria.maximumLabel = .green })
        try fixture.list(["a.example.net"], of: "feed")
        try fixture.publish()
        #expect(try fixture.served() == ["a.example.net"])
        for change: (inout SourceSettings) -> Void in [{ $0.permittedUse = .inform }, { $0.label = .amber }] {
            var settings = SourceSettings(name: "feed", reliability: 0.9)
            change(&settings)
            _ = try fixture.store.configure(settings, at: fixture.now)
            try fixture.publish()
            #expect(try fixture.served() == [])
            _ = try fixture.store.configure(SourceSettings(name: "feed", reliability: 0.9), at: fixture.now)
            try fixture.publish()
            #expect(try fixture.served() == ["a.example.net"])
        }
    }
}
