import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// What a server was asked, as it came.
struct Asked: Sendable {
    let text: String

    /// Method and target of the request line.
    var line: String { text.split(separator: "\r\n").first.map { String($0.dropLast(9)) } ?? "" }
    var target: String { line.split(separator: " ").last.map(String.init) ?? "" }
    var body: String { text.components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n") }

    func header(_ name: String) -> String? {
        for line in text.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n").dropFirst() {
            let pieces = line.split(separator: ":", maxSplits: 1)
            if pieces.count == 2, pieces[0].lowercased() == name.lowercased() {
                return pieces[1].trimmingCharacters(in: .whitespaces)
            }
        }
        return nil
    }

    func query(_ name: String) -> String? {
        URLComponents(string: "http://x.example" + target)?.queryItems?.first { $0.name == name }?.value
    }
}

/// What a server does with a question, well or badly.
enum Reply: Sendable {
    /// Sends bytes and keeps the connection.
    case send(String, [UInt8] = [])
    /// Sends bytes and ends the connection.
    case sendAndClose(String)
    /// Sends bytes and then nothing more.
    case sendAndHang(String)
    /// Sends bytes, then one more every few milliseconds.
    case drip(String)
    /// Sends bytes, then more of them for as long as they are taken.
    case endless(String)
    /// Ends the connection.
    case close

    /// A right answer.
    static func ok(_ body: String, _ headers: String...) -> Reply {
        answer("200 OK", body, headers)
    }

    static func answer(_ status: String, _ body: String = "", _ headers: [String] = []) -> Reply {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        return .send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    static func bytes(_ body: [UInt8], _ headers: String...) -> Reply {
        let lines = ["HTTP/1.1 200 OK", "Content-Length: \(body.count)"] + headers
        return .send(lines.joined(separator: "\r\n") + "\r\n\r\n", body)
    }
}

/// A server on a loopback port of its own that answers each question as its script says.
final class ScriptedServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let record: Record

    fileprivate final class Record: Sendable {
        let asked = Mutex<[Asked]>([])
    }

    var asked: [Asked] { record.asked.withLock { $0 } }
    var url: String { "http://127.0.0.1:\(port)" }

    init(
        certificate: ServerCertificate? = nil,
        _ script: @escaping @Sendable (Asked) -> Reply
    ) async throws {
        let record = Record()
        let context = try certificate?.context()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.addHandler(ScriptHandler(script, record))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.record = record
    }

    func stop() async throws {
        try await channel.close()
    }
}

/// Runs `body` with a server that stops with it.
func withServer(
    certificate: ServerCertificate? = nil,
    _ script: @escaping @Sendable (Asked) -> Reply,
    _ body: (ScriptedServer) async throws -> Void
) async throws {
    let server = try await ScriptedServer(certificate: certificate, script)
    do { try await body(server) } catch {
        try await server.stop()
        throw error
    }
    try await server.stop()
}

private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: @Sendable (Asked) -> Reply
    private let record: ScriptedServer.Record
    private var pending: [UInt8] = []
    private var isOpen = true

    init(_ script: @escaping @Sendable (Asked) -> Reply, _ record: ScriptedServer.Record) {
        self.script = script
        self.record = record
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        pending += unwrapInboundIn(data).readableBytesView
        let text = String(decoding: pending, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return }
        let asked = Asked(text: text)
        let length = asked.header("Content-Length").flatMap { Int($0) } ?? 0
        guard text[end.upperBound...].utf8.count >= length else { return }
        pending = []
        record.asked.withLock { $0.append(asked) }
        reply(script(asked), context)
    }

    private func reply(_ reply: Reply, _ context: ChannelHandlerContext) {
        switch reply {
        case .send(let text, let bytes): write(Array(text.utf8) + bytes, context)
        case .sendAndClose(let text):
            write(Array(text.utf8), context)
            context.close(promise: nil)
        case .sendAndHang(let text): write(Array(text.utf8), context)
        case .drip(let text):
            write(Array(text.utf8), context)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(20)) { task in
                let (handler, context) = bound.value
                guard handler.isOpen else { return task.cancel() }
                handler.write([UInt8(ascii: "x")], context)
            }
        case .endless(let text):
            write(Array(text.utf8), context)
            more(context)
        case .close: context.close(promise: nil)
        }
    }

    private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func more(_ context: ChannelHandlerContext) {
        guard isOpen else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let line = Array("198.51.100.7\n".utf8)
        let block = ByteBuffer(bytes: Array(repeatElement(line, count: 4096).joined()))
        context.writeAndFlush(wrapOutboundOut(block)).whenSuccess {
            let (handler, context) = bound.value
            handler.more(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { isOpen = false }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
