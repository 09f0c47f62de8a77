import GRDB
import GRDBSQLite

/// A prepared statement bound and stepped by hand, for loops in which GRDB's argument values would be the main cost.
///
/// Columns and parameters follow SQLite: parameters count from 1, columns from 0. A statement comes from the
/// connection's cache, so one SQL text must not be in two nested uses at a time.
struct RawStatement {
    /// Keeps the handle alive.
    private let owner: GRDB.Statement
    private let handle: SQLiteStatement

    init(_ database: Database, _ sql: String) throws {
        owner = try database.cachedStatement(sql: sql)
        handle = owner.sqliteStatement
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    func bind(_ value: Int64?, at index: Int32) {
        if let value {
            sqlite3_bind_int64(handle, index, value)
        } else {
            sqlite3_bind_null(handle, index)
        }
    }

    func bind(_ value: Bool, at index: Int32) {
        sqlite3_bind_int64(handle, index, value ? 1 : 0)
    }

    func bind(_ value: UInt8?, at index: Int32) {
        bind(value.map { Int64($0) }, at: index)
    }

    func bind(_ value: Double?, at index: Int32) {
        if let value {
            sqlite3_bind_double(handle, index, value)
        } else {
            sqlite3_bind_null(handle, index)
        }
    }

    func bind(_ text: String?, at index: Int32) {
        guard var text else {
            sqlite3_bind_null(handle, index)
            return
        }
        text.withUTF8 { bytes in
            let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            _ = sqlite3_bind_text64(
                handle,
                index,
                start ?? Self.empty,
                UInt64(bytes.count),
                Self.copied,
                UInt8(SQLITE_UTF8)
            )
        }
    }

    func bind(_ bytes: [UInt8], at index: Int32) {
        bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress ?? UnsafeRawPointer(Self.empty)
            _ = sqlite3_bind_blob64(handle, index, start, UInt64(bytes.count), Self.copied)
        }
    }

    /// Binds bytes that stay where they are until the statement is next reset.
    func bind(unmoved bytes: UnsafeRawBufferPointer, at index: Int32) {
        sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), nil)
    }

    /// Moves to the next row.
    /// - Returns: whether there is one.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let message = sqlite3_db_handle(handle).flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
            sqlite3_reset(handle)
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
    }

    /// Makes the statement ready for other values; those bound stay.
    func reset() {
        sqlite3_reset(handle)
    }

    /// Runs a statement without rows, ready for the next values.
    func run() throws {
        while try step() {}
        reset()
    }

    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

    func optionalDouble(_ column: Int32) -> Double? { isNull(column) ? nil : double(column) }

    func text(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] { Array(unmoved(column)) }

    /// The bytes of a column where SQLite holds them, until the next step or reset.
    func unmoved(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// SQLITE_TRANSIENT: SQLite takes a copy.
    private static let copied = unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)

    /// A place for texts and blobs of no bytes, which a nil pointer would make NULL.
    nonisolated(unsafe) private static let empty = UnsafePointer(
        UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    )
}
