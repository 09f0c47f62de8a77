internal import CRocksDB

/// Walks over the keys of a family as they were when it was made.
final class RocksIterator {
    enum Reach {
        /// Every key from where it is set.
        case wholeOrder
        /// Only keys with the host prefix of where it is set: absent hosts are known by the filter.
        case oneHost
    }

    private let handle: OpaquePointer
    private let options: OpaquePointer
    private let family: RocksFamily

    /// - Parameters:
    ///   - family: the family to read.
    ///   - reach: how far it goes.
    ///   - fillsCache: false for one long pass that would push out everything else.
    init(_ family: RocksFamily, _ reach: Reach, fillsCache: Bool = true) {
        self.family = family
        options = rocksdb_readoptions_create()
        switch reach {
        case .wholeOrder: rocksdb_readoptions_set_total_order_seek(options, 1)
        case .oneHost: rocksdb_readoptions_set_prefix_same_as_start(options, 1)
        }
        rocksdb_readoptions_set_fill_cache(options, fillsCache ? 1 : 0)
        handle = family.makeIterator(options)
    }

    deinit {
        rocksdb_iter_destroy(handle)
        rocksdb_readoptions_destroy(options)
    }

    /// Goes to the first key that is not below `key`.
    func seek(_ key: [UInt8]) {
        key.withUnsafeChars { rocksdb_iter_seek(handle, $0.baseAddress, $0.count) }
    }

    func next() {
        rocksdb_iter_next(handle)
    }

    /// Whether it stands at a key. False at the end and after a failure: see ``check()``.
    var isValid: Bool { rocksdb_iter_valid(handle) != 0 }

    /// The key it stands at, valid until it moves.
    var key: UnsafeRawBufferPointer {
        var length = 0
        let start = rocksdb_iter_key(handle, &length)
        return UnsafeRawBufferPointer(start: start, count: length)
    }

    /// The value it stands at, valid until it moves.
    var value: UnsafeRawBufferPointer {
        var length = 0
        let start = rocksdb_iter_value(handle, &length)
        return UnsafeRawBufferPointer(start: start, count: length)
    }

    /// Throws what ended the walk, if it was a failure.
    func check() throws(RocksError) {
        try RocksError.check { rocksdb_iter_get_error(handle, $0) }
    }
}
