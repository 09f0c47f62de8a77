import Addresses
import Fetching
import Foundation
import Reports
import Synchronization
import TestSupport

/// A fetcher with a spool of its own, a clock that only waiting moves, and names that lead to loopback.
final class FetchBench: Sendable {
    /// 2026-11-23T08:00:00Z
    static let start = Timestamp(seconds: 1_795_420_800)

    let folder: TemporaryFolder
    let spool: SpoolFolder
    let fetcher: Fetcher
    private let clock: Clock

    final class Clock: Sendable {
        let seconds = Mutex(FetchBench.start.seconds)
        let waits = Mutex<[Duration]>([])
    }

    struct Names: HostResolver {
        var table: [String: String] = [:]

        func addresses(of host: String) async -> [IPAddress] {
            if let text = table[host] {
                return text.split(separator: " ").compactMap { try? IPAddress(String($0)) }
            }
            return host.hasSuffix(".example") ? [IPAddress(v4: 0x7F00_0001)] : []
        }
    }

    var waits: [Duration] { clock.waits.withLock { $0 } }
    var now: Timestamp { Timestamp(seconds: clock.seconds.withLock { $0 }) }

    func advance(days: Double) {
        clock.seconds.withLock { $0 += Int64(days * 86_400) }
    }

    init(names: [String: String] = [:], allowing: [String] = ["127.0.0.1"]) throws {
        let clock = Clock()
        self.clock = clock
        folder = try TemporaryFolder()
        spool = try SpoolFolder(folder.path("spool"))
        var settings = FetcherSettings()
        for host in allowing where !settings.policy.allow(host) { throw CocoaError(.keyValueValidation) }
        settings.resolver = Names(table: names)
        settings.fileRoots = [folder.path("files")]
        settings.pausePerHost = .zero
        settings.backoff = Backoff(random: SeededGenerator(seed: 7))
        settings.now = { Timestamp(seconds: clock.seconds.withLock { $0 }) }
        settings.sleep = { duration in
            clock.waits.withLock { $0.append(duration) }
            clock.seconds.withLock { $0 += duration.components.seconds }
        }
        try FileManager.default.createDirectory(
            atPath: folder.path("files"),
            withIntermediateDirectories: true
        )
        fetcher = Fetcher(into: spool, settings: settings)
    }

    /// Fetches, and gives what was fetched.
    func feed(_ origin: FeedOrigin, knowing known: FeedValidators = FeedValidators()) async throws
        -> FetchedFeed
    {
        switch await fetcher.fetch(origin, as: "feed", knowing: known) {
        case .fetched(let feed): return feed
        case .notModified: throw CocoaError(.coderValueNotFound)
        case .failed(let failure): throw failure
        }
    }

    /// Fetches, and gives the failure.
    func failure(_ origin: FeedOrigin, failures: Int = 0) async -> FetchFailure? {
        switch await fetcher.fetch(origin, as: "feed", failures: failures) {
        case .failed(let failure): failure
        default: nil
        }
    }

    /// What lies in `incoming`.
    var incoming: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: spool.path + "/incoming")) ?? []
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}
