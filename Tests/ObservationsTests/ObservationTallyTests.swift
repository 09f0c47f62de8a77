import Addresses
import Observations
import Reports
import TestSupport
import Testing

@Suite struct `A tally of observations` {
    private static let midnight: Int64 = 1_799_971_200

    /// What the tally should hold, counted naively.
    private struct Naive {
        struct Key: Hashable {
            let address: Address
            let inside: IPAddress?
            let sensor: SensorNumber
            let hour: Int64
        }
        var counts: [Key: Occurrences] = [:]

        mutating func add(
            _ address: Address,
            _ inside: IPAddress?,
            _ sensor: SensorNumber,
            _ second: Int64,
            _ times: UInt32
        ) {
            let key = Key(address: address, inside: inside, sensor: sensor, hour: second / 3600)
            let offset = UInt16(second % 3600)
            guard let met = Occurrences(count: UInt64(times), first: offset, last: offset) else { return }
            counts[key]?.join(met)
            if counts[key] == nil { counts[key] = met }
        }

        mutating func add(_ observation: Observation) {
            let key = Key(
                address: observation.address,
                inside: observation.inside,
                sensor: observation.sensor,
                hour: Int64(observation.hour.number)
            )
            counts[key]?.join(observation.occurrences)
            if counts[key] == nil { counts[key] = observation.occurrences }
        }
    }

    private static func draw(
        _ random: inout SeededGenerator,
        days: Int64
    ) -> (Address, IPAddress?, SensorNumber, Int64, UInt32) {
        let address = `Observation keys`.addresses.randomElement(using: &random)
        let inside = `Observation keys`.insides.randomElement(using: &random)
        return (
            address ?? .ip(IPAddress(v4: 0)), inside ?? nil,
            SensorNumber(UInt16.random(in: 0...2, using: &random)),
            midnight + Int64.random(in: 0..<(days * 86_400), using: &random),
            UInt32.random(in: 1...3, using: &random)
        )
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `counts what a dictionary counts, in order, day by day`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var tally = ObservationTally(using: &random)
        var naive = Naive()
        for _ in 0..<6000 {
            let (address, inside, sensor, second, times) = Self.draw(&random, days: 3)
            #expect(tally.add(address, inside: inside, sensor: sensor, at: second, times: times) == .counted)
            naive.add(address, inside, sensor, second, times)
        }
        #expect(tally.count == naive.counts.count)
        let drained = tally.drain()
        #expect(drained.dropped.isEmpty)
        #expect(drained.days.map(\.day) == drained.days.map(\.day).sorted() && drained.days.count == 3)
        var again = Naive()
        for day in drained.days {
            var last: [UInt8] = []
            day.forEach { element in
                var key = Array(element.address)
                ObservationKey.appendTail(
                    marker: 2,
                    hourOfDay: element.hourOfDay,
                    sensor: element.sensor,
                    inside: element.inside,
                    to: &key
                )
                #expect(last.lexicographicallyPrecedes(key))
                last = key
            }
            #expect(day.observations.count == day.count)
            for observation in day.observations {
                #expect(observation.hour.day == day.day)
                again.add(observation)
            }
        }
        #expect(again.counts == naive.counts)
        #expect(tally.isEmpty && tally.drain().days.isEmpty)
    }

    @Test(arguments: [1, 7, 100, 5000])
    func `loses nothing when it is drained whenever it is full`(capacity: Int) {
        var random = SeededGenerator(seed: 9)
        var tally = ObservationTally(capacity: capacity, using: &random)
        var naive = Naive()
        var again = Naive()
        var fills = 0
        for _ in 0..<3000 {
            let (address, inside, sensor, second, times) = Self.draw(&random, days: 2)
            naive.add(address, inside, sensor, second, times)
            if tally.add(address, inside: inside, sensor: sensor, at: second, times: times) == .full {
                fills += 1
                #expect(tally.count == capacity)
                for day in tally.drain().days { day.observations.forEach { again.add($0) } }
                #expect(
                    tally.add(address, inside: inside, sensor: sensor, at: second, times: times) == .counted
                )
            }
        }
        for day in tally.drain().days { day.observations.forEach { again.add($0) } }
        #expect(again.counts == naive.counts)
        #expect((fills > 0) == (capacity < naive.counts.count))
    }

    @Test func `is full by the bytes of its keys as well`() throws {
        var random = SeededGenerator(seed: 4)
        var tally = ObservationTally(capacity: 1000, keyCapacity: 0, using: &random)
        let path = String(repeating: "a", count: 8000)
        var added = 0
        while try tally.add(
            Address("http://evil.example/\(path)/\(added)"),
            inside: nil,
            sensor: SensorNumber(0),
            at: Self.midnight
        )
            == .counted
        { added += 1 }
        #expect(added == ObservationKey.maximumAddressLength / 8030)
        #expect(tally.dropped.isEmpty)
        #expect(
            tally.add(.ip(IPAddress(v4: 1)), inside: nil, sensor: SensorNumber(0), at: Self.midnight)
                == .counted
        )
    }

    @Test func `says what it cannot count`() {
        var tally = ObservationTally(capacity: 1)
        let address = Address.ip(IPAddress(v4: 0xC000_0201))
        let sensor = SensorNumber(0)
        for second in [-1, Int64.min, Day.last.end.seconds, Int64.max] {
            #expect(
                tally.add(address, inside: nil, sensor: sensor, at: second, times: 2)
                    == .dropped(.timeOutOfRange)
            )
        }
        for key in [[], [0x04, 1, 2], [0x0D, 0x61, 0, 0x02], Array(repeating: 0x0D, count: 30_000)]
            as [[UInt8]]
        {
            key.withUnsafeBytes {
                #expect(tally.add($0, inside: nil, sensor: sensor, at: 0) == .dropped(.unusableAddress))
            }
        }
        #expect(tally.add(address, inside: nil, sensor: sensor, at: 0, times: .max) == .counted)
        #expect(tally.add(address, inside: nil, sensor: sensor, at: 1) == .full)
        #expect(tally.add(address, inside: nil, sensor: SensorNumber(1), at: 1) == .full)
        tally.giveUp(3)
        let dropped = tally.drain().dropped
        #expect(dropped[.timeOutOfRange] == 8 && dropped[.unusableAddress] == 4 && dropped[.noRoom] == 3)
        #expect(dropped.total == 15)
        #expect(tally.dropped.isEmpty)
    }

    @Test func `keeps URLs in one notation`() throws {
        var tally = ObservationTally()
        for text in ["http://evil.example/%61", "http://evil.example/a", "http://evil.example/%61"] {
            #expect(try tally.add(Address(text), inside: nil, sensor: SensorNumber(0), at: 5) == .counted)
        }
        let observations = tally.drain().days.flatMap(\.observations)
        #expect(observations.map(\.address.description) == ["http://evil.example/a"])
        #expect(observations.map(\.occurrences.count) == [3])
    }
}
