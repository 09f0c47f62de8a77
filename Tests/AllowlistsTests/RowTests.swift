import Addresses
import Allowlists
import Testing

@Suite struct `A rule in a row` {
    static let rules: [AllowlistRule] = {
        let written: [(AllowlistRule.Form, String)] = [
            (.address, "192.0.2.1"), (.address, "198.51.100.0/24"), (.address, "AS64500"),
            (.address, "a.example"),
            (.address, "https://a.example/b?c"), (.topLevelDomain, "xn--mgberp4a5d4ar"),
            (.topLevelDomain, "sa"),
            (.systems, "AS64496-AS64511"), (.wider, "0.0.0.0/8"), (.wider, "::/20"),
            (.publicSuffixes, "registries"),
            (.publicSuffixes, "platforms"), (.substring, "abc"), (.regularExpression, "/^a.c$/i"),
        ]
        return written.compactMap { try? AllowlistRule(form: $0, text: $1, reach: .everything) }
    }()

    @Test func `is read back as it was`() throws {
        #expect(Self.rules.count == 14)
        for rule in Self.rules {
            #expect(try AllowlistRule(form: rule.form, text: rule.text, reach: rule.reach) == rule)
        }
        for reach in Reach.allCases {
            let rule = AllowlistRule.address(try address("a.example"), reach)
            #expect(try AllowlistRule(form: rule.form, text: rule.text, reach: rule.reach) == rule)
        }
    }

    @Test(arguments: [
        (AllowlistRule.Form.address, "localhost"), (.topLevelDomain, "a.b"), (.systems, "AS2"),
        (.systems, "AS9-AS3"),
        (.wider, "10.0.0.0/8"), (.wider, "0.0.0.0/33"), (.publicSuffixes, "all"), (.substring, ""),
        (.regularExpression, "(?=a)"),
    ])
    func `that is none is refused with its text`(form: AllowlistRule.Form, text: String) {
        let error = #expect(throws: AllowlistRule.StoredError.self) {
            try AllowlistRule(form: form, text: text, reach: .exact)
        }
        guard case .unreadable(form, text, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `has names that can be read back`() {
        for kind in EntryKind.allCases { #expect(EntryKind(name: kind.name) == kind) }
        for label in EntryLabel.allCases { #expect(EntryLabel(name: label.name) == label) }
        for reach in Reach.allCases { #expect(Reach(name: reach.name) == reach) }
        #expect(EntryKind(name: "whatever") == nil)
        #expect(EntryScope(storedMember: nil) == .everyone && EntryScope(storedMember: 4).memberNumber == 4)
        #expect(terms().fault == nil && terms(list: "").fault != nil)
    }
}
