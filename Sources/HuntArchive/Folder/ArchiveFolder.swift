internal import Glibc

/// The folder of a hunt archive and what lies in it.
///
/// ```
/// archive/register   an ArchiveRegister; a folder without it is no archive
/// archive/store/     the RocksDB database; made as store.new, so that it is there whole or not at all
/// archive/incoming/  tables being written; what a crash leaves there is worthless
/// archive/lock       held by the writer
/// ```
struct ArchiveFolder: Sendable {
    /// The folder's name under the data directory.
    static let name = "archive"
    /// What an archive that was only begun may consist of.
    private static let beginnings: Set<String> = ["lock", "register.new"]

    let path: String
    var store: String { path + "/store" }
    /// Where the database is made.
    var newStore: String { path + "/store.new" }
    var lock: String { path + "/lock" }
    private var incoming: String { path + "/incoming" }
    private var register: String { path + "/register" }

    /// The folder in a data directory.
    init(inDataDirectory directory: String) {
        path = directory.hasSuffix("/") ? directory + Self.name : "\(directory)/\(Self.name)"
    }

    /// Whether the database has been made.
    var hasStore: Bool { access(store + "/CURRENT", F_OK) == 0 }

    /// Makes the folder when it is not there; touches nothing of what is no archive.
    func prepare() throws(ArchiveError) {
        try SystemFile.makeFolder(path)
        guard access(register, F_OK) != 0 else { return }
        let content = try SystemFile.names(in: path)
        guard Set(content).isSubset(of: Self.beginnings) else { throw ArchiveError(.notAnArchive, path) }
    }

    /// Makes what is missing. Only for the one writer.
    func complete() throws(ArchiveError) {
        if access(register, F_OK) != 0 { try write(ArchiveRegister()) }
        try checkStore()
        try SystemFile.makeFolder(incoming)
        for name in try SystemFile.names(in: incoming) where name.hasSuffix(".sst") {
            unlink("\(incoming)/\(name)")
        }
        if !hasStore { try SystemFile.makeFolder(newStore) }
    }

    /// Checks that there is an archive, without changing anything.
    func check() throws(ArchiveError) {
        guard access(path, F_OK) == 0 else { throw ArchiveError(.missing, path) }
        guard access(register, F_OK) == 0 else {
            let content = try SystemFile.names(in: path)
            throw ArchiveError(Set(content).isSubset(of: Self.beginnings) ? .missing : .notAnArchive, path)
        }
        _ = try readRegister()
        try checkStore()
        guard hasStore else { throw ArchiveError(.missing, path) }
    }

    /// Puts the database that was made in its place.
    func moveNewStore() throws(ArchiveError) {
        try SystemFile.move(newStore, to: store, in: path)
    }

    /// Where a new table is written.
    func incomingTable(_ name: String) -> String { "\(incoming)/\(name).sst" }

    func readRegister() throws(ArchiveError) -> ArchiveRegister {
        let text = try SystemFile.text(of: register, maximumLength: ArchiveRegister.maximumLength)
        do throws(ArchiveRegister.Fault) {
            guard let text else { throw .notARegister }
            return try ArchiveRegister(text)
        } catch {
            switch error {
            case .notARegister: throw ArchiveError(.notAnArchive, register)
            case .newerVersion: throw ArchiveError(.newerVersion, path)
            case .damaged: throw ArchiveError(.damaged, register, cause: "its checksum does not fit")
            }
        }
    }

    func write(_ register: ArchiveRegister) throws(ArchiveError) {
        try SystemFile.replace(self.register, with: register.text, in: path)
    }

    private func checkStore() throws(ArchiveError) {
        guard hasStore || access(store, F_OK) != 0 else {
            throw ArchiveError(.damaged, store, cause: "the file CURRENT is missing")
        }
    }
}
