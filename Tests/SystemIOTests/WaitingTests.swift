import Foundation
import SystemIO
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Waiting` {
    @Test func `ends when the pipe is woken, for good`() throws {
        let pipe = try WakePipe()
        #expect(!Readiness.wait(for: pipe.descriptor, or: -1, .zero))
        pipe.wake()
        pipe.wake()
        for _ in 0..<2 { #expect(Readiness.wait(for: pipe.descriptor, or: -1, .seconds(60))) }
        let other = try WakePipe()
        // The second wakes the wait, and the first is told from it.
        #expect(!Readiness.wait(for: other.descriptor, or: pipe.descriptor, .seconds(60)))
    }

    @Test func `ends when a folder changes, and tells of renames`() throws {
        let folder = try TemporaryFolder()
        let stop = try WakePipe()
        let watch = DirectoryWatch(stop: stop.descriptor)
        #expect(watch.watch([folder.url.path]).isEmpty)
        #expect(!watch.takeChanges().hasOthers)
        let path = try folder.write("dns.log", "a")
        watch.wait(.seconds(60))
        #expect(watch.takeChanges().hasOthers)
        try FileManager.default.moveItem(atPath: path, toPath: folder.path("dns.log.1"))
        let renames = watch.takeChanges().renames
        #expect(renames.map(\.from) == [path])
        #expect(renames.map(\.to) == [folder.path("dns.log.1")])
    }

    @Test func `takes growth for no change of the folder`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("dns.log", "a")
        let watch = DirectoryWatch(stop: try WakePipe().descriptor)
        #expect(watch.watch([folder.url.path]).isEmpty)
        let writer = try #require(FileHandle(forWritingAtPath: path))
        try writer.seekToEnd()
        try writer.write(contentsOf: Data("b".utf8))
        watch.wait(.seconds(60))
        #expect(!watch.takeChanges().hasOthers)
        #expect(watch.watch([folder.path("none")]).map(\.folder) == [folder.path("none")])
        #expect(watch.watch([]).isEmpty)
        _ = try folder.write("other", "")
        #expect(!watch.takeChanges().hasOthers)
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Datagram socket` {
    @Test(arguments: ["127.0.0.1", "::1"])
    func `takes datagrams and tells their senders`(host: String) async throws {
        let socket = try DatagramSocket(host: host, port: 0, receiveBuffer: 1 << 16)
        #expect(socket.port > 0)
        #expect(socket.receiveBuffer > 0)
        #expect(socket.kernelDrops == 0)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
        defer { buffer.deallocate() }
        #expect(socket.receive(into: buffer) == nil)
        let client = try LoopbackSocket(.datagrams, port: Int(socket.port), host: host)
        try await client.send(Array("hello".utf8))
        #expect(Readiness.wait(for: socket.descriptor, or: -1, .seconds(60)))
        let (count, from) = try #require(socket.receive(into: buffer))
        #expect(Array(buffer[..<count]) == Array("hello".utf8))
        #expect(from?.host == host)
    }

    @Test func `says why it cannot be bound`() throws {
        let socket = try DatagramSocket(host: "127.0.0.1", port: 0, receiveBuffer: 1 << 16)
        let failure = #expect(throws: SystemFailure.self) {
            try DatagramSocket(host: "127.0.0.1", port: socket.port, receiveBuffer: 1 << 16)
        }
        #expect(failure?.detail.contains("free") == true)
    }
}
