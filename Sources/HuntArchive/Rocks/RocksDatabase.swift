internal import CRocksDB

/// An open RocksDB database.
///
/// Closed when the last family, iterator and other holder is gone: Debian's build aborts the process when a database
/// is closed before its families, and holding each other in this order makes that impossible.
///
/// `@unchecked Sendable`: the pointer is set once, RocksDB's database object may be used from any thread, and it is closed
/// in `deinit`, when nobody holds it.
final class RocksDatabase: @unchecked Sendable {
    let handle: OpaquePointer
    let settings: RocksSettings

    static let defaultFamily = "default"

    /// How a database is opened.
    enum Access: Equatable {
        /// As its only writer, and makes it.
        case making
        /// As its only writer.
        case writing
        /// As one of any number of readers beside a writer: a view of this moment.
        case reading
    }

    private init(handle: OpaquePointer, settings: RocksSettings) {
        self.handle = handle
        self.settings = settings
    }

    deinit {
        rocksdb_close(handle)
    }

    /// The names of the families of the database in `folder`.
    static func familyNames(in folder: String, settings: RocksSettings) throws(RocksError) -> [String] {
        var count = 0
        let names = try RocksError.check { error in
            rocksdb_list_column_families(settings.options, folder, &count, error)
        }
        guard let names else { return [] }
        defer { rocksdb_list_column_families_destroy(names, count) }
        return (0..<count).compactMap { names[$0].map { String(cString: $0) } }
    }

    /// Opens the database in `folder` with all its families, the default one first.
    static func open(
        _ folder: String,
        families names: [String],
        access: Access,
        settings: RocksSettings
    ) throws(RocksError) -> [RocksFamily] {
        let names = [defaultFamily] + names.filter { $0 != defaultFamily }
        let texts = names.map { strdupText($0) }
        defer { texts.forEach { $0.deallocate() } }
        let namePointers: [UnsafePointer<CChar>?] = texts.map { UnsafePointer($0) }
        let options: [OpaquePointer?] = names.map { _ in settings.options }
        var handles: [OpaquePointer?] = Array(repeating: nil, count: names.count)
        let count = Int32(names.count)
        let handle = try RocksError.check { error in
            switch access {
            case .making, .writing:
                rocksdb_options_set_create_if_missing(settings.options, access == .making ? 1 : 0)
                return rocksdb_open_column_families(
                    settings.options,
                    folder,
                    count,
                    namePointers,
                    options,
                    &handles,
                    error
                )
            case .reading:
                return rocksdb_open_for_read_only_column_families(
                    settings.options,
                    folder,
                    count,
                    namePointers,
                    options,
                    &handles,
                    0,
                    error
                )
            }
        }
        guard let handle else { throw RocksError(message: "Corruption: the database did not open") }
        let database = RocksDatabase(handle: handle, settings: settings)
        return zip(names, handles).compactMap { name, handle in
            handle.map { RocksFamily(handle: $0, name: name, database: database) }
        }
    }

    /// Makes a family.
    func makeFamily(_ name: String) throws(RocksError) -> RocksFamily {
        let handle = try RocksError.check { error in
            rocksdb_create_column_family(self.handle, settings.options, name, error)
        }
        guard let handle else { throw RocksError(message: "the family \(name) was not made") }
        return RocksFamily(handle: handle, name: name, database: self)
    }

    private static func strdupText(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = Array(text.utf8CString)
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        return copy
    }
}
