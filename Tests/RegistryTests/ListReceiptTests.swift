import Lists
import Registry
import Reports
import Testing

@Suite struct `How a consumer stands` {
    private static let now = Timestamp(seconds: 1_800_000_000)

    private static func ago(_ seconds: Int64) -> Timestamp { Timestamp(seconds: now.seconds - seconds) }

    @Test(
        arguments: [
            (5, 10, nil, nil, ListReceipt.State.applied), (4, 10, nil, nil, .behind),
            (nil, nil, 5, 10, .given),
            (4, 10, 5, 5, .given), (5, 10, 4, 20, .applied), (nil, nil, 4, 10, .behind),
            (5, 3601, nil, nil, .silent),
            (5, 9000, 5, 3600, .applied), (nil, nil, nil, nil, .silent),
        ] as [(Int64?, Int64?, Int64?, Int64?, ListReceipt.State)]
    )
    func `is told by what it said and was given last`(
        serial: Int64?,
        at: Int64?,
        given: Int64?,
        givenAt: Int64?,
        state: ListReceipt.State
    ) {
        let receipt = ListReceipt(
            consumer: .token(Token.ID(1)),
            name: "firewall",
            serial: serial,
            at: at.map(Self.ago),
            given: given,
            givenAt: givenAt.map(Self.ago)
        )
        #expect(receipt.state(wanting: 5, at: Self.now) == state)
    }

    @Test(
        arguments: [
            (5, 300, ListReceipt.State.applied), (5, 301, .silent), (4, 0, .behind), (nil, 0, .behind),
            (nil, nil, .silent),
        ] as [(Int64?, Int64?, ListReceipt.State)]
    )
    func `is told of a resolver by what it held when it answered`(
        serial: Int64?,
        at: Int64?,
        state: ListReceipt.State
    ) throws {
        let zone = try #require(ZoneName("rpz"))
        let receipt = ListReceipt(
            consumer: .resolver(zone: zone),
            name: "ns1",
            serial: serial,
            at: at.map(Self.ago)
        )
        #expect(receipt.state(wanting: 5, at: Self.now) == state)
    }
}
