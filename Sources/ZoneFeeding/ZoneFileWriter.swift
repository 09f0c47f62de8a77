internal import Foundation
internal import Lists

/// A whole zone on its way into a file.
struct ZoneFileWriter: ListSink {
    private let handle: FileHandle
    private let path: String

    /// Begins a new file at `path`, which name servers may read.
    init(_ path: String) throws(ZoneFault) {
        self.path = path
        unlink(path)
        let isMade = FileManager.default.createFile(
            atPath: path,
            contents: nil,
            attributes: [.posixPermissions: 0o644]
        )
        guard isMade, let handle = FileHandle(forWritingAtPath: path) else {
            throw ZoneFault(
                .file,
                "\(path) cannot be written (\(String(cString: strerror(errno)))): make its folder writable for the hub's user"
            )
        }
        self.handle = handle
    }

    mutating func write(_ block: [UInt8]) throws(ListError) {
        do { try handle.write(contentsOf: block) } catch {
            throw .sink("\(path) cannot be written: \(error)")
        }
    }

    /// Ends the file; it is on the disk then.
    func close() throws(ZoneFault) {
        do {
            try handle.synchronize()
            try handle.close()
        } catch { throw ZoneFault(.file, "\(path) cannot be written: \(error)") }
    }
}
