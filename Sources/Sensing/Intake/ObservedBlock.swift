import Addresses
import Observations
import Reports

/// Observations as the spool keeps them until the archive has them.
///
/// ```
/// each: length of the key, key, seconds of the first, seconds of the last after it, count, 0 or 16, inside host
/// ```
/// Numbers are variable in length.
enum ObservedBlock {
    /// One address met by one inside host within one hour.
    struct Element {
        let key: [UInt8]
        let inside: IPAddress?
        let first: Int64
        let last: Int64
        let count: UInt64
    }

    /// The bytes of what was drained from a tally.
    static func bytes(_ drained: DrainedObservations) -> [UInt8] {
        var bytes: [UInt8] = []
        for day in drained.days {
            day.forEach { element in
                let hour = day.day.start.seconds + Int64(element.hourOfDay) * Hour.seconds
                let (first, last) = (element.occurrences.first, element.occurrences.last)
                VariableNumber.append(UInt64(element.address.count), to: &bytes)
                bytes.append(contentsOf: element.address)
                VariableNumber.append(UInt64(hour + Int64(first)), to: &bytes)
                VariableNumber.append(UInt64(last - first), to: &bytes)
                VariableNumber.append(element.occurrences.count, to: &bytes)
                let inside = element.inside?.spooled ?? []
                VariableNumber.append(UInt64(inside.count), to: &bytes)
                bytes.append(contentsOf: inside)
            }
        }
        return bytes
    }

    /// Hands out what ``bytes(_:)`` wrote; what is damaged ends it.
    /// - Returns: whether all of it was read.
    static func forEach(in bytes: [UInt8], _ body: (Element) throws -> Void) rethrows -> Bool {
        var place = 0
        func number() -> UInt64? {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while place < bytes.count, shift < 64 {
                let byte = bytes[place]
                place += 1
                value |= UInt64(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return value }
                shift += 7
            }
            return nil
        }
        func run(_ length: UInt64) -> [UInt8]? {
            guard length <= UInt64(bytes.count - place) else { return nil }
            defer { place += Int(length) }
            return Array(bytes[place..<place + Int(length)])
        }
        while place < bytes.count {
            guard let key = number().flatMap({ run($0) }),
                let first = number().flatMap({ Int64(exactly: $0) }),
                let span = number(), span < UInt64(Hour.seconds), let count = number(),
                let inside = number().flatMap({ run($0) })
            else { return false }
            try body(
                Element(
                    key: key,
                    inside: IPAddress(spooled: inside),
                    first: first,
                    last: first + Int64(span),
                    count: count
                )
            )
        }
        return true
    }
}

extension ObservationTally {
    /// Counts an element again, with its first and its last moment.
    /// - Returns: false when there was no room.
    mutating func add(_ element: ObservedBlock.Element, sensor: SensorNumber) -> Bool {
        let last: UInt64 = element.last > element.first ? 1 : 0
        let count = element.count - min(element.count, last)
        var outcome = add(element, at: element.first, times: count, sensor)
        if last > 0, outcome != .full { outcome = add(element, at: element.last, times: last, sensor) }
        return outcome != .full
    }

    private mutating func add(
        _ element: ObservedBlock.Element,
        at seconds: Int64,
        times: UInt64,
        _ sensor: SensorNumber
    ) -> Outcome {
        var left = times
        repeat {
            let part = UInt32(clamping: left)
            let outcome = element.key.withUnsafeBytes {
                add($0, inside: element.inside, sensor: sensor, at: seconds, times: part)
            }
            if outcome == .full { return .full }
            left -= UInt64(part)
        } while left > 0
        return .counted
    }
}
