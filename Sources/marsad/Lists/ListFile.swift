import Crypto
import Foundation
import JSONOutput
import Lists

/// A list's file on its way: written beside the one it replaces, and in its place only when it is whole.
///
/// What is beside it goes away when it is not committed.
final class ListFile: ListSink {
    private let path: String
    private let temporary: String
    private var descriptor: Int32
    private var digest: Insecure.MD5?

    /// Begins a file that will replace the one at `path`.
    init(replacing path: String, hashing: Bool) throws {
        self.path = path
        temporary = "\(path).partial-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        digest = hashing ? Insecure.MD5() : nil
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CommandFailure.operationFailed(Self.failure(path)) }
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(temporary)
        }
    }

    func write(_ block: [UInt8]) throws(ListError) {
        digest?.update(data: block)
        var done = 0
        while done < block.count {
            let written = block.withUnsafeBytes { bytes in
                Foundation.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .sink(Self.failure(path)) }
            done += written
        }
    }

    /// Puts the file in its place, and beside it what its consumers want.
    func commit(companion: (suffix: String, text: String)?) throws {
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            throw CommandFailure.operationFailed(Self.failure(path))
        }
        close(descriptor)
        descriptor = -1
        if let companion { try replace("\(path)\(companion.suffix)", companion.text) }
        if let digest {
            let digits = digest.finalize().hexadecimal
            try replace("\(path).md5", "\(digits)\n")
        }
    }

    private func replace(_ path: String, _ text: String) throws {
        do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            throw CommandFailure.operationFailed("\(path) cannot be written: \(error)")
        }
    }

    private static func failure(_ path: String) -> String {
        "\(path) cannot be written (\(String(cString: strerror(errno)))): "
            + "free some space, or name a folder of this user"
    }
}
