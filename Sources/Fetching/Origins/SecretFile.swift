import Foundation

/// A secret by the file it lies in, so that settings, logs and backups never hold it.
public struct SecretFile: Hashable, Sendable, Codable {
    /// Longest secret, in bytes.
    public static let maximumLength = 4096

    /// The file, with the secret as its only content; space around it does not count.
    public var path: String

    /// The secret in the file at `path`.
    public init(_ path: String) {
        self.path = path
    }

    /// Reads the secret.
    /// - Throws: ``FetchFailure`` when there is none, or none that fits into a header.
    func read() throws(FetchFailure) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw FetchFailure(
                .unreadable,
                "\(path): the feed's secret cannot be read; make the file readable"
            )
        }
        defer { try? file.close() }
        let bytes = (try? file.read(upToCount: Self.maximumLength + 1)) ?? Data()
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, bytes.count <= Self.maximumLength,
            text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) })
        else {
            throw FetchFailure(
                .unreadable,
                "\(path): no secret of 1 to \(Self.maximumLength) visible characters on one line"
            )
        }
        return text
    }
}
