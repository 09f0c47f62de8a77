import Foundation
import TestSupport
import Testing

/// One HTTP request over a connection of its own, and its answer.
struct HTTPExchange {
    struct Answer {
        let status: Int
        let head: String
        let body: String

        /// A member of the answer's JSON.
        func member(_ name: String) throws -> String? {
            let object = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
            return object?[name].map { "\($0)" }
        }
    }

    let port: Int
    var method = "POST"
    var path = "/ingest/zeek"
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    var isChunked = false

    /// Sends the request and takes the answer; nil when there was none.
    func answer() async throws -> Answer? {
        let socket = try LoopbackSocket(.stream, port: port)
        var head = "\(method) \(path) HTTP/1.1\r\nHost: sensor.example\r\nConnection: close\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        head += isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: \(body.count)\r\n\r\n"
        try await socket.send(head)
        // An answer may come before all is sent, and the connection be closed then.
        try? await socket.send(isChunked ? chunks : body)
        return Self.parse(try await socket.receiveAll())
    }

    /// The answer, which has to come.
    func answered() async throws -> Answer {
        try #require(try await answer())
    }

    static func parse(_ bytes: [UInt8]) -> Answer? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let head = String(text[..<end.lowerBound])
        guard let status = Int(head.dropFirst(9).prefix(3)) else { return nil }
        return Answer(status: status, head: head.lowercased(), body: String(text[end.upperBound...]))
    }

    private var chunks: [UInt8] {
        var chunks: [UInt8] = []
        for start in stride(from: 0, to: body.count, by: 1000) {
            let chunk = body[start..<min(start + 1000, body.count)]
            chunks += "\(String(chunk.count, radix: 16))\r\n".utf8 + chunk + "\r\n".utf8
        }
        return chunks + "0\r\n\r\n".utf8
    }
}
