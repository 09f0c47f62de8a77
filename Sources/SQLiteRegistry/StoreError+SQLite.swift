import GRDB
import Registry

extension StoreError {
    /// What an error of SQLite or GRDB means for the registry in the file `path`.
    init(wrapping error: any Error, path: String, whileOpening: Bool = false) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(whileOpening ? .cannotOpen : .failed, path, underlying: error)
            return
        }
        self.init(Self.code(error.resultCode, whileOpening: whileOpening), path, underlying: error)
    }

    private static func code(_ code: ResultCode, whileOpening: Bool) -> Code {
        switch code {
        case .SQLITE_NOTADB: .notARegistry
        case .SQLITE_CORRUPT: .damaged
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_FULL: .full
        case .SQLITE_READONLY: .readOnly
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen
        default: whileOpening ? .cannotOpen : .failed
        }
    }
}
