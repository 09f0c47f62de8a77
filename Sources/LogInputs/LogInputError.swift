/// Why the inputs cannot run.
public enum LogInputError: Error, Sendable, Hashable {
    /// The configurations do not go together.
    case configuration(String)
    /// The resume positions cannot be read or kept.
    case resume(ResumeError)
    /// An input cannot begin: its address is taken, its certificate cannot be loaded.
    case input(name: String, detail: String)
}

extension LogInputError: CustomStringConvertible {
    /// One line for a person: which input, what is wrong, how to mend it.
    public var description: String {
        switch self {
        case .configuration(let detail): detail
        case .resume(let error): "\(error)"
        case .input(let name, let detail): "input \(name): \(detail)"
        }
    }
}
