import ArgumentParser
import Enrichment
import Foundation
import Reports
import SQLiteRegistry

/// Where registry and archive lie, common to the commands that use it.
struct DataOptions: ParsableArguments {
    @Option(name: .long, help: "Folder of registry and archive (MARSAD_DATA; default ./marsad-data).")
    var data: String?

    /// The folder: the option over the environment over the default.
    var folder: URL {
        URL(filePath: data ?? ProcessInfo.processInfo.environment["MARSAD_DATA"] ?? "marsad-data")
    }

    /// The folder's path.
    var directory: String { folder.path(percentEncoded: false) }

    /// The folder of what can be made again.
    var cacheFolder: String { folder.appending(path: Self.cacheName).path(percentEncoded: false) }

    static let cacheName = "cache"

    /// The folder of geography databases.
    var geographyFolder: String {
        folder.appending(path: GeoDatabases.folderName).path(percentEncoded: false)
    }

    /// Opens the registry, making it when it is not there.
    func openStore() throws -> SQLiteStore {
        do { return try SQLiteStore(folder: folder) } catch {
            throw CommandFailure.operationFailed("\(error)")
        }
    }

    /// Opens the registry if there is one; one whose folder was named must be there.
    func openStoreIfThere() throws -> SQLiteStore? {
        if data == nil, !FileManager.default.fileExists(atPath: file.path) { return nil }
        return try openExistingStore()
    }

    private var file: URL { folder.appending(path: SQLiteStore.fileName) }

    /// Opens a registry that must be there already.
    func openExistingStore() throws -> SQLiteStore {
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw CommandFailure.badInput(
                "\(file.path): no registry there; name its folder with --data, or make one with marsad import"
            )
        }
        return try openStore()
    }
}

extension Timestamp {
    /// The present moment by the system's clock.
    static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
}
