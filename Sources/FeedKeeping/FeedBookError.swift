/// Why the book of feeds cannot be read or written.
public struct FeedBookError: Error, CustomStringConvertible {
    private let path: String
    private let cause: any Error

    init(_ path: String, _ cause: any Error) {
        self.path = path
        self.cause = cause
    }

    /// The file and what is wrong.
    public var description: String { "\(path): \(cause)" }
}
