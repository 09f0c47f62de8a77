/// A piece of Marsad that is fed with hostile bytes.
public struct FuzzTarget: Sendable {
    /// What it is called on the command line and in the corpus.
    public let name: String
    /// Takes any bytes; traps when something is wrong.
    public let run: @Sendable ([UInt8]) -> Void

    /// Every target, by name.
    public static let all: [FuzzTarget] = [.delta, .logs, .scanner, .watchlist]

    /// The target of that name.
    public static func named(_ name: String) -> FuzzTarget? {
        all.first { $0.name == name }
    }

    /// Ends the program with a message: what the fuzzer takes for a find, and a test for a failure.
    static func fail(_ message: String) -> Never {
        preconditionFailure(message)
    }
}
