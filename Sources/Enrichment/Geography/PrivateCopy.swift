internal import Glibc

/// The bytes of a file in a nameless file of our own: whoever writes into the original, or cuts it short, cannot reach a
/// reader that has mapped the copy.
struct PrivateCopy: ~Copyable {
    /// O_TMPFILE without O_DIRECTORY, which differs between architectures (Linux, fcntl.h).
    private static let nameless: Int32 = 0o20_000_000 | O_DIRECTORY
    private static let otherFolder = "/tmp"
    private static let blockSize = 1 << 20

    private let descriptor: Int32
    /// What was copied.
    let identity: FileIdentity

    /// Copies a file.
    /// - Parameters:
    ///   - path: the file.
    ///   - folder: where the nameless file may lie; where that is not allowed, it lies in `/tmp`.
    ///   - maximumSize: most bytes.
    /// - Throws: ``GeoError`` when it cannot be read, is too large, or changes meanwhile.
    init(of path: String, in folder: String, maximumSize: Int) throws(GeoError) {
        let source = open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else {
            throw GeoError(.unreadable, file: path, detail: String(cString: strerror(errno)))
        }
        defer { close(source) }
        guard let before = FileIdentity(descriptor: source) else {
            throw GeoError(.unreadable, file: path, detail: String(cString: strerror(errno)))
        }
        guard before.size <= maximumSize else {
            throw GeoError(.tooLarge, file: path, detail: "\(before.size) bytes, more than \(maximumSize)")
        }
        var copy = open(folder, O_RDWR | O_CLOEXEC | Self.nameless, 0o600)
        if copy < 0 { copy = open(Self.otherFolder, O_RDWR | O_CLOEXEC | Self.nameless, 0o600) }
        guard copy >= 0 else {
            throw GeoError(.unreadable, file: path, detail: String(cString: strerror(errno)))
        }
        do throws(GeoError) {
            try Self.copy(source, to: copy, file: path)
            guard FileIdentity(descriptor: source) == before, FileIdentity(path: path) == before else {
                throw GeoError(.changing, file: path, detail: "it changed while it was read")
            }
        } catch {
            close(copy)
            throw error
        }
        descriptor = copy
        identity = before
    }

    deinit {
        close(descriptor)
    }

    /// A path by which this process may open the copy.
    var path: String { "/proc/self/fd/\(descriptor)" }

    private static func copy(_ source: Int32, to copy: Int32, file: String) throws(GeoError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(source, buffer.baseAddress, buffer.count)
            if count == 0 { return }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw GeoError(.unreadable, file: file, detail: String(cString: strerror(errno)))
            }
            var start = 0
            while start < count {
                let written = write(copy, buffer.baseAddress.map { $0 + start }, count - start)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else {
                    throw GeoError(.unreadable, file: file, detail: String(cString: strerror(errno)))
                }
                start += written
            }
        }
    }
}
