public import Addresses
internal import Foundation

/// The geography databases of a folder, as they were when it was last looked at.
///
/// A value: whoever holds it keeps asking the same databases, without a lock, while another part of the program asks for
/// ``refreshed()`` and hands out what it gets.
public struct GeoDatabases: Sendable {
    /// The folder in the data directory.
    public static let folderName = "geo"
    /// The ending of the files.
    public static let fileExtension = "mmdb"
    /// Most files of a folder that are opened.
    public static let maximumCount = 64

    /// The folder.
    public let folder: String
    /// The databases, the youngest first; a fact is taken from the first that has it.
    public private(set) var databases: [GeoDatabase] = []
    /// Files that cannot be used; of those that could before, the old content stays in use.
    public private(set) var failures: [GeoError] = []
    /// The state of the files that failed: they are not tried again before they change.
    private var failedIdentities: [String: FileIdentity] = [:]

    /// Opens all databases in a folder; a folder that is not there holds none.
    public init(folder: String) {
        self = GeoDatabases(unreadFolder: folder).refreshed()
    }

    private init(unreadFolder folder: String) {
        self.folder = folder
    }

    /// Looks at the folder again: opens what is new or was replaced, keeps what is unchanged, leaves out what is gone.
    public func refreshed() -> GeoDatabases {
        var next = self
        next.databases = []
        next.failures = []
        next.failedIdentities = [:]
        let current = Dictionary(databases.map { ($0.path, $0) }) { first, _ in first }
        for path in paths {
            let old = current[path]
            guard let identity = FileIdentity(path: path) else { continue }
            if let old, old.identity == identity {
                next.databases.append(old)
            } else if let failure = failures.first(where: { $0.file == path }),
                failedIdentities[path] == identity, failure.code != .changing
            {
                next.keep(old, after: failure, identity)
            } else {
                do throws(GeoError) { next.databases.append(try GeoDatabase(path: path)) } catch {
                    next.keep(old, after: error, identity)
                }
            }
        }
        next.databases.sort { ($1.buildEpoch, $0.path) < ($0.buildEpoch, $1.path) }
        return next
    }

    private mutating func keep(_ old: GeoDatabase?, after failure: GeoError, _ identity: FileIdentity) {
        failures.append(failure)
        failedIdentities[failure.file] = identity
        if let old { databases.append(old) }
    }

    private var paths: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".\(Self.fileExtension)") && !$0.hasPrefix(".") }.sorted()
            .prefix(Self.maximumCount).map { "\(folder)/\($0)" }
    }

    /// Another number when other databases are asked: it follows from their names and when they were made, so that every program
    /// that asks the same ones has the same.
    public var stamp: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for database in databases {
            for byte in (database.path.split(separator: "/").last ?? "").utf8 { add(byte) }
            withUnsafeBytes(of: database.buildEpoch.littleEndian) { $0.forEach(add) }
            withUnsafeBytes(of: UInt64(database.identity.size).littleEndian) { $0.forEach(add) }
        }
        return hash
    }

    /// What the databases say of an address.
    public func facts(of address: IPAddress) -> GeoFacts {
        var facts = GeoFacts()
        for database in databases {
            let wanted = database.holdings.subtracting(facts.holdings)
            guard !wanted.isEmpty else { continue }
            do throws(GeoError) {
                guard let (record, network) = try database.facts(of: address) else { continue }
                facts.take(wanted, from: record, network, database.path)
            } catch { facts.failures.append(error) }
        }
        return facts
    }
}

extension GeoFacts {
    fileprivate var holdings: GeoHoldings {
        var holdings: GeoHoldings = []
        if country != nil { holdings.insert(.country) }
        if system != nil { holdings.insert(.system) }
        if organisation != nil { holdings.insert(.organisation) }
        return holdings
    }

    fileprivate mutating func take(
        _ wanted: GeoHoldings,
        from record: GeoRecord,
        _ network: IPNetwork,
        _ database: String
    ) {
        func fact<Value>(_ value: Value?) -> GeoFact<Value>? {
            value.map { GeoFact(value: $0, network: network, database: database) }
        }
        if wanted.contains(.country) { country = fact(record.country) }
        if wanted.contains(.system) { system = fact(record.system) }
        if wanted.contains(.organisation) { organisation = fact(record.organisation) }
    }
}
