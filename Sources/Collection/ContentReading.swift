import Formats
import Foundation
import Registry

/// Digests the bytes of files as they lie on disk, before anything is parsed.
struct ContentReading {
    /// Bytes taken at a time.
    private static let blockSize = 1 << 20

    let options: String

    /// The digest of the files in order; nil when one of them cannot be read twice or not at all, which reading it
    /// will explain.
    func digest(of paths: [String]) -> ContentDigest? {
        var builder = ContentDigest.Builder(options: options)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockSize, alignment: 16)
        defer { buffer.deallocate() }
        for path in paths {
            for file in Self.files(of: path) {
                guard Self.append(file, to: &builder, through: buffer) else { return nil }
            }
        }
        return builder.finish()
    }

    /// The files of a folder; of anything else the path itself.
    private static func files(of path: String) -> [String] {
        do throws(FeedError) { return try FeedFolder.files(in: path) ?? [path] } catch { return [path] }
    }

    private static func append(
        _ path: String,
        to builder: inout ContentDigest.Builder,
        through buffer: UnsafeMutableRawBufferPointer
    ) -> Bool {
        var status = stat()
        guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        builder.beginFile(byteCount: Int(status.st_size))
        while true {
            let count = read(file, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return false }
            if count == 0 { return true }
            builder.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
