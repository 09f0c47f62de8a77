import Registry
import Reports
import Testing

@Suite struct `A sharing label` {
    private static let owner = Member.ID(1)
    private static let named = Member.ID(2)
    private static let other = Member.ID(3)

    /// For each label: everyone, those served by another member, the system's own staff, and the staff of another, of a
    /// named member, of the owner.
    @Test(
        arguments: [
            (.clear, [true, true, true, true, true, true]),
            (.green, [false, true, true, true, true, true]),
            (.amber, [false, true, true, true, true, true]),
            (.amberStrict, [false, false, true, true, true, true]),
            (.red, [false, false, false, false, true, true]),
        ] as [(SharingLabel, [Bool])]
    )
    func `lets be seen what the Traffic Light Protocol says`(label: SharingLabel, expected: [Bool]) {
        let viewers: [Viewer] = [
            .everyone, .constituent(of: Self.other), .staff(of: nil), .staff(of: Self.other),
            .staff(of: Self.named), .staff(of: Self.owner),
        ]
        let seen = viewers.map {
            Visibility.allows(label, ownedBy: Self.owner, naming: [Self.named], to: $0)
        }
        #expect(seen == expected)
        #expect(Visibility.allows(label, ownedBy: Self.owner, naming: [Self.named], to: .system))
    }

    @Test func `keeps what is RED from those the owner serves, and from all when nobody owns it`() {
        let constituent = Viewer.constituent(of: Self.owner)
        #expect(!Visibility.allows(.red, ownedBy: Self.owner, naming: [], to: constituent))
        #expect(!Visibility.allows(.red, ownedBy: nil, naming: [], to: .staff(of: nil)))
        #expect(!Visibility.allows(.red, ownedBy: nil, naming: [], to: .staff(of: Self.owner)))
    }
}
