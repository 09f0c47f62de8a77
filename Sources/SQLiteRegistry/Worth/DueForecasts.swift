import SourceWorth

/// The forecasts that have had their time, settled while the listings of all addresses are read in the order of their
/// numbers. Lineages count as they were known before.
struct DueForecasts {
    private let due: [Forecast]
    private let lineages: Lineages
    private var next = 0
    /// What came of those settled so far.
    private(set) var outcomes: [(forecast: Forecast, isConfirmed: Bool)] = []

    /// - Parameters:
    ///   - due: the forecasts, by address.
    ///   - lineages: which sources count together.
    init(_ due: [Forecast], lineages: Lineages) {
        self.due = due
        self.lineages = lineages
    }

    /// Whether there is one of `address`, which is past all addresses settled so far. Those in between were listed by
    /// nobody: nothing came of them.
    mutating func areDue(of address: Int64) -> Bool {
        while next < due.count, due[next].address < address { settle(by: []) }
        return next < due.count && due[next].address == address
    }

    /// Settles those of the address at hand.
    mutating func settle(_ address: Int64, by intervals: [ListingInterval]) {
        while next < due.count, due[next].address == address { settle(by: intervals) }
    }

    /// Settles those left over, when all listings have been read.
    mutating func finish() {
        while next < due.count { settle(by: []) }
    }

    private mutating func settle(by intervals: [ListingInterval]) {
        let forecast = due[next]
        outcomes.append((forecast, forecast.isConfirmed(by: intervals, lineages: lineages)))
        next += 1
    }
}
