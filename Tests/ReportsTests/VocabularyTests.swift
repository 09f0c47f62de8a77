import Reports
import Testing

@Suite struct `The vocabulary of reports` {
    @Test func `names every category once and reads the name back`() {
        #expect(Set(Category.allCases.map(\.name)).count == Category.allCases.count)
        for category in Category.allCases { #expect(Category(name: category.name) == category) }
        #expect(Category(name: "no such thing") == nil)
    }

    @Test(
        arguments: [
            ("TLP:CLEAR", .clear), ("white", .clear), ("tlp:green", .green), ("Amber", .amber),
            ("TLP:AMBER+STRICT", .amberStrict), ("red", .red), ("TLP:BLUE", nil), ("", nil),
        ] as [(String, SharingLabel?)]
    )
    func `reads sharing labels of both TLP generations`(text: String, label: SharingLabel?) {
        #expect(SharingLabel(text) == label)
    }

    @Test func `orders sharing labels from open to closed`() {
        #expect(SharingLabel.allCases.sorted() == [.clear, .green, .amber, .amberStrict, .red])
    }
}
