import Addresses
import Reports

/// Turns the fields of a record into reports.
struct RecordReader {
    /// Most addresses read from one field.
    private static let maximumAddressesPerField = 256

    private let profile: RecordProfile
    private var seen: Set<Address> = []

    init(profile: RecordProfile) {
        self.profile = profile
    }

    /// Reads a record whose addresses stand in fields of the `reported` roles.
    /// - Returns: whether anything was accepted or rejected.
    mutating func read(
        _ record: RecordFields,
        reported: Set<FieldRole>,
        inherited: Claim,
        into output: FeedOutput
    ) -> Bool {
        seen.removeAll(keepingCapacity: true)
        var pieces = ClaimPieces(record, inherited: inherited, profile: profile)
        let before = output.summary.read
        if let reason = pieces.leftOut ?? Self.otherIndicator(record, reported) {
            Self.reject(reason, record, reported, into: output)
            return output.summary.read > before
        }
        var failures: [(RecordFields.Field, AddressError)] = []
        for field in record.fields where reported.contains(field.role) {
            let text = record.bytes.span.extracting(field.place)
            if field.isNumber, field.role == .ip, !seen.isEmpty { continue }
            do throws(AddressError) {
                let addresses = try Self.addresses(field, in: record)
                if let note = FieldReading.portNote(text, addresses) { pieces.port = note }
                output.begin(line: field.line, offset: field.offset)
                let claim = pieces.claim
                for address in addresses where seen.insert(address).inserted {
                    output.accept(address, claim: claim)
                }
            } catch {
                if Self.isProse(text) { pieces.addProse(text) } else { failures.append((field, error)) }
            }
        }
        for (field, error) in failures where seen.isEmpty || error.reason != .singleLabel {
            output.begin(line: field.line, offset: field.offset)
            output.reject(
                RejectReason(error.reason),
                record.bytes.span.extracting(field.place),
                at: error.offset
            )
        }
        if output.summary.read == before {
            Self.reject(RejectReason(.notAnAddress), record, reported, into: output)
        }
        return output.summary.read > before
    }

    /// Rejects the first field that should hold an address, or another indicator.
    private static func reject(
        _ reason: RejectReason,
        _ record: RecordFields,
        _ reported: Set<FieldRole>,
        into output: FeedOutput
    ) {
        let field =
            record.fields.first { reported.contains($0.role) }
            ?? record.fields.first { $0.role == .otherIndicator }
        guard let field else { return }
        output.begin(line: field.line, offset: field.offset)
        output.reject(reason, record.bytes.span.extracting(field.place))
    }

    /// What a record without an address has instead; nil when it has one, or neither.
    private static func otherIndicator(_ record: RecordFields, _ reported: Set<FieldRole>) -> RejectReason? {
        guard !record.fields.contains(where: { reported.contains($0.role) && $0.role != .otherIndicator }),
            let field = record.fields.first(where: { $0.role == .otherIndicator })
        else { return nil }
        do throws(AddressError) {
            _ = try FieldReading.addresses(record.bytes.span.extracting(field.place))
            return .otherIndicator
        } catch {
            let reason = RejectReason(error.reason)
            return reason.isLeftOut ? reason : .otherIndicator
        }
    }

    /// Text with blanks in it is no attempt at an address.
    private static func isProse(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index].isBlank { return true }
        return false
    }

    private static func addresses(
        _ field: RecordFields.Field,
        in record: RecordFields
    ) throws(AddressError) -> [Address] {
        let text = record.bytes.span.extracting(field.place)
        switch field.role {
        case .rangeStart:
            guard let end = record.fields.first(where: { $0.role == .rangeEnd }) else { break }
            let range = text.copy + [UInt8(ascii: "-")] + record.bytes[end.place]
            return try Address.read(range.span)
        case .asn where text.isDecimal:
            let number = Array("AS".utf8) + text.copy
            return try Address.read(number.span)
        case .ip where field.isNumber || text.isDecimal:
            guard let value = text.decimalValue, let bits = UInt32(exactly: value) else { break }
            return [.ip(IPAddress(v4: bits))]
        case .domain, .hostname:
            guard let path = record.fields.first(where: { $0.role == .path }),
                record.bytes[path.place.lowerBound] == UInt8(ascii: "/"), path.place.count > 1,
                text.first(UInt8(ascii: "/")) == nil
            else { break }
            let url = text.copy + record.bytes[path.place]
            return try Address.read(url.span)
        default: break
        }
        do throws(AddressError) { return try FieldReading.addresses(text) } catch {
            guard let several = several(text) else { throw error }
            return several
        }
    }

    /// Several addresses in one field, separated by commas, semicolons, bars or blanks; nil unless all of them read.
    private static func several(_ text: Span<UInt8>) -> [Address]? {
        var addresses: [Address] = []
        var start = 0
        while start < text.count {
            guard !isSeparator(text[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < text.count, !isSeparator(text[end]) { end += 1 }
            guard let read = try? FieldReading.addresses(text.extracting(start..<end)) else { return nil }
            addresses += read
            guard addresses.count <= maximumAddressesPerField else { return nil }
            start = end
        }
        return addresses.isEmpty ? nil : addresses
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte.isBlank || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|")
    }
}
