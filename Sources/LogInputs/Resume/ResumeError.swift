import SystemIO

/// Why the resume positions cannot be read or kept.
public struct ResumeError: Error, Sendable, Hashable {
    /// What kind of failure it is.
    public enum Code: String, Sendable {
        /// The folder or the file cannot be opened or made.
        case unreadable
        /// Another process works with the folder.
        case inUse = "in-use"
        /// The file's content is not what was written.
        case damaged
        /// A position could not be written.
        case unwritable
    }

    /// What kind of failure it is.
    public let code: Code
    /// The file.
    public let path: String
    /// What is wrong in words, and how to mend it.
    public let detail: String
}

extension ResumeError: CustomStringConvertible {
    /// One line for a person.
    public var description: String { "\(path): \(detail)" }
}

extension ResumeError {
    init(_ code: Code, path: String, _ failure: SystemFailure) {
        self.init(code: code, path: path, detail: failure.detail)
    }
}
