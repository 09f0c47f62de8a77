import FeedKeeping
import Registry

extension SQLiteFeedBook {
    /// Asks the book; what goes wrong is an operation that failed.
    func asking<Value>(_ body: (SQLiteFeedBook) throws(FeedBookError) -> Value) throws -> Value {
        do throws(FeedBookError) { return try body(self) } catch {
            throw CommandFailure.operationFailed("\(error)")
        }
    }
}

extension DataOptions {
    /// The book of feeds beside the registry.
    func openFeedBook(_ store: any Store) throws -> SQLiteFeedBook {
        do throws(FeedBookError) { return try SQLiteFeedBook(folder: folder, store: store) } catch {
            throw CommandFailure.operationFailed("\(error)")
        }
    }
}
