import Reports

/// Writes terms as text into memory that is large enough: ``maximumBytes`` for each term.
struct TermWriter {
    /// No term is longer: three numbers of 20 bytes, seven of 13, 40 bytes of signs.
    static let maximumBytes = 192

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        self.buffer = buffer
    }

    /// The terms as one line.
    static func text(of terms: some Collection<ScoreTerm>) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: terms.count * maximumBytes) { buffer in
            var writer = TermWriter(buffer)
            for term in terms { writer.append(term) }
            return String(decoding: buffer[..<writer.count], as: UTF8.self)
        }
    }

    private mutating func append(_ term: ScoreTerm) {
        if count > 0 { append(" ") }
        switch term {
        case .override(let term): append(term)
        case .votes(let term): append(term)
        case .report(let term): append(term)
        case .sighting(let term): append(term)
        case .lentOverride(let term): append(term)
        case .others(let term):
            append("+")
            append(Int64(term.count))
            append(":")
            append(term.millionths, decimals: 6)
        case .omitted(let count):
            append("~")
            append(Int64(count))
        }
    }

    private mutating func append(_ term: ReportTerm) {
        if let network = term.network {
            append("n")
            append(network)
        }
        append("r")
        append(term.source)
        append(":")
        if term.network != nil {
            append(term.shareSteps)
            append("*")
        }
        append(term.reliabilitySteps)
        append("*")
        append(Int64(term.confidence), decimals: 2)
        appendDecay(age: term.age, halfLife: term.halfLifeSteps)
        appendResult(term.probability, isCounted: term.isCounted)
    }

    private mutating func append(_ term: SightingTerm) {
        append("s")
        append(term.member)
        append(":")
        append(term.weightSteps)
        append("*(1-2^-")
        append(Int64(term.count))
        append(")")
        appendDecay(age: term.age, halfLife: term.halfLifeSteps)
        appendResult(term.probability, isCounted: term.isCounted)
    }

    private mutating func append(_ term: LentOverrideTerm) {
        append("n")
        append(term.network)
        append("o:")
        append(term.shareSteps)
        append("*")
        append(term.scoreSteps)
        appendResult(term.probability, isCounted: term.isCounted)
    }

    private mutating func append(_ term: OverrideTerm) {
        append("o")
        append(term.id)
        append(":")
        append(term.scoreSteps.count, decimals: 2)
        append("@")
        append(term.until.seconds)
    }

    private mutating func append(_ term: VoteTerm) {
        append("v")
        append(Int64(term.count))
        append(":(1-")
        append(term.weightSteps)
        append(")^")
        append(Int64(term.count))
        appendResult(term.remaining, isCounted: true)
    }

    private mutating func appendDecay(age: Int64, halfLife: TenThousandths) {
        append("*2^-(")
        if age == Aging.never {
            append("?")
        } else {
            append(DayFraction.steps(ofSeconds: age), decimals: DayFraction.decimals)
        }
        append("/")
        append(halfLife)
        append(")")
    }

    private mutating func appendResult(_ result: Double, isCounted: Bool) {
        append("=")
        append(TenThousandths(rounding: result))
        if !isCounted { append("~") }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer {
            for byte in $0 { append(byte: byte) }
        }
    }

    private mutating func append(byte: UInt8) {
        buffer[count] = byte
        count += 1
    }

    private mutating func append(_ value: TenThousandths) {
        append(value.count, decimals: 4)
    }

    private mutating func append(_ value: Int64) {
        if value < 0 { append("-") }
        append(digits: value.magnitude, atLeast: 1)
    }

    /// `count` steps of 10^−`decimals`, without trailing zeros.
    private mutating func append(_ count: Int64, decimals: Int) {
        var scale: Int64 = 1
        for _ in 0..<decimals { scale *= 10 }
        var (fraction, width) = (count % scale, decimals)
        append(count / scale)
        guard fraction > 0 else { return }
        while fraction % 10 == 0 {
            fraction /= 10
            width -= 1
        }
        append(".")
        append(digits: fraction.magnitude, atLeast: width)
    }

    private mutating func append(digits value: UInt64, atLeast width: Int) {
        let start = count
        var rest = value
        while rest > 0 || count - start < width {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            append(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            rest = quotient
        }
        buffer[start..<count].reverse()
    }
}

/// Seconds written as days: a step of 10^−5 days is shorter than a second, so whole seconds come back.
enum DayFraction {
    static let decimals = 5
    private static let stepsPerDay: Int64 = 100_000
    private static let secondsPerDay: Int64 = 86_400

    static func steps(ofSeconds seconds: Int64) -> Int64 {
        (seconds * stepsPerDay + secondsPerDay / 2) / secondsPerDay
    }

    static func seconds(ofSteps steps: Int64) -> Int64 {
        (steps * secondsPerDay + stepsPerDay / 2) / stepsPerDay
    }
}
