import ArgumentParser
import Credentials
import Foundation
import Logging
import NIOPosix
import Registry
import Reports
import ServiceLifecycle
import SQLiteRegistry
import UnixSignals
import Web

/// `marsad serve`: the hub.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the hub.",
        discussion: """
            Answers sensors, consumers and people over HTTP until it is told to stop (SIGTERM, SIGINT). The first start \
            makes the registry and prints a link for making the first administrator; there is no default password.

            Example:
              marsad serve --listen 127.0.0.1:8080
              marsad serve --listen 0.0.0.0:8443 --certificate hub.pem --key hub.key --url https://marsad.example
            """
    )

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var listening: ListeningOptions

    func run() async throws {
        let store = try dataOptions.openStore()
        let threads = Hub.makeThreads()
        let logger = Logger(label: "marsad") { StreamLogHandler.standardError(label: $0) }
        let configuration = try listening.configuration(
            cacheFolder: dataOptions.folder.appending(path: "cache").path
        )
        let allowlist = try AskedAllowlist.base()
        let hub = Hub(
            on: store,
            configuration: configuration,
            threads: threads,
            allowlist: allowlist,
            logger: logger
        )
        let setUp = try offerSetUp(in: store)
        do {
            let application = try hub.application(logger: logger) { [listening] port in
                let address = listening.address(port: port)
                StandardError.print("marsad: listening at \(address)")
                if let setUp {
                    StandardError.print("marsad: make the first administrator at \(address)/setup/\(setUp)")
                }
            }
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    // Stopped in the opposite order: first what requests wait for.
                    services: [application] + hub.services,
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: logger
                )
            )
            try await group.run()
            try await threads.shutdownGracefully()
            try store.close()
        } catch { throw CommandFailure.operationFailed("\(listening.listen): \(error)") }
    }

    /// Makes a secret for the set-up link, where there is no administrator yet.
    private func offerSetUp(in store: any Store) throws -> String? {
        do throws(StoreError) {
            guard try !store.hasAdministrator() else { return nil }
            let secret = Secret(for: .setUp)
            try store.offerSetUp(secret.digest, until: Timestamp.now.advanced(byDays: 1))
            return secret.text
        } catch { throw CommandFailure.operationFailed("\(error)") }
    }
}
