internal import Synchronization

/// Who met which address when: condensed telemetry of the last days, for hunts.
///
/// One that is opened for reading sees the archive as it was at that moment, beside at most one process that writes to
/// it through an ``ArchiveWriter``; the writer's own ``ArchiveWriter/archive`` sees what it has taken in. Hunts block the
/// thread they run on, may run on several threads at once, and never wait for the writer. The archive is closed when the
/// last holder is gone.
public final class HuntArchive: Sendable {
    /// The archive's folder.
    public let path: String
    let contents: Mutex<ArchiveContents>
    /// Where a reader's RocksDB writes its log; removed with the archive.
    private let readerFolder: ReaderFolder?

    /// How often opening is tried again when the writer removes a day meanwhile.
    private static let openingAttempts = 8

    /// Opens the archive in a data directory for reading.
    /// - Parameters:
    ///   - directory: the data directory; the archive is its folder `archive`.
    ///   - cacheSize: most bytes of blocks, indexes and filters held in memory.
    /// - Throws: ``ArchiveError``, and changes nothing.
    public convenience init(
        reading directory: String,
        cacheSize: Int = ArchiveOptions.defaultCacheSize
    ) throws(ArchiveError) {
        let folder = ArchiveFolder(inDataDirectory: directory)
        let readerFolder = try ReaderFolder()
        let settings = RocksSettings(
            cacheSize: ArchiveOptions(cacheSize: cacheSize).cacheSize,
            logFolder: readerFolder.path
        )
        self.init(folder, try Self.open(folder, settings: settings), readerFolder: readerFolder)
    }

    /// The archive of a database that is open.
    init(_ folder: ArchiveFolder, _ contents: ArchiveContents, readerFolder: ReaderFolder?) {
        path = folder.path
        self.contents = Mutex(contents)
        self.readerFolder = readerFolder
    }

    /// Opens the database beside a writer, or before there is one.
    static func open(_ folder: ArchiveFolder, settings: RocksSettings) throws(ArchiveError) -> ArchiveContents
    {
        var attempts = openingAttempts
        while true {
            attempts -= 1
            try folder.check()
            let register = try folder.readRegister()
            do throws(RocksError) {
                let families = try RocksDatabase.open(
                    folder.store,
                    families: try RocksDatabase.familyNames(in: folder.store, settings: settings),
                    access: .reading,
                    settings: settings
                )
                let contents = try ArchiveContents(families, register: register)
                try contents.check()
                return contents
            } catch {
                // What is missing may have been removed by a writer since we looked.
                guard attempts > 0 else { throw ArchiveError(error, at: folder.path) }
            }
        }
    }
}
