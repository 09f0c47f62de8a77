internal import Addresses

/// AS numbers and ranges of them with their entries.
final class SystemTable: Sendable {
    private let ranges: [ClosedRange<ASN>]
    /// Places of ranges of one number.
    private let singles: [ASN: Int]
    /// Places of all others; there are a handful.
    private let wide: [Int]
    let runs: EntryRuns

    init(_ entries: [(range: ClosedRange<ASN>, ref: EntryRef)]) {
        var numbers: [ClosedRange<ASN>: Int] = [:]
        var ranges: [ClosedRange<ASN>] = []
        var places: [(place: UInt32, ref: EntryRef)] = []
        for entry in entries {
            let place = numbers[entry.range] ?? ranges.count
            if place == ranges.count {
                numbers[entry.range] = place
                ranges.append(entry.range)
            }
            places.append((UInt32(place), entry.ref))
        }
        self.ranges = ranges
        var singles: [ASN: Int] = [:]
        var wide: [Int] = []
        for (place, range) in ranges.enumerated() {
            if range.lowerBound == range.upperBound {
                singles[range.lowerBound] = place
            } else {
                wide.append(place)
            }
        }
        self.singles = singles
        self.wide = wide
        runs = EntryRuns(places, placeCount: ranges.count)
    }

    /// Calls `body` with the places that hold `system`, the number itself first.
    func forEach(holding system: ASN, _ body: (_ place: Int, _ isSame: Bool) -> Void) {
        if let place = singles[system] { body(place, true) }
        for place in wide where ranges[place].contains(system) { body(place, false) }
    }

    /// The rule of a place.
    func rule(at place: Int, reach: Reach) -> AllowlistRule {
        let range = ranges[place]
        return range.lowerBound == range.upperBound
            ? .address(.asn(range.lowerBound), reach) : .systems(range)
    }
}
