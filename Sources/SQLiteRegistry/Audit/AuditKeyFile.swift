import Foundation
import Registry

/// The key of audit seals, in a file beside the registry: who can change the registry alone cannot forge a seal.
enum AuditKeyFile {
    static let name = "audit.key"

    /// The key in `folder`, made when there is none; for this user only.
    static func key(in folder: URL) throws -> [UInt8] {
        let file = folder.appending(path: name)
        let path = file.path(percentEncoded: false)
        if let bytes = try? Data(contentsOf: file) {
            guard bytes.count == AuditSeal.keyLength else { throw StoreError(.damaged, path) }
            return Array(bytes)
        }
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<AuditSeal.keyLength).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let isMade = FileManager.default.createFile(
            atPath: path,
            contents: Data(bytes),
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade else { throw StoreError(.cannotOpen, path) }
        return bytes
    }
}
