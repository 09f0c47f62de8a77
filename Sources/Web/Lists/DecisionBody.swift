import Foundation
import Hummingbird
import Publication

/// A body put together of bytes and of files that are packed already where the body is: gzip members that follow each
/// other are one text.
struct DecisionBody: Sendable {
    /// Bytes read from a file at a time.
    private static let blockSize = 1 << 18

    enum Part: Sendable {
        case bytes([UInt8])
        case file(String)
    }

    let parts: [Part]
    let isPacked: Bool
    let desk: StoreDesk

    func write(to writer: inout any ResponseBodyWriter) async throws {
        for part in parts {
            switch part {
            case .bytes(let bytes):
                try await writer.write(ByteBuffer(bytes: isPacked ? Gzip.packed(bytes) : bytes))
            case .file(let path):
                var offset: UInt64 = 0
                while true {
                    let block = try await desk.ask { [offset] _ in try Self.block(of: path, at: offset) }
                    if block.isEmpty { break }
                    offset += UInt64(block.count)
                    try await writer.write(ByteBuffer(bytes: block))
                }
            }
        }
    }

    private static func block(of path: String, at offset: UInt64) throws -> Data {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? handle.close() }
        try handle.seek(toOffset: offset)
        return try handle.read(upToCount: blockSize) ?? Data()
    }
}
