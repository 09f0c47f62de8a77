internal import Glibc

/// A folder of a reader's own for RocksDB's log, removed with it.
final class ReaderFolder: Sendable {
    let path: String

    init() throws(ArchiveError) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/marsad-hunt-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ArchiveError(.cannotOpen, base, cause: strerror(errno).map { String(cString: $0) })
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        guard let stream = opendir(path) else { return }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
            )
        }
        closedir(stream)
        for name in names where name != "." && name != ".." { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}
