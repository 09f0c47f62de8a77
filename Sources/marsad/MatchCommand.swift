import Addresses
import ArgumentParser
import ByteStreams
import Foundation
import JSONOutput
import Reports
import Telemetry
import Watchlists

/// `marsad match`: the log lines that meet a watchlist.
struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Find the addresses of a watchlist in logs.",
        discussion: """
            Prints one JSON object for every address seen and entry it matches: file, line, seen, matched, kind, score, \
            category. Logs may be of any kind, plain or compressed. Leaves with 0 when something matched, 1 when nothing did.

            Example:
              marsad match --watchlist watchlist.marsad /var/log/zeek/dns.log conn.log.gz
              tail -n 100000 proxy.log | marsad match --watchlist watchlist.marsad --count
              marsad match --watchlist watchlist.marsad --delta today.delta dns.log
            """
    )

    @Option(name: .long, help: "A file made by marsad compile.")
    var watchlist: String

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help: "Deltas made by marsad compile --since, in the order of their revisions."
    )
    var delta: [String] = []

    @Flag(name: .long, help: "Only print how many lines have a hit: for several logs, each with its name.")
    var count = false

    @Option(name: .long, help: "Threads to use; default one for each processor.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @Argument(help: "Logs; none or - for standard input.")
    var logs: [String] = []

    func validate() throws {
        guard (1...LogMatcher.maximumThreads).contains(threads) else {
            throw ValidationError("--threads takes 1 to \(LogMatcher.maximumThreads).")
        }
    }

    func run() throws {
        let matcher: LogMatcher
        do throws(WatchlistError) {
            var list = try Watchlist(path: watchlist)
            if let changes = try mergedDelta() { list = try list.applying(changes) }
            matcher = LogMatcher(list, threads: threads)
        } catch { throw CommandFailure.badInput("\(error)") }
        var output = StandardOutput()
        var matched = false
        var failures: [ByteStreamError] = []
        let paths = logs.isEmpty ? ["-"] : logs
        for path in paths {
            do throws(ByteStreamError) {
                if count {
                    let lines = try matcher.countMatchingLines(of: ByteInput(path: path))
                    matched = matched || lines > 0
                    output.print(paths.count > 1 ? "\(path):\(lines)" : "\(lines)")
                } else {
                    try matcher.forEachHit(of: ByteInput(path: path)) { file, hit in
                        matched = true
                        output.print(hit.json(file: file))
                    }
                }
            } catch {
                StandardError.print("marsad: \(error)")
                failures.append(error)
            }
        }
        output.flush()
        if !failures.isEmpty { throw ExitCode.badInput }
        if !matched { throw ExitCode.nothingFound }
    }

    /// All deltas in one.
    private func mergedDelta() throws(WatchlistError) -> WatchlistDelta? {
        var merged: WatchlistDelta?
        for path in delta {
            let next = try WatchlistDelta(path: path)
            merged =
                try merged.map { (earlier) throws(WatchlistError) in try earlier.followed(by: next) } ?? next
        }
        return merged
    }
}

extension LogHit {
    fileprivate func json(file: String) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("file", file)
            writer.field("line", line)
            writer.field("seen", seen)
            writer.field("matched", hit.matched)
            writer.field("kind", hit.kind.name)
            writer.field("score", hit.score)
            writer.field("category", hit.category.name)
        }
        return writer.text
    }
}
