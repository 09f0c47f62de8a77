internal import Crypto
internal import Foundation
internal import JSONOutput
internal import Lists

/// A file on its way onto the shelf, with the digests of what is written into it.
struct DigestingFile: ListSink {
    private let handle: FileHandle
    private let path: String
    private var sha256 = SHA256()
    private var md5 = Insecure.MD5()
    /// Bytes written.
    private(set) var byteCount = 0

    init(path: String) throws {
        guard
            FileManager.default.createFile(
                atPath: path,
                contents: nil,
                attributes: [.posixPermissions: 0o600]
            ),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw ListError.sink("\(path) cannot be written: free some space") }
        self.path = path
        self.handle = handle
    }

    mutating func write(_ block: [UInt8]) throws(ListError) {
        sha256.update(data: block)
        md5.update(data: block)
        byteCount += block.count
        do { try handle.write(contentsOf: block) } catch {
            throw .sink("\(path) cannot be written: \(error)")
        }
    }

    /// Closes the file.
    /// - Returns: its digests in hexadecimal digits.
    func close() throws -> (sha256: String, md5: String) {
        try handle.close()
        return (Self.digits(sha256.finalize()), Self.digits(md5.finalize()))
    }

    private static func digits(_ digest: some Sequence<UInt8>) -> String {
        digest.hexadecimal
    }
}
