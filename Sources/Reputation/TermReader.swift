import Reports

/// Reads terms from text.
///
/// Results are read but not kept: they follow from the factors, and the whole is compared in the end.
struct TermReader {
    private static let largestShare: Int64 = 10_000

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    var error: ReputationError { ReputationError(.storedTerms, at: position) }

    mutating func term() throws(ReputationError) -> ScoreTerm {
        if take("r") { return .report(try report(network: nil)) }
        if take("n") { return try lent() }
        if take("s") { return .sighting(try sighting()) }
        if take("v") { return .votes(try votes()) }
        if take("o") { return .override(try override()) }
        if take("+") { return .others(try others()) }
        try expect("~")
        return .omitted(Int(try integer(in: 1...Int64(Int32.max))))
    }

    private mutating func lent() throws(ReputationError) -> ScoreTerm {
        let network = try integer()
        if take("r") { return .report(try report(network: network)) }
        try expect("o:")
        let lent = try share()
        try expect("*")
        let score = try share()
        return .lentOverride(
            LentOverrideTerm(
                network: network,
                shareSteps: lent,
                scoreSteps: score,
                isCounted: try resultIsCounted()
            )
        )
    }

    private mutating func report(network: Int64?) throws(ReputationError) -> ReportTerm {
        let source = try integer()
        try expect(":")
        var lent = TenThousandths.one
        if network != nil {
            lent = try share()
            try expect("*")
        }
        let reliability = try share()
        try expect("*")
        let confidence = UInt8(try decimal(2, in: 0...100))
        let (age, halfLife) = try decay()
        return ReportTerm(
            source: source,
            network: network,
            share: lent,
            reliability: reliability,
            confidence: confidence,
            age: age,
            halfLife: halfLife,
            isCounted: try resultIsCounted()
        )
    }

    private mutating func sighting() throws(ReputationError) -> SightingTerm {
        let member = try integer()
        try expect(":")
        let weight = try share()
        try expect("*(1-2^-")
        let count = try integer(in: 0...Int64(SightingTerm.maximumCount))
        try expect(")")
        let (age, halfLife) = try decay()
        guard age != Aging.never else { throw error }
        return SightingTerm(
            member: member,
            weight: weight,
            count: Int(count),
            age: age,
            halfLife: halfLife,
            isCounted: try resultIsCounted()
        )
    }

    private mutating func votes() throws(ReputationError) -> VoteTerm {
        let count = try integer(in: 1...Int64(VoteTerm.maximumCount))
        try expect(":(1-")
        let weight = try share()
        try expect(")^")
        _ = try integer()
        guard try resultIsCounted() else { throw error }
        return VoteTerm(count: Int(count), weightSteps: weight)
    }

    private mutating func override() throws(ReputationError) -> OverrideTerm {
        let id = try integer()
        try expect(":")
        let score = TenThousandths(count: try decimal(2, in: 0...Self.largestShare))
        try expect("@")
        return OverrideTerm(id: id, scoreSteps: score, until: Timestamp(seconds: try integer()))
    }

    private mutating func others() throws(ReputationError) -> OthersTerm {
        let count = try integer(in: 1...Int64(Int32.max))
        try expect(":")
        return OthersTerm(count: Int(count), millionths: try decimal(6, in: 0...Int64(Corroboration.steps)))
    }

    private mutating func decay() throws(ReputationError) -> (age: Int64, halfLife: TenThousandths) {
        try expect("*2^-(")
        var age = Aging.never
        if !take("?") {
            let longest = DayFraction.steps(ofSeconds: Aging.maximum)
            age = DayFraction.seconds(ofSteps: try decimal(DayFraction.decimals, in: 0...longest))
        }
        try expect("/")
        let halfLife = try decimal(4, in: 1...TenThousandths(rounding: HalfLives.maximumDays).count)
        try expect(")")
        return (age, TenThousandths(count: halfLife))
    }

    private mutating func resultIsCounted() throws(ReputationError) -> Bool {
        try expect("=")
        _ = try share()
        return !take("~")
    }

    private mutating func share() throws(ReputationError) -> TenThousandths {
        TenThousandths(count: try decimal(4, in: 0...Self.largestShare))
    }
}

extension TermReader {
    mutating func expect(_ text: StaticString) throws(ReputationError) {
        guard take(text) else { throw error }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let end = position + text.utf8CodeUnitCount
        guard end <= bytes.count,
            text.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) })
        else { return false }
        position = end
        return true
    }

    private mutating func integer(
        in range: ClosedRange<Int64> = .min ... .max
    ) throws(ReputationError) -> Int64 {
        let start = error
        let sign: Int64 = take("-") ? -1 : 1
        guard let value = digits(after: 0, sign: sign)?.value, range.contains(value) else { throw start }
        return value
    }

    /// A number with at most `decimals` decimals, in steps of the last one.
    private mutating func decimal(
        _ decimals: Int,
        in range: ClosedRange<Int64>
    ) throws(ReputationError) -> Int64 {
        let start = error
        guard var value = digits(after: 0, sign: 1)?.value else { throw start }
        var missing = decimals
        if take(".") {
            guard let fraction = digits(after: value, sign: 1), fraction.count <= decimals else {
                throw start
            }
            value = fraction.value
            missing -= fraction.count
        }
        for _ in 0..<missing {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { throw start }
            value = product
        }
        guard range.contains(value) else { throw start }
        return value
    }

    /// One digit or more, appended to `start`; nil when there is none or the number grows too large.
    private mutating func digits(after start: Int64, sign: Int64) -> (value: Int64, count: Int)? {
        var value = start
        let first = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            let digit = sign * Int64(bytes[position] - UInt8(ascii: "0"))
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.addingReportingOverflow(digit)
            guard !tooLarge, !overflow else { return nil }
            value = sum
            position += 1
        }
        return position > first ? (value, position - first) : nil
    }
}
