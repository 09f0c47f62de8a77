import Formats
public import Registry

/// Why an import did not happen. The registry is as it was before.
public struct ImportError: Error, Sendable {
    /// What stood in the way.
    public enum Cause: Sendable {
        /// A file: missing, broken, or of no known format.
        case file
        /// The source lists more than one snapshot holds.
        case tooLarge
        /// The registry.
        case store(StoreError)
    }

    /// What stood in the way.
    public let cause: Cause
    /// What happened, where and how to mend it.
    public let description: String

    init(_ error: FeedError) {
        cause = .file
        description = "\(error)"
    }

    init(_ error: SnapshotTooLarge, file: String) {
        cause = .tooLarge
        description = "\(file): \(error); give it to several sources"
    }

    init(unusable name: String, _ detail: String) {
        cause = .file
        description = "\(name): \(detail)"
    }

    init(_ error: StoreError) {
        cause = .store(error)
        description = "\(error)"
    }

    static func converting<Value>(
        _ body: () throws(FeedError) -> Value
    ) throws(ImportError) -> Value {
        do { return try body() } catch { throw ImportError(error) }
    }

    static func converting<Value>(
        _ body: () throws(StoreError) -> Value
    ) throws(ImportError) -> Value {
        do { return try body() } catch { throw ImportError(error) }
    }
}

extension ImportError: CustomStringConvertible {}
