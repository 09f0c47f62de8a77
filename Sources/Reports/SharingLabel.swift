/// How far a report may be shared: the Traffic Light Protocol 2.0 (FIRST), least restrictive first.
///
/// The raw value is stored and never changes.
public enum SharingLabel: UInt8, Sendable, CaseIterable, Comparable {
    case clear = 0
    case green = 1
    case amber = 2
    case amberStrict = 3
    case red = 4

    /// The label as written, without `TLP:`, for example `AMBER+STRICT`.
    public var name: String {
        switch self {
        case .clear: "CLEAR"
        case .green: "GREEN"
        case .amber: "AMBER"
        case .amberStrict: "AMBER+STRICT"
        case .red: "RED"
        }
    }

    /// Reads a label in any case, with or without `TLP:`; `WHITE` is the TLP 1.0 word for CLEAR.
    /// - Parameter text: the label.
    public init?(_ text: some StringProtocol) {
        var word = text.uppercased()[...]
        if word.hasPrefix("TLP:") { word = word.dropFirst(4) }
        if word == "WHITE" { word = "CLEAR" }
        guard let label = Self.allCases.first(where: { $0.name == word }) else { return nil }
        self = label
    }

    /// Less restrictive labels first.
    public static func < (left: SharingLabel, right: SharingLabel) -> Bool {
        left.rawValue < right.rawValue
    }
}
