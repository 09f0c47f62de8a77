import Addresses
import Registry
import Reports
import SQLiteRegistry
import Testing

@Suite struct `Members` {
    private let temporary: TemporaryStore
    private let now = TemporaryStore.now
    private var store: SQLiteStore { temporary.store }

    init() throws {
        temporary = try TemporaryStore()
    }

    private func settings(_ code: String, _ constituency: [String] = []) throws -> MemberSettings {
        MemberSettings(
            code: code,
            name: "CERT \(code)",
            arabicName: "مركز \(code)",
            constituency: try constituency.map { try Address($0) }
        )
    }

    @Test func `are kept with what they answer for`() throws {
        let one = try store.addMember(
            try settings("sa", ["192.0.2.0/24", "gov.example", "AS64496"]),
            by: .system,
            at: now
        )
        let two = try store.addMember(try settings("ae"), by: .system, at: now)
        #expect(try store.members().map(\.settings.code) == ["ae", "sa"])
        #expect(Set(try store.members()[1].settings.constituency) == Set(one.settings.constituency))
        let changed = try settings("ae", ["198.51.100.0/24"])
        #expect(try store.updateMember(two.id, changed, by: .system, at: now).settings == changed)
    }

    @Test func `answer for an address by the narrowest entry around it`() throws {
        let wide = try store.addMember(
            try settings("sa", ["192.0.0.0/16", "example.net"]),
            by: .system,
            at: now
        )
        let narrow = try store.addMember(
            try settings("ae", ["192.0.2.0/24", "gov.example.net"]),
            by: .system,
            at: now
        )
        for (text, member) in [
            ("192.0.2.9", narrow.id), ("192.0.3.9", wide.id), ("www.gov.example.net", narrow.id),
            ("http://192.0.2.9/x", narrow.id),
        ] {
            #expect(try store.member(answeringFor: try Address(text)) == member, "\(text)")
        }
        for text in ["203.0.113.1", "notexample.net", "AS64496"] {
            #expect(try store.member(answeringFor: try Address(text)) == nil, "\(text)")
        }
    }

    @Test func `are refused with a wrong code, without names, with URLs`() throws {
        _ = try store.addMember(try settings("sa"), by: .system, at: now)
        var nameless = try settings("ae")
        nameless.arabicName = ""
        for wrong in [
            try settings("sa"), try settings("SA"), try settings(""), nameless,
            try settings("ae", ["http://gov.example/"]),
        ] {
            #expect(throws: StoreError.self) { try store.addMember(wrong, by: .system, at: now) }
        }
        #expect(try store.members().count == 1)
    }
}
