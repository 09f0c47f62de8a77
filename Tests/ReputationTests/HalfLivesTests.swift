import Addresses
import Reports
import Reputation
import Testing

@Suite struct `Half-lives` {
    @Test(
        arguments: [(.ip, 14), (.domain, 30), (.url, 7), (.network, 60), (.asn, 60)]
            as [(AddressKind, Double)]
    )
    func `have defaults by kind`(kind: AddressKind, days: Double) {
        #expect(HalfLives().days(of: kind) == days)
        #expect(Category.allCases.allSatisfy { HalfLives().days(of: kind, category: $0) == days })
    }

    @Test func `can be set by kind and by category`() throws {
        var halfLives = HalfLives()
        try halfLives.set(2.5, for: .ip, category: .scanning)
        try halfLives.set(10, for: .ip)
        #expect(halfLives.days(of: .ip) == 10)
        for category in Category.allCases {
            #expect(halfLives.days(of: .ip, category: category) == (category == .scanning ? 2.5 : 10))
            #expect(halfLives.days(of: .domain, category: category) == 30)
        }
    }

    @Test(arguments: [0, -1, 0.0099, 36_500.1, .nan, .infinity])
    func `out of range are refused`(days: Double) {
        var halfLives = HalfLives()
        #expect(throws: ReputationError(.halfLife)) { try halfLives.set(days, for: .url) }
        #expect(halfLives == HalfLives())
    }
}
