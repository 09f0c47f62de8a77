internal import CRocksDB

/// One family of keys of a database.
///
/// A dropped family can be read until its last holder is gone. `@unchecked Sendable`: the pointer is set once, RocksDB's
/// family object may be used from any thread, and it is destroyed in `deinit`, when nobody holds it.
final class RocksFamily: @unchecked Sendable {
    let name: String
    let database: RocksDatabase
    fileprivate let handle: OpaquePointer

    init(handle: OpaquePointer, name: String, database: RocksDatabase) {
        self.handle = handle
        self.name = name
        self.database = database
    }

    deinit {
        rocksdb_column_family_handle_destroy(handle)
    }

    /// The value of `key`.
    func value(of key: [UInt8]) throws(RocksError) -> [UInt8]? {
        let options = rocksdb_readoptions_create()
        defer { rocksdb_readoptions_destroy(options) }
        var length = 0
        let value = try RocksError.check { error in
            key.withUnsafeChars {
                rocksdb_get_cf(database.handle, options, handle, $0.baseAddress, $0.count, &length, error)
            }
        }
        guard let value else { return nil }
        defer { rocksdb_free(value) }
        return Array(UnsafeRawBufferPointer(start: value, count: length))
    }

    /// Sets the value of `key`, durably.
    func set(_ key: [UInt8], to value: [UInt8]) throws(RocksError) {
        let options = rocksdb_writeoptions_create()
        defer { rocksdb_writeoptions_destroy(options) }
        rocksdb_writeoptions_set_sync(options, 1)
        try RocksError.check { error in
            key.withUnsafeChars { key in
                value.withUnsafeChars { value in
                    rocksdb_put_cf(
                        database.handle,
                        options,
                        handle,
                        key.baseAddress,
                        key.count,
                        value.baseAddress,
                        value.count,
                        error
                    )
                }
            }
        }
    }

    /// Takes over the table at `path`, all or nothing. The file leaves its place.
    func ingest(_ path: String) throws(RocksError) {
        let options = rocksdb_ingestexternalfileoptions_create()
        defer { rocksdb_ingestexternalfileoptions_destroy(options) }
        rocksdb_ingestexternalfileoptions_set_move_files(options, 1)
        try RocksError.check { error in
            path.withCString { text in
                var list: [UnsafePointer<CChar>?] = [text]
                rocksdb_ingest_external_file_cf(database.handle, handle, &list, 1, options, error)
            }
        }
    }

    /// Removes the family and its tables; holders can read on.
    func drop() throws(RocksError) {
        try RocksError.check { error in rocksdb_drop_column_family(database.handle, handle, error) }
    }

    /// Bytes of its tables on disk.
    var byteCount: UInt64 { number("rocksdb.live-sst-files-size") }

    private func number(_ property: String) -> UInt64 {
        var value: UInt64 = 0
        return rocksdb_property_int_cf(database.handle, handle, property, &value) == 0 ? value : 0
    }

    func makeIterator(_ options: OpaquePointer?) -> OpaquePointer {
        rocksdb_create_iterator_cf(database.handle, options, handle)
    }
}

extension [UInt8] {
    func withUnsafeChars<Value>(_ body: (UnsafeBufferPointer<CChar>) -> Value) -> Value {
        withUnsafeBytes { body($0.assumingMemoryBound(to: CChar.self)) }
    }
}
