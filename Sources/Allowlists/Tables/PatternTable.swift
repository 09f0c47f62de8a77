/// Patterns with their entries, found by a piece of text that each of them needs.
///
/// Of each pattern the rarest four bytes that every match holds are looked for, all patterns in one pass over the text:
/// 32 KiB of bits say nearly always that no pattern has these four bytes. Only a pattern whose bytes are there is
/// tried.
final class PatternTable: Sendable {
    private static let gramLength = 4
    private static let filterBits = 1 << 18

    private struct Trigger: Sendable {
        let gram: UInt32
        let place: UInt32
        /// Where the four bytes stand in the required text.
        let offset: Int
    }

    let patterns: [TextPattern]
    let runs: EntryRuns
    /// In order of their grams' bits.
    private let triggers: [Trigger]
    /// Where the triggers of each word of the filter begin; one more at the end.
    private let triggerStarts: [UInt32]
    private let filter: [UInt64]
    /// Patterns that need less than four bytes of text: tried on every text.
    private let always: [Int]

    init(_ entries: [(pattern: TextPattern, ref: EntryRef)]) {
        var numbers: [TextPattern: Int] = [:]
        var patterns: [TextPattern] = []
        var places: [(place: UInt32, ref: EntryRef)] = []
        for entry in entries {
            let place = numbers[entry.pattern] ?? patterns.count
            if place == patterns.count {
                numbers[entry.pattern] = place
                patterns.append(entry.pattern)
            }
            places.append((UInt32(place), entry.ref))
        }
        self.patterns = patterns
        runs = EntryRuns(places, placeCount: patterns.count)
        var counts: [UInt32: Int] = [:]
        for pattern in patterns {
            for (_, gram) in Self.grams(of: pattern.requiredText) { counts[gram, default: 0] += 1 }
        }
        var triggers: [Trigger] = []
        var filter = [UInt64](repeating: 0, count: Self.filterBits / 64)
        var always: [Int] = []
        for (place, pattern) in patterns.enumerated() {
            let rarest = Self.grams(of: pattern.requiredText)
                .min { (counts[$0.gram] ?? 0, $0.offset) < (counts[$1.gram] ?? 0, $1.offset) }
            guard let rarest else {
                always.append(place)
                continue
            }
            triggers.append(Trigger(gram: rarest.gram, place: UInt32(place), offset: rarest.offset))
            let bit = Self.bit(of: rarest.gram)
            filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        triggers.sort { (Self.bit(of: $0.gram), $0.place) < (Self.bit(of: $1.gram), $1.place) }
        self.triggers = triggers
        var starts = [UInt32](repeating: 0, count: filter.count + 1)
        for trigger in triggers { starts[(Self.bit(of: trigger.gram) >> 6) + 1] += 1 }
        for word in filter.indices { starts[word + 1] += starts[word] }
        triggerStarts = starts
        self.filter = filter
        self.always = always
        let written = ByteSet("0123456789abcdef:.".utf8)
        canMatchIPs = patterns.contains { $0.requiredText.allSatisfy(written.contains) }
    }

    var isEmpty: Bool { patterns.isEmpty }

    /// Whether some pattern needs nothing but what IP addresses are written with.
    let canMatchIPs: Bool

    private static func grams(of text: [UInt8]) -> [(offset: Int, gram: UInt32)] {
        guard text.count >= gramLength else { return [] }
        return (0...(text.count - gramLength)).map { offset in
            (offset, text[offset..<offset + gramLength].reduce(0) { $0 << 8 | UInt32($1) })
        }
    }

    @inline(__always)
    private static func bit(of gram: UInt32) -> Int {
        Int(truncatingIfNeeded: (gram &* 0x9E37_79B1) &>> 14)
    }

    /// Calls `body` with the place of each pattern that matches a text, once.
    func forEach(matching text: Span<UInt8>, _ body: (_ place: Int) -> Void) {
        for place in always where patterns[place].matches(text) { body(place) }
        var tried: [UInt32] = []
        var gram: UInt32 = 0
        for index in text.indices {
            gram = gram &<< 8 | UInt32(text[unchecked: index].lowercased)
            let bit = Self.bit(of: gram)
            let word = bit &>> 6
            guard filter[word] &>> UInt64(bit & 63) & 1 == 1 else { continue }
            for next in Int(triggerStarts[word])..<Int(triggerStarts[word + 1]) {
                let trigger = triggers[next]
                guard trigger.gram == gram else { continue }
                let start = index + 1 - Self.gramLength - trigger.offset
                let pattern = patterns[Int(trigger.place)]
                guard pattern.holdsRequiredText(text, at: start), !tried.contains(trigger.place) else {
                    continue
                }
                tried.append(trigger.place)
                if pattern.program == nil || pattern.matches(text) { body(Int(trigger.place)) }
            }
        }
    }
}
