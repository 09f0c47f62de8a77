import ArgumentParser
import Demonstration
import FeedKeeping
import Fetching
import Foundation
import JSONOutput
import Registry
import Reports
import SQLiteRegistry

/// `marsad demo`: a hub in which everything has happened.
struct DemoCommand: AsyncParsableCommand {
    /// The folder where none is named.
    private static let usualFolder = "marsad-demo"

    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run a hub on a made-up scenario of six members, all pages alive.",
        discussion: """
            Makes a registry, lets five weeks happen in it (reports, feeds, sightings, approvals, lists, all by the rules \
            and on addresses set aside for documentation), serves it and prints how each role signs in. The passwords are \
            made at that moment and shown once. The folder must be new, empty or an earlier demonstration's, which is made \
            anew. The same --seed and --at bring about the same. The sensors go on seeing things as long as it runs.

            Only in such a folder may documentation addresses be blocked and listed; every page says that it is a \
            demonstration.

            Example:
              marsad demo
              marsad demo --listen 127.0.0.1:0 --data /tmp/demo --json
            """
    )

    @Option(name: .long, help: "Folder of the demonstration (MARSAD_DATA; default ./marsad-demo).")
    var data: String?

    @OptionGroup var listening: ListeningOptions

    @Option(name: .long, help: "The number that all chance comes from.")
    var seed = Demonstration.usualSeed

    @Option(name: .long, help: "The moment that the scenario leads to, instead of now: 2026-11-23T08:30:00Z.")
    var at: Moment?

    @Flag(name: .long, help: "Print how to sign in as one JSON object, when the hub listens.")
    var json = false

    func run() async throws {
        let folder = data ?? ProcessInfo.processInfo.environment["MARSAD_DATA"] ?? Self.usualFolder
        let dataOptions = try DataOptions.parse(["--data", folder])
        do {
            try DemonstrationMark.begin(in: dataOptions.folder, removing: Self.contents)
        } catch let error as DemonstrationFolderTaken { throw CommandFailure.badInput("\(error)") } catch {
            throw CommandFailure.operationFailed("\(folder): \(error)")
        }
        let logger = HubProcess.makeLogger()
        let store = try dataOptions.openStore()
        let book = try dataOptions.openFeedBook(store)
        let fetcher = try Self.fetcher(in: dataOptions)
        let demonstration = Demonstration(seed: seed, at: at?.timestamp ?? .now)
        let access: DemonstrationAccess
        do {
            access = try await demonstration.fill(
                store,
                feeds: book,
                by: fetcher,
                in: dataOptions.folder,
                publishing: dataOptions.publisher(store)
            )
        } catch { throw CommandFailure.operationFailed("\(folder): \(error)") }
        var hub = HubProcess(
            store: store,
            configuration: try listening.configuration(for: dataOptions),
            listening: listening,
            logger: logger
        )
        hub.services = [
            FeedService(
                book,
                into: store,
                by: fetcher,
                asking: { try AskedAllowlist(of: store).check },
                logger: logger,
                now: { .now }
            ),
            demonstration.replay(into: store, logger: logger),
        ]
        try await hub.run { [json] address in
            StandardError.print("marsad: listening at \(address)")
            var output = StandardOutput()
            output.print(json ? access.jsonText(at: address) : access.text(at: address))
            output.flush()
        }
    }

    /// What a demonstration's folder comes to hold.
    private static var contents: Set<String> {
        let files = [SQLiteStore.fileName, SQLiteFeedBook.fileName]
        return Set(files + files.flatMap { ["\($0)-wal", "\($0)-shm"] })
            .union([SQLiteStore.keyFileName, DataOptions.cacheName, Demonstration.feedsFolderName])
    }

    /// Reads the demonstration's own files and asks nobody.
    private static func fetcher(in data: DataOptions) throws -> Fetcher {
        var settings = FetcherSettings()
        settings.fileRoots = [Demonstration.feedsFolder(in: data.folder).path(percentEncoded: false)]
        do throws(FetchFailure) {
            return Fetcher(into: try SpoolFolder("\(data.cacheFolder)/feeds"), settings: settings)
        } catch { throw CommandFailure.operationFailed("\(error)") }
    }
}

extension DemonstrationAccess {
    /// For a person at a terminal.
    fileprivate func text(at address: String) -> String {
        let width = people.map(\.name.count).max() ?? 0
        let lines = people.map { person in
            let name = person.name + String(repeating: " ", count: width - person.name.count)
            return "  \(name)  \(person.password)  \(person.role) of \(person.member ?? "the system")"
        }
        return """
            Open \(address) and sign in as one of these; the passwords are shown now and never again.

            \(lines.joined(separator: "\n"))

            Programs of \(keys.first?.member ?? "a member"), as bearer tokens:

            \(keys.map { "  \($0.role)  \($0.secret)" }.joined(separator: "\n"))

            Ctrl-C ends it. Everything in it is made up.
            """
    }

    /// One object on one line.
    fileprivate func jsonText(at address: String) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("url", address)
            writer.array("users", of: people) { writer, person in
                writer.object { writer in
                    writer.field("name", person.name)
                    writer.field("password", person.password)
                    writer.field("member", person.member)
                    writer.field("role", person.role)
                }
            }
            writer.name("tokens")
            writer.object { writer in
                for key in keys {
                    writer.name(text: key.role)
                    writer.string(key.secret)
                }
            }
        }
        return writer.text
    }
}
