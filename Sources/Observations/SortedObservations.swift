public import Addresses

/// What a tally held, ready to be stored.
public struct DrainedObservations: Sendable {
    /// The observations of each day, earliest day first; days without any are left out.
    public let days: [SortedObservations]
    /// What was not counted.
    public let dropped: ObservationDrops
}

/// Different observations of one day in the order of their ``ObservationKey``: by address, then hour, sensor, inside host.
public struct SortedObservations: Sendable {
    /// The day all of them belong to.
    public let day: Day
    private let entries: [TallyEntry]
    private let keys: [UInt8]
    private let order: [UInt32]

    /// One observation; the address's key is valid within the call that hands it out.
    public struct Element {
        /// The address's key.
        public let address: UnsafeRawBufferPointer
        /// The hour, 0…23.
        public let hourOfDay: UInt8
        /// In whose telemetry.
        public let sensor: SensorNumber
        /// Who met it.
        public let inside: IPAddress?
        /// How often, first and last.
        public let occurrences: Occurrences
    }

    /// How many there are.
    public var count: Int { order.count }

    /// Hands out all observations in order.
    public func forEach<Failure: Error>(_ body: (Element) throws(Failure) -> Void) throws(Failure) {
        let bytes = keys.span.bytes
        for place in order {
            let entry = entries[Int(place)]
            let start = Int(entry.keyOffset)
            let key = bytes.extracting(start..<start + Int(entry.keyLength))
            try key.withUnsafeBytes { pointer throws(Failure) in
                try body(
                    Element(
                        address: pointer,
                        hourOfDay: UInt8(truncatingIfNeeded: entry.hour % Int32(Day.hours)),
                        sensor: SensorNumber(entry.sensor),
                        inside: entry.inside,
                        occurrences: entry.occurrences
                    )
                )
            }
        }
    }

    /// All observations in order; those whose address's bytes are no key are left out.
    public var observations: [Observation] {
        var all: [Observation] = []
        forEach { element in
            guard let address = Address(key: AddressKey(bytes: Array(element.address))),
                let hour = Hour(element.hourOfDay, of: day)
            else { return }
            all.append(
                Observation(
                    address: address,
                    inside: element.inside,
                    sensor: element.sensor,
                    hour: hour,
                    occurrences: element.occurrences
                )
            )
        }
        return all
    }

    /// The entries of a tally by day, each day in order.
    static func days(of entries: [TallyEntry], keys: [UInt8]) -> [SortedObservations] {
        TallyOrder(entries: entries, keys: keys).days.map { day, order in
            SortedObservations(day: day, entries: entries, keys: keys, order: order)
        }
    }
}
