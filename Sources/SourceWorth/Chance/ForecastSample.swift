public import Addresses

/// Takes so many addresses of each kind and step of score, evenly and repeatably: those whose numbers hash lowest.
///
/// Memory is bounded by ``ChanceRules/sampleSize``; the order in which addresses come does not matter.
public struct ForecastSample: Sendable {
    private struct Stratum: Hashable {
        let kind: AddressKind
        let step: Int
    }

    private struct Drawn {
        let hash: UInt64
        let forecast: Forecast
    }

    private let day: Day
    private var drawn: [Stratum: [Drawn]] = [:]
    private var bounds: [Stratum: UInt64] = [:]

    /// A sample of the scores of one day.
    public init(on day: Day) {
        self.day = day
    }

    /// Takes an address in.
    public mutating func add(address: Int64, kind: AddressKind, score: Double) {
        let forecast = Forecast(address: address, kind: kind, score: score, day: day)
        let stratum = Stratum(kind: kind, step: forecast.step)
        let hash = Self.hash(address, day)
        guard hash < bounds[stratum] ?? .max else { return }
        drawn[stratum, default: []].append(Drawn(hash: hash, forecast: forecast))
        if let count = drawn[stratum]?.count, count >= 2 * ChanceRules.sampleSize { shrink(stratum) }
    }

    private mutating func shrink(_ stratum: Stratum) {
        guard var list = drawn[stratum], list.count > ChanceRules.sampleSize else { return }
        list.sort { $0.hash < $1.hash }
        bounds[stratum] = list[ChanceRules.sampleSize].hash
        list.removeSubrange(ChanceRules.sampleSize...)
        drawn[stratum] = list
    }

    /// The forecasts, by address.
    public mutating func finish() -> [Forecast] {
        for stratum in Array(drawn.keys) { shrink(stratum) }
        return drawn.values.lazy.joined().map(\.forecast).sorted { $0.address < $1.address }
    }

    /// A different order of the addresses for every day (the finalizer of SplitMix64).
    private static func hash(_ address: Int64, _ day: Day) -> UInt64 {
        var mixed =
            UInt64(bitPattern: address) &+ UInt64(bitPattern: Int64(day.number)) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
