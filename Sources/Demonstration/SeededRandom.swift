/// Repeatable randomness (SplitMix64): the same seed makes the same demonstration.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Whether something happens that happens so often out of a hundred times.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// One of the values; nil of none.
    mutating func pick<Values: Collection>(_ values: Values) -> Values.Element? {
        values.randomElement(using: &self)
    }

    /// So many different values, in the order of the collection.
    mutating func sample<Value>(_ values: [Value], _ count: Int) -> [Value] {
        Array(values.indices.shuffled(using: &self).prefix(count).sorted().map { values[$0] })
    }

    /// A number that belongs to what is named by these words and this seed, whatever is drawn besides.
    static func number(_ seed: UInt64, _ words: String...) -> UInt64 {
        var generator = SeededRandom(seed: seed)
        var mixed = generator.next()
        for word in words {
            for byte in word.utf8 {
                generator = SeededRandom(seed: mixed ^ UInt64(byte))
                mixed = generator.next()
            }
            mixed ^= 0xFF
        }
        return mixed
    }
}
