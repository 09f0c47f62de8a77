import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// The body as JSON.
    func json<Body: Decodable>(_ type: Body.Type, upTo limit: Int) async throws -> Body {
        try requireType("application/json")
        var bytes = ByteBuffer()
        try await forEachChunk(upTo: limit) { bytes.writeImmutableBuffer($0) }
        do { return try JSONDecoder().decode(type, from: Data(bytes.readableBytesView)) } catch {
            throw Problem(.badRequest, "the body cannot be understood: \(DecodingProblem(error))")
        }
    }

    /// Calls `body` with each line of the body, without its end; the last may have none.
    func forEachLine(
        upTo limit: Int,
        lineLimit: Int,
        _ body: (Int, ArraySlice<UInt8>) throws -> Void
    ) async throws {
        var pending: [UInt8] = []
        var number = 0
        func take(_ line: ArraySlice<UInt8>) throws {
            number += 1
            if line.count > lineLimit { throw Problem(.tooLarge, "line \(number): it has too many bytes") }
            if line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) { try body(number, line) }
        }
        try await forEachChunk(upTo: limit) { chunk in
            pending.append(contentsOf: chunk.readableBytesView)
            var start = pending.startIndex
            while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
                try take(pending[start..<end])
                start = end + 1
            }
            pending.removeSubrange(..<start)
            if pending.count > lineLimit {
                throw Problem(.tooLarge, "line \(number + 1): it has too many bytes")
            }
        }
        if !pending.isEmpty { try take(pending[...]) }
    }

    /// The media type of the body, in lower case, without parameters.
    var mediaType: String {
        let value = headers[.contentType] ?? ""
        return value.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    }

    func requireType(_ type: String) throws(Problem) {
        guard mediaType == type else { throw Problem(.unsupportedMediaType, "send \(type)") }
    }

    private func forEachChunk(upTo limit: Int, _ body: (ByteBuffer) throws -> Void) async throws {
        var count = 0
        for try await chunk in self.body {
            count += chunk.readableBytes
            if count > limit { throw Problem(.tooLarge, "the body has more than \(limit) bytes") }
            try body(chunk)
        }
    }
}
