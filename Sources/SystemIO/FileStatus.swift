import Glibc

/// What the filesystem says a file is: the same in every name it has, another for every file that exists at the time.
package struct FileKey: Sendable, Hashable {
    /// The filesystem.
    package let device: UInt64
    /// The file in it.
    package let inode: UInt64

    /// A file of a filesystem.
    package init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}

/// What the filesystem says of a file at one moment.
package struct FileStatus: Sendable, Hashable {
    /// What file it is.
    package let key: FileKey
    /// Bytes in it.
    package let size: Int64
    /// When its content changed last, in nanoseconds since 1970.
    package let modified: Int64
    /// Whether any path leads to it.
    package let isLinked: Bool
    /// Whether it is a plain file.
    package let isRegular: Bool
    /// Whether it is a folder.
    package let isDirectory: Bool

    /// Looks at the file that `path` leads to.
    package init(path: String) throws(SystemFailure) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .file() }
        self.init(status)
    }

    init(descriptor: Int32) throws(SystemFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .file() }
        self.init(status)
    }

    private init(_ status: stat) {
        key = FileKey(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        isLinked = status.st_nlink > 0
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
    }
}
