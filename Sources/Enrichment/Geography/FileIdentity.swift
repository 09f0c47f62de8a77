internal import Glibc

/// Which file stands behind a path, and which state of it: changes when the file is replaced or written.
struct FileIdentity: Hashable, Sendable {
    let size: Int
    private let device: UInt
    private let number: UInt
    private let modified: Int
    private let modifiedNanoseconds: Int

    private init(_ status: stat) {
        size = Int(status.st_size)
        device = UInt(status.st_dev)
        number = UInt(status.st_ino)
        modified = status.st_mtim.tv_sec
        modifiedNanoseconds = status.st_mtim.tv_nsec
    }

    /// The identity of a path; nil when nothing can be seen there.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The identity of an open file.
    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }
}
