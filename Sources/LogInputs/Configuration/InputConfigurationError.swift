/// What is wrong with the configuration of an input.
public struct InputConfigurationError: Error, Sendable, Hashable {
    /// The input, as far as it is known; empty otherwise.
    public internal(set) var input: String
    /// The option or part that is wrong.
    public let option: String
    /// What is wrong, and how to write it.
    public let detail: String

    init(_ option: String, _ detail: String, input: String = "") {
        self.option = option
        self.detail = detail
        self.input = input
    }

    static func check<Value: Comparable>(
        _ option: String,
        _ value: Value,
        in range: ClosedRange<Value>
    ) throws(InputConfigurationError) {
        guard range.contains(value) else {
            throw InputConfigurationError(
                option,
                "\(value) is out of range; take \(range.lowerBound) to \(range.upperBound)"
            )
        }
    }
}

extension InputConfigurationError: CustomStringConvertible {
    /// One line for a person.
    public var description: String {
        input.isEmpty ? "\(option): \(detail)" : "\(input): \(option): \(detail)"
    }
}
