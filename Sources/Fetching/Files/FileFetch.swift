import Crypto
import Foundation
import Glibc
import JSONOutput

/// Files and folders of this machine as feeds: they are read where they lie.
struct FileFetch {
    /// Most files of a folder.
    static let maximumFiles = 256 << 10

    private let context: FetchContext

    init(_ context: FetchContext) {
        self.context = context
    }

    func run(_ path: String, knowing known: FeedValidators) throws(FetchFailure) -> FetchOutcome {
        let real = try Self.allowed(path, below: context.fileRoots)
        var status = stat()
        guard stat(real, &status) == 0 else { throw Self.unreadable(path) }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        guard isFolder || status.st_mode & S_IFMT == S_IFREG else {
            throw FetchFailure(.refused, "\(path): neither a file nor a folder")
        }
        guard isFolder || status.st_size > 0 else {
            throw FetchFailure(.empty, "\(path): the file has no byte")
        }
        let (stamp, size) =
            isFolder ? try Self.stamp(ofFolder: real) : (Self.stamp(status), Int64(status.st_size))
        if stamp == known.stamp { return .notModified }
        guard access(real, R_OK) == 0 else { throw Self.unreadable(path) }
        let validators = FeedValidators(stamp: stamp)
        return .fetched(FetchedFeed(path: real, isPassing: false, validators: validators, byteCount: size))
    }

    /// The path without links, if it lies below one of `roots`.
    static func allowed(_ path: String, below roots: [String]) throws(FetchFailure) -> String {
        guard let real = real(path) else { throw Self.unreadable(path) }
        let isInside = roots.compactMap(Self.real).contains {
            real == $0 || real.hasPrefix($0 == "/" ? "/" : $0 + "/")
        }
        guard isInside else {
            throw FetchFailure(
                .refused,
                "\(path): lies in no folder that is open for feeds; move it there, or open the folder in the settings"
            )
        }
        return real
    }

    private static func real(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }

    private static func unreadable(_ path: String) -> FetchFailure {
        let kind: FetchFailure.Kind = errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable
        return FetchFailure(kind, "\(path) cannot be read: \(String(cString: strerror(errno)))")
    }

    private static func stamp(_ status: stat) -> String {
        "\(status.st_ino)-\(status.st_size)-\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// A stamp of all files in a folder and the folders in it.
    private static func stamp(ofFolder path: String) throws(FetchFailure) -> (String, Int64) {
        var lines: [String] = []
        var size: Int64 = 0
        let found = FileManager.default.enumerator(atPath: path)
        while let name = found?.nextObject() as? String {
            var status = stat()
            guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            lines.append("\(name) \(stamp(status))")
            size += Int64(status.st_size)
            guard lines.count <= maximumFiles else {
                throw FetchFailure(
                    .tooLarge,
                    "\(path): more than \(maximumFiles) files; make several feeds of it"
                )
            }
        }
        return (digest(lines.sorted()), size)
    }

    static func digest(_ lines: [String]) -> String {
        var digest = SHA256()
        for line in lines { digest.update(data: Array("\(line)\n".utf8)) }
        return digest.finalize().hexadecimal
    }
}
