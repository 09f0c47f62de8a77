import Addresses
import ArgumentParser
import ByteStreams
import Formats
import JSONOutput
import Registry
import RegistryWatchlists
import Reports
import SQLiteRegistry
import Watchlists

/// `marsad compile`: a watchlist file.
struct CompileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Write a watchlist file for marsad match.",
        discussion: """
            From the registry, with its scores, or straight from files, whose addresses then score 100 each. The file \
            appears whole or not at all; running matches keep the one they have. With --since, what is written is the \
            difference from an older watchlist, for marsad match --delta.

            Example:
              marsad compile --registry -o watchlist.marsad
              marsad compile --from ipsum.txt --from trails.tar.xz -o watchlist.marsad
              marsad compile --registry --since watchlist.marsad -o today.delta
            """
    )

    @OptionGroup var dataOptions: DataOptions

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help: "Feed files to compile, in any format, plain or compressed."
    )
    var from: [String] = []

    @Flag(name: .long, help: "Compile the registry.")
    var registry = false

    @Option(name: .long, help: "Write only what changed since this watchlist.")
    var since: String?

    @Option(name: .customLong("minimum-score"), help: "Leave out registered addresses that score less.")
    var minimumScore: Double = 0

    @Option(name: [.short, .long], help: "The file to write.")
    var output: String

    @Flag(name: .long, help: "Print the counts as JSON.")
    var json = false

    func validate() throws {
        guard registry != !from.isEmpty else {
            throw ValidationError("Say either --registry or --from FILE….")
        }
    }

    func run() throws {
        var builder = WatchlistBuilder()
        var revision: UInt64 = 0
        if registry {
            do {
                let store = try dataOptions.openExistingStore()
                _ = try store.rescoreDue(at: .now)
                (builder, revision) = try WatchlistBuilder.reading(
                    store,
                    for: .system,
                    minimumScore: minimumScore
                )
            } catch let failure as CommandFailure { throw failure } catch {
                throw CommandFailure.operationFailed("\(error)")
            }
        } else {
            var sink = WatchlistSink(builder: builder)
            for path in from {
                do throws(FeedError) { _ = try FeedReader().read(ByteInput(path: path), into: &sink) } catch {
                    throw CommandFailure.badInput("\(error)")
                }
            }
            builder = sink.builder
        }
        if let since { return try writeDelta(builder, revision: revision, since: since) }
        let written: Watchlist
        do throws(WatchlistError) {
            try builder.write(to: output, revision: revision)
            written = try Watchlist(path: output)
        } catch { throw CommandFailure.operationFailed("\(error)") }
        write(written)
    }

    private func writeDelta(_ builder: WatchlistBuilder, revision: UInt64, since path: String) throws {
        let delta: WatchlistDelta
        do throws(WatchlistError) {
            let old = try Watchlist(path: path)
            // Lists of files have no revisions of their own: each is one later than what it is compared with.
            let new = try Watchlist(
                bytes: try builder.serialized(revision: registry ? revision : old.revision + 1),
                verification: .header
            )
            delta = try WatchlistDelta(from: old, to: new)
        } catch { throw CommandFailure.badInput("\(error)") }
        do throws(WatchlistError) { try delta.write(to: output) } catch {
            throw CommandFailure.operationFailed("\(error)")
        }
        write(delta)
    }

    private func write(_ delta: WatchlistDelta) {
        var out = StandardOutput()
        let count = delta.bytes.count
        if json {
            var writer = JSONWriter()
            writer.object { writer in
                writer.field("file", output)
                writer.field("bytes", count)
                writer.field("from", delta.from)
                writer.field("to", delta.to)
                writer.field("added", delta.addedCount)
                writer.field("removed", delta.removedCount)
            }
            out.print(writer.text)
        } else {
            out.print(
                "\(output): revision \(delta.from) to \(delta.to), \(delta.addedCount) added or changed, "
                    + "\(delta.removedCount) removed, \(count) bytes"
            )
        }
    }

    private func write(_ watchlist: Watchlist) {
        var out = StandardOutput()
        if json {
            var writer = JSONWriter()
            writer.object { writer in
                writer.field("file", output)
                writer.field("bytes", watchlist.byteCount)
                writer.field("revision", watchlist.revision)
                for kind in AddressKind.allCases {
                    writer.name(text: kind.name)
                    writer.number(watchlist.counts[kind])
                }
            }
            out.print(writer.text)
        } else {
            let parts = AddressKind.allCases.map { "\(watchlist.counts[$0]) \($0.name)" }
                .joined(separator: ", ")
            out.print("\(output): \(watchlist.counts.total) entries (\(parts)), \(watchlist.byteCount) bytes")
        }
    }
}

/// Gathers a feed's reports as entries of a watchlist.
private struct WatchlistSink: FeedSink {
    /// The score of an address that nobody scored.
    private static let unscored: UInt8 = 100

    var builder: WatchlistBuilder

    mutating func accept(_ address: Address, claim: Claim, line: Int) {
        builder.add(
            WatchlistEntry(
                address: address,
                scope: claim.scope,
                score: Self.unscored,
                category: claim.category ?? .undetermined
            )
        )
    }

    mutating func reject(_ reject: Reject) {}
}
