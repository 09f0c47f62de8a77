internal import Glibc

/// Files and folders by way of the system.
enum SystemFile {
    /// Makes a folder and those around it, for this user only.
    static func makeFolder(_ folder: String) throws(ArchiveError) {
        if mkdir(folder, 0o700) == 0 { return }
        if errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
            try makeFolder(String(folder[..<slash]))
            if mkdir(folder, 0o700) == 0 { return }
        }
        let failure = errno
        var status = stat()
        guard failure == EEXIST else { throw error(.cannotOpen, folder, failure) }
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw error(.cannotOpen, folder, ENOTDIR)
        }
    }

    /// The names in a folder, without `.` and `..`.
    static func names(in folder: String) throws(ArchiveError) -> [String] {
        guard let stream = opendir(folder) else { throw error(.cannotOpen, folder, errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// What a file holds; nil when it is no UTF-8 text, or longer than allowed.
    static func text(of file: String, maximumLength: Int) throws(ArchiveError) -> String? {
        guard let stream = fopen(file, "re") else { throw error(.cannotOpen, file, errno) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= maximumLength {
            let count = fread(&block, 1, block.count, stream)
            guard count > 0 else {
                guard ferror(stream) == 0 else { throw error(.cannotOpen, file, errno) }
                return String(validating: bytes, as: UTF8.self)
            }
            bytes.append(contentsOf: block[..<count])
        }
        return nil
    }

    /// Replaces a file of a folder by a text, all or nothing, also through a power failure.
    static func replace(_ file: String, with text: String, in folder: String) throws(ArchiveError) {
        let new = file + ".new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0, let stream = fdopen(descriptor, "w") else {
            throw error(.cannotOpen, new, errno)
        }
        var failure: Int32 = 0
        if fputs(text, stream) < 0 || fflush(stream) != 0 || fsync(descriptor) != 0 { failure = errno }
        if fclose(stream) != 0, failure == 0 { failure = errno }
        guard failure == 0 else {
            unlink(new)
            throw error(.failed, new, failure)
        }
        try move(new, to: file, in: folder)
    }

    /// Gives a file or folder another name within `folder`, durably.
    static func move(_ old: String, to new: String, in folder: String) throws(ArchiveError) {
        guard rename(old, new) == 0 else { throw error(.cannotOpen, new, errno) }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error(.cannotOpen, folder, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw error(.failed, folder, errno) }
    }

    static func error(_ code: ArchiveError.Code, _ path: String, _ number: Int32) -> ArchiveError {
        ArchiveError(
            number == ENOSPC || number == EDQUOT ? .full : code,
            path,
            cause: strerror(number).map { String(cString: $0) }
        )
    }
}
