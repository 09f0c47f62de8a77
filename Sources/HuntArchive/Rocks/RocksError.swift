internal import CRocksDB

/// What RocksDB said when something failed.
struct RocksError: Error {
    let message: String

    /// Calls a function of the C interface that reports its error as a string of its own.
    static func check<Value>(
        _ call: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
    ) throws(RocksError) -> Value {
        var text: UnsafeMutablePointer<CChar>?
        let value = call(&text)
        guard let text else { return value }
        defer { rocksdb_free(text) }
        throw RocksError(message: String(cString: text))
    }
}
