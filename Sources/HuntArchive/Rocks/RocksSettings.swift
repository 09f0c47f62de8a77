internal import CRocksDB

/// How the database and all its families are set up.
///
/// zstd blocks of 16 KiB, index and filters in partitions and in the cache, a Bloom filter over hosts, no compaction: tables
/// come in sorted and are rewritten by us. Measured in `docs/decisions/0005-hunt-archive.md`.
///
/// `@unchecked Sendable`: the pointers are set once; RocksDB copies or only reads what they point to, from any thread; they
/// are released in `deinit`, after every database and table writer that holds this object.
final class RocksSettings: @unchecked Sendable {
    let options: OpaquePointer
    private let cache: OpaquePointer

    private static let blockSize = 16 << 10
    private static let metadataBlockSize: UInt64 = 4 << 10
    private static let filterBitsPerHost = 10.0
    private static let zstdLevel: Int32 = 3
    private static let formatVersion: Int32 = 5
    /// Families hold no rows in memory; only a few names and numbers of the default family are ever written that way.
    private static let memoryTableSize = 64 << 10
    private static let maximumManifestSize = 1 << 20
    private static let maximumLogSize = 1 << 20
    private static let logLevelWarnings: Int32 = 2

    /// - Parameters:
    ///   - cacheSize: most bytes of blocks, indexes and filters kept in memory.
    ///   - logFolder: where RocksDB's own log goes; nil for the database's folder.
    init(cacheSize: Int, logFolder: String? = nil) {
        options = rocksdb_options_create()
        cache = rocksdb_cache_create_lru(cacheSize)
        if let logFolder { rocksdb_options_set_db_log_dir(options, logFolder) }
        setTables()
        rocksdb_options_set_prefix_extractor(options, HostPrefix.makeTransform())
        rocksdb_options_set_compression(options, Int32(rocksdb_zstd_compression))
        rocksdb_options_set_compression_options(options, -14, Self.zstdLevel, 0, 0)
        rocksdb_options_set_disable_auto_compactions(options, 1)
        rocksdb_options_set_write_buffer_size(options, Self.memoryTableSize)
        // Every table is opened with the database: a reader keeps what a writer removes, and no table opens in a hunt.
        rocksdb_options_set_max_open_files(options, -1)
        rocksdb_options_set_skip_stats_update_on_db_open(options, 1)
        rocksdb_options_set_stats_dump_period_sec(options, 0)
        rocksdb_options_set_stats_persist_period_sec(options, 0)
        rocksdb_options_set_max_manifest_file_size(options, Self.maximumManifestSize)
        rocksdb_options_set_manifest_preallocation_size(options, Self.memoryTableSize)
        rocksdb_options_set_max_log_file_size(options, Self.maximumLogSize)
        rocksdb_options_set_keep_log_file_num(options, 2)
        rocksdb_options_set_info_log_level(options, Self.logLevelWarnings)
    }

    deinit {
        rocksdb_options_destroy(options)
        rocksdb_cache_destroy(cache)
    }

    /// Bytes in the cache now.
    var cacheUsage: Int { rocksdb_cache_get_usage(cache) }

    private func setTables() {
        let tables = rocksdb_block_based_options_create()
        defer { rocksdb_block_based_options_destroy(tables) }
        rocksdb_block_based_options_set_block_size(tables, Self.blockSize)
        rocksdb_block_based_options_set_block_cache(tables, cache)
        rocksdb_block_based_options_set_format_version(tables, Self.formatVersion)
        rocksdb_block_based_options_set_index_type(
            tables,
            Int32(rocksdb_block_based_table_index_type_two_level_index_search)
        )
        rocksdb_block_based_options_set_partition_filters(tables, 1)
        rocksdb_block_based_options_set_metadata_block_size(tables, Self.metadataBlockSize)
        rocksdb_block_based_options_set_cache_index_and_filter_blocks(tables, 1)
        rocksdb_block_based_options_set_cache_index_and_filter_blocks_with_high_priority(tables, 1)
        rocksdb_block_based_options_set_pin_top_level_index_and_filter(tables, 1)
        rocksdb_block_based_options_set_filter_policy(
            tables,
            rocksdb_filterpolicy_create_bloom_full(Self.filterBitsPerHost)
        )
        rocksdb_block_based_options_set_whole_key_filtering(tables, 0)
        rocksdb_options_set_block_based_table_factory(options, tables)
    }
}
