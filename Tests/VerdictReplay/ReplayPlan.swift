import Foundation

/// What to play, as `Benchmarks/evaluate.py` writes it beside the rows (`plan.json`).
public struct ReplayPlan: Codable, Sendable {
    /// A source.
    public struct PlannedSource: Codable, Sendable {
        var name: String
        /// What it reports, one of our words; left out when nobody stated it.
        var category: String?
    }

    /// One play from the first day on.
    public struct Case: Codable, Sendable {
        var name: String
        /// Sources that the play knows nothing of.
        var hidden: [Int]
        /// The days of which scores are asked, ascending.
        var days: [Int]
        /// Whether forecasts are made and settled, so that chances can be given.
        var makesForecasts: Bool
    }

    /// Days from 1970-01-01 to the history's day 0.
    var epoch: Int32
    /// One kind for all addresses; left out when `kinds.bin` tells them apart.
    var kind: String?
    var sources: [PlannedSource]
    /// The plays.
    public var cases: [Case]
}

/// Why a history cannot be played.
public enum ReplayError: Error, CustomStringConvertible {
    /// What is wrong with the folder.
    case history(String)

    /// One sentence.
    public var description: String {
        switch self {
        case .history(let fault): "the exported history is broken: \(fault)"
        }
    }
}
