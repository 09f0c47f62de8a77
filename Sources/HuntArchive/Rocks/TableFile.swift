internal import CRocksDB

/// A table being written: keys in strictly ascending order, then ``finish()``, then ``RocksFamily/ingest(_:)``.
struct TableFile: ~Copyable {
    let path: String
    private let writer: OpaquePointer

    /// Begins the table at `path`, which must lie in the file system of the database.
    init(at path: String, settings: RocksSettings) throws(RocksError) {
        let environment = rocksdb_envoptions_create()
        defer { rocksdb_envoptions_destroy(environment) }
        let writer: OpaquePointer = rocksdb_sstfilewriter_create(environment, settings.options)
        do throws(RocksError) {
            try RocksError.check { rocksdb_sstfilewriter_open(writer, path, $0) }
        } catch {
            rocksdb_sstfilewriter_destroy(writer)
            throw error
        }
        self.path = path
        self.writer = writer
    }

    deinit {
        rocksdb_sstfilewriter_destroy(writer)
    }

    func put(_ key: [UInt8], _ value: [UInt8]) throws(RocksError) {
        try RocksError.check { error in
            key.withUnsafeChars { key in
                value.withUnsafeChars { value in
                    rocksdb_sstfilewriter_put(
                        writer,
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

    /// Writes the rest out, durably.
    func finish() throws(RocksError) {
        try RocksError.check { rocksdb_sstfilewriter_finish(writer, $0) }
    }
}
