import Addresses
import Foundation
import Registry
import SQLiteRegistry
import TestSupport
import Testing

/// A hub and a sensor as they are run, on a log that grows.
@Suite(.serialized) struct `A sensor and its hub` {
    private static let names = (0..<40).map { "host\($0).evil.example" }

    private let marsad = Program.product("marsad")
    private let folder: TemporaryFolder
    private let tokenFile: String
    private let port: Int

    private var data: String { folder.path("hub") }
    private var log: String { folder.path("dns.log") }

    init() throws {
        folder = try TemporaryFolder()
        port = try LoopbackPort.free()
        tokenFile = folder.path("token")
        let (marsad, data) = (Program.product("marsad"), folder.path("hub"))
        let list = try folder.write("list.txt", Self.names.joined(separator: "\n") + "\n192.0.2.77\n")
        func run(_ arguments: String...) throws -> Program.Outcome {
            try marsad.run(arguments + ["--data", data])
        }
        #expect(try run("import", "--source", "list", list).status == 0)
        #expect(try run("members", "add", "sa", "--name", "A", "--arabic-name", "ا").status == 0)
        let token = try run("token", "add", "dns", "--member", "sa", "--scope", "sense")
        _ = try folder.write("token", try #require(token.lines.first))
    }

    private func startHub() async throws -> RunningProgram {
        let hub = try RunningProgram(
            marsad,
            ["serve", "--feeds", "none", "--data", data, "--listen", "127.0.0.1:\(port)"]
        )
        _ = try #require(await hub.line(after: "listening at "))
        return hub
    }

    private func startSensor(_ options: String...) throws -> RunningProgram {
        try RunningProgram(
            marsad,
            [
                "sensor", "--hub", "http://127.0.0.1:\(port)", "--token-file", tokenFile, "--name", "dns",
                "--data", folder.path("sensor"), "--input", "follow:\(log)*?poll=100ms",
            ] + options
        )
    }

    /// A line of a query log by dnsmasq, which names no year and no listed address unless asked to.
    private static func line(_ name: String, _ second: Int) -> String {
        let clock = "\(10 + second / 3600 % 10):\(10 + second / 60 % 50):\(10 + second % 50)"
        return "2026-11-24T\(clock)Z dnsmasq[42]: query[A] \(name) from 10.0.0.\(second % 5 + 1)\n"
    }

    /// How often each listed name was seen, as the hub has it.
    private func counted() throws -> [String: Int] {
        let store = try SQLiteStore(folder: URL(filePath: data))
        defer { try? store.close() }
        var counts: [String: Int] = [:]
        for name in Self.names {
            let sum = try store.sightingSummaries(of: try Address(name)).reduce(0) { $0 + $1.count }
            if sum > 0 { counts[name] = sum }
        }
        return counts
    }

    /// Waits until the hub has as many sightings as `truth` says, or clearly more time has passed than that takes.
    private func counted(reaching truth: [String: Int]) async throws -> [String: Int] {
        let total = truth.values.reduce(0, +)
        var counts = try counted()
        let deadline = ContinuousClock.now.advanced(by: .seconds(120))
        while counts.values.reduce(0, +) < total, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
            counts = try counted()
        }
        return counts
    }

    private func append(_ text: String) throws {
        if !FileManager.default.fileExists(atPath: log) {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
        }
        let file = try #require(FileHandle(forWritingAtPath: log))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `count every sighting once, whatever is killed`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var truth: [String: Int] = [:]
        var second = 0
        var rotations = 0
        var hub: RunningProgram? = try await startHub()
        // So few rows fit with all their detail that detail is given up while the hub is away.
        var sensor = try startSensor("--spool-rows", "60")
        for step in 0..<14 {
            var text = ""
            for _ in 0..<Int.random(in: 50...400, using: &random) {
                second += 1
                let isListed = Int.random(in: 0..<3, using: &random) == 0
                let name = try #require(Self.names.randomElement(using: &random))
                text += Self.line(isListed ? name : "ok\(second).example", second)
                if isListed { truth[name, default: 0] += 1 }
            }
            try append(text)
            switch step % 7 {
            case 0, 4:
                sensor.kill()
                sensor = try startSensor("--spool-rows", "60")
            case 1: hub = nil
            case 2:
                rotations += 1
                try FileManager.default.moveItem(atPath: log, toPath: "\(log).\(rotations)")
            case 6:
                let gzip = Program(executable: URL(filePath: "/usr/bin/env"))
                #expect(try gzip.run(["gzip", "\(log).\(rotations)"]).status == 0)
                rotations += 1
                try FileManager.default.copyItem(atPath: log, toPath: "\(log).\(rotations)")
                try #require(FileHandle(forWritingAtPath: log)).truncate(atOffset: 0)
            case 3 where hub == nil: hub = try await startHub()
            case 5:
                hub?.kill()
                hub = try await startHub()
            default: break
            }
        }
        if hub == nil { hub = try await startHub() }
        #expect(try await counted(reaching: truth) == truth)
        #expect(sensor.stop() == 0, "\(sensor.errors)")
        #expect(try counted() == truth, "what the sensor still had was too much")
        #expect(hub?.stop() == 0)
    }

    @Test func `hunts a new report among what was met before`() async throws {
        let hub = try await startHub()
        let sensor = try startSensor()
        for second in 0..<30 {
            try append(Self.line(second % 3 == 0 ? "later.bad.example" : "ok.example", second))
        }
        try append(Self.line(Self.names[0], 31))
        #expect(try await counted(reaching: [Self.names[0]: 1]) == [Self.names[0]: 1])

        let list = try folder.write("later.txt", "bad.example\n")
        #expect(try marsad.run(["import", "--source", "later", list, "--data", data]).status == 0)
        let store = try SQLiteStore(folder: URL(filePath: data))
        defer { try? store.close() }
        let address = try Address("bad.example")
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while try store.sightingSummaries(of: address).isEmpty, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(try store.sightingSummaries(of: address).map(\.count) == [10])
        let records = try store.sightings(of: address, by: nil, limit: 100)
        #expect(Set(records.compactMap(\.sighting.seen)) == ["later.bad.example"])
        // From now on it is seen as it comes.
        try append(Self.line("bad.example", 40))
        while try store.sightingSummaries(of: address).first?.count != 11, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(try store.sightingSummaries(of: address).map(\.count) == [11])
        #expect(sensor.stop() == 0, "\(sensor.errors)")
        #expect(hub.stop() == 0)
        let hunt = try marsad.run([
            "hunt", "bad.example", "--data", folder.path("sensor"), "--since", "2026-11-01",
        ])
        #expect(hunt.status == 0, "\(hunt.errors)")
        #expect(hunt.output.contains("later.bad.example"), "\(hunt.output)")
    }
}
