import ArgumentParser
import FeedKeeping
import Feeds
import Fetching
import Foundation
import Reports

/// `marsad feeds run`: fetches feeds now.
struct FeedsRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Fetch feeds now, due or not; without a name, those that are due."
    )

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var fetching: FetchingOptions

    @Argument(help: "Feeds to fetch.")
    var names: [String] = []

    func run() async throws {
        let store = try dataOptions.openExistingStore()
        let book = try dataOptions.openFeedBook(store)
        let all = try book.asking { book throws(FeedBookError) in try book.all() }
        for name in names where !all.contains(where: { $0.feed.id == name }) {
            throw CommandFailure.badInput("\(name): no such feed; marsad feeds lists those that are there")
        }
        let chosen =
            names.isEmpty
            ? all.filter { !$0.feed.isPaused && $0.feed.schedule.isDue($0.state, at: .now) }
            : all.filter { names.contains($0.feed.id) }
        let runner = FeedRunner(
            book,
            into: RegistryIntake(into: store, asking: { try AskedAllowlist(of: store).check }),
            by: try fetching.fetcher(in: dataOptions.folder),
            now: { .now },
            pause: { _ in },
            report: { _, _ in },
            reportBook: { _ in }
        )
        var output = StandardOutput()
        var isWell = true
        for kept in chosen {
            do {
                let run = try await runner.run(kept.feed, kept.state)
                output.print("\(kept.feed.id): \(run.outcome.text)")
                if !run.outcome.isWell { isWell = false }
            } catch {
                isWell = false
                output.print("\(kept.feed.id): \(error)")
            }
            output.flush()
        }
        if !isWell { throw ExitCode.nothingFound }
    }
}

/// How feeds are fetched, common to the commands that do.
struct FetchingOptions: ParsableArguments {
    @Option(
        name: .customLong("feeds-allow"),
        help:
            "Host, address or network that feeds may come from although it is private or reserved; several times."
    )
    var allowed: [String] = []

    @Option(
        name: .customLong("feeds-folder"),
        help: "Folder below which files and mail folders may be read as feeds; several times."
    )
    var folders: [String] = []

    /// A fetcher that spools in the data folder.
    func fetcher(in folder: URL) throws -> Fetcher {
        var settings = FetcherSettings()
        for text in allowed where !settings.policy.allow(text) {
            throw CommandFailure.badInput("--feeds-allow \(text): no host, address or network")
        }
        settings.fileRoots = folders
        do throws(FetchFailure) {
            let spool = try SpoolFolder(folder.appending(path: "cache/feeds").path)
            return Fetcher(into: spool, settings: settings)
        } catch { throw CommandFailure.operationFailed("\(error)") }
    }
}
