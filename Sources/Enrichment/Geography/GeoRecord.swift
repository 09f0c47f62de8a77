internal import Addresses
internal import CMaxMindDB

/// The facts of one record, found by the names under which makers keep them.
///
/// MaxMind and DB-IP nest by meaning (`country.iso_code`), IPinfo and others are flat (`country_code`, `asn`), CIRCL's
/// Geo Open keeps the AS number inside the country. A name counts wherever it stands in this list, whatever the database
/// calls itself.
struct GeoRecord {
    private static let countryPaths = [
        ["country", "iso_code"], ["country_code"], ["country"], ["countryCode"], ["country", "code"],
        ["country_iso_code"], ["registered_country", "iso_code"],
    ].map(GeoPath.init)
    private static let systemPaths = [
        ["autonomous_system_number"], ["asn"], ["traits", "autonomous_system_number"], ["as_number"],
        ["asn", "number"], ["as", "number"], ["as", "asn"], ["AutonomousSystemNumber"],
        ["country", "AutonomousSystemNumber"],
    ].map(GeoPath.init)
    private static let organisationPaths = [
        ["autonomous_system_organization"], ["as_name"], ["traits", "autonomous_system_organization"],
        ["as_organization"], ["as_org"], ["asn", "name"], ["as", "name"], ["AutonomousSystemOrganization"],
        ["country", "AutonomousSystemOrganization"], ["organization"], ["traits", "organization"], ["org"],
        ["isp"], ["traits", "isp"],
    ].map(GeoPath.init)

    private let entry: MMDB_entry_s

    init(_ entry: MMDB_entry_s) {
        self.entry = entry
    }

    /// The country.
    var country: CountryCode? { first(Self.countryPaths) { text, _ in text.flatMap { CountryCode($0) } } }

    /// The system that announces the address.
    var system: ASN? {
        first(Self.systemPaths) { text, number in
            if let number { return UInt32(exactly: number).flatMap(ASN.init) }
            guard let text else { return nil }
            if let plain = UInt32(text) { return ASN(plain) }
            return try? ASN(utf8: text.utf8.span)
        }
    }

    /// Who answers for the system, else for the address.
    var organisation: String? {
        first(Self.organisationPaths) { text, _ in text.flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// Which of the facts it holds.
    var holdings: GeoHoldings {
        var holdings: GeoHoldings = []
        if country != nil { holdings.insert(.country) }
        if system != nil { holdings.insert(.system) }
        if organisation != nil { holdings.insert(.organisation) }
        return holdings
    }

    private func first<Value>(_ paths: [GeoPath], _ read: (String?, UInt64?) -> Value?) -> Value? {
        for path in paths {
            if let scalar = path.scalar(in: entry), let value = read(scalar.text, scalar.number) {
                return value
            }
        }
        return nil
    }
}

/// Keys that lead to a value, ready for C.
///
/// The strings live as long as the program: the paths are constants of it.
private struct GeoPath: Sendable {
    /// Longest text that is taken, in bytes.
    private static let maximumTextLength = 1024

    // Allocated once, never written again, never freed.
    private nonisolated(unsafe) let keys: UnsafePointer<UnsafePointer<CChar>?>

    init(_ names: [String]) {
        let keys = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: names.count + 1)
        for (index, name) in names.enumerated() {
            let key = UnsafeMutablePointer<CChar>.allocate(capacity: name.utf8.count + 1)
            for (offset, byte) in name.utf8.enumerated() { key[offset] = CChar(bitPattern: byte) }
            key[name.utf8.count] = 0
            keys[index] = UnsafePointer(key)
        }
        keys[names.count] = nil
        self.keys = UnsafePointer(keys)
    }

    /// The text or number at the end of the path.
    func scalar(in entry: MMDB_entry_s) -> (text: String?, number: UInt64?)? {
        var entry = entry
        var data = MMDB_entry_data_s()
        guard MMDB_aget_value(&entry, &data, keys) == MMDB_SUCCESS, data.has_data else { return nil }
        switch Int32(data.type) {
        case MMDB_DATA_TYPE_UTF8_STRING:
            guard let text = data.utf8_string else { return ("", nil) }
            let bytes = UnsafeRawBufferPointer(
                start: text,
                count: min(Int(data.data_size), Self.maximumTextLength)
            )
            return (String(decoding: bytes, as: UTF8.self), nil)
        case MMDB_DATA_TYPE_UINT16: return (nil, UInt64(data.uint16))
        case MMDB_DATA_TYPE_UINT32: return (nil, UInt64(data.uint32))
        case MMDB_DATA_TYPE_UINT64: return (nil, data.uint64)
        case MMDB_DATA_TYPE_INT32: return (nil, UInt64(exactly: data.int32))
        default: return nil
        }
    }
}
