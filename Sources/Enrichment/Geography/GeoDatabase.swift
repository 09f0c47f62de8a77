public import Addresses
internal import CMaxMindDB
internal import Glibc

/// One MaxMind DB file, opened for good: what happens to the file afterwards does not reach it.
///
/// Any number of threads may ask it.
public final class GeoDatabase: Sendable {
    /// Largest file that is read: 2 GiB.
    public static let maximumSize = 2 << 30
    /// Most nodes of the search tree that are looked at when a file is opened; of larger ones, evenly spread.
    static let checkedNodeCount = 1 << 18

    /// The file.
    public let path: String
    /// What its maker calls its kind: `GeoLite2-Country`, `ipinfo country_asn.mmdb`.
    public let type: String
    /// When its maker built it, in seconds since the epoch.
    public let buildEpoch: Int64
    /// 4 or 6: the addresses that it knows; 6 includes IPv4.
    public let ipVersion: Int
    /// Which of the facts its records hold, as far as was looked.
    let holdings: GeoHoldings
    let identity: FileIdentity

    // libmaxminddb writes to MMDB_s only in MMDB_open and MMDB_close, which init and deinit call while nobody else can
    // know the pointer; lookups take it const and keep their state on the stack, so threads may share it.
    private nonisolated(unsafe) let handle: UnsafeMutablePointer<MMDB_s>

    /// Opens and checks a file.
    /// - Parameter path: the file.
    /// - Throws: ``GeoError`` when it cannot be read, is being written, is none or is damaged.
    public init(path: String) throws(GeoError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let copy = try PrivateCopy(of: path, in: folder, maximumSize: Self.maximumSize)
        let handle = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
        handle.initialize(to: MMDB_s())
        let status = MMDB_open(copy.path, UInt32(MMDB_MODE_MMAP), handle)
        guard status == MMDB_SUCCESS else {
            handle.deallocate()
            throw GeoError(.notADatabase, file: path, detail: Self.text(of: status))
        }
        self.handle = handle
        self.path = path
        identity = copy.identity
        type = handle.pointee.metadata.database_type.map { String(cString: $0) } ?? ""
        buildEpoch = Int64(clamping: handle.pointee.metadata.build_epoch)
        ipVersion = Int(handle.pointee.metadata.ip_version)
        do throws(GeoError) {
            holdings = try GeoCheck(UnsafePointer(handle), file: path).holdings()
        } catch {
            MMDB_close(handle)
            handle.deallocate()
            throw error
        }
    }

    deinit {
        MMDB_close(handle)
        handle.deallocate()
    }

    static func text(of status: Int32) -> String {
        MMDB_strerror(status).map { String(cString: $0) } ?? "error \(status)"
    }
}

extension GeoDatabase {
    /// All that the database says of an address.
    /// - Parameter address: the address.
    /// - Returns: the record, and the network for which it holds; nil when there is none.
    /// - Throws: ``GeoError/Code/damaged`` when the record cannot be read.
    public func record(of address: IPAddress) throws(GeoError) -> (value: GeoValue, network: IPNetwork)? {
        guard let found = try find(address) else { return nil }
        let section = UnsafeRawBufferPointer(
            start: handle.pointee.data_section,
            count: Int(handle.pointee.data_section_size)
        )
        do throws(GeoValueReader.Failure) {
            return (try GeoValueReader.value(in: section, at: Int(found.entry.offset)), found.network)
        } catch {
            throw GeoError(.damaged, file: path, detail: "\(error.detail), byte \(error.offset) of the data")
        }
    }

    /// What the database says of an address that this program knows to read.
    /// - Returns: the facts, and the network for which they hold; nil when there are none.
    /// - Throws: ``GeoError/Code/damaged`` when the record cannot be read.
    func facts(of address: IPAddress) throws(GeoError) -> (record: GeoRecord, network: IPNetwork)? {
        guard let found = try find(address) else { return nil }
        return (GeoRecord(found.entry), found.network)
    }

    private func find(_ address: IPAddress) throws(GeoError) -> (entry: MMDB_entry_s, network: IPNetwork)? {
        guard address.isIPv4 || ipVersion == 6 else { return nil }
        var status: Int32 = 0
        let result = address.withSocketAddress { MMDB_lookup_sockaddr(handle, $0, &status) }
        guard status == MMDB_SUCCESS else {
            throw GeoError(.damaged, file: path, detail: Self.text(of: status))
        }
        guard result.found_entry else { return nil }
        // In a tree of IPv6 addresses, IPv4 lies in ::/96.
        let length = Int(result.netmask) - (address.isIPv4 && ipVersion == 6 ? 96 : 0)
        guard let network = IPNetwork(containing: address, prefixLength: max(0, length)) else { return nil }
        return (result.entry, network)
    }
}

extension IPAddress {
    /// Hands out the address as the socket functions take it.
    fileprivate func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>) -> Result) -> Result {
        if isIPv4 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = v4.bigEndian
            return withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
            }
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        withUnsafeMutableBytes(of: &address.sin6_addr) { $0.storeBytes(of: bits.bigEndian, as: UInt128.self) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
