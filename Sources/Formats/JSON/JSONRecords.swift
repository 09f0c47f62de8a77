import Addresses
import Reports

/// Finds the records in JSON: objects with an address under a known or mapped key, and lists of addresses.
///
/// An object's nested objects belong to its record; objects in its arrays are records of their own that inherit what it
/// says of all of them. Keys are known by their path: `source.ip` nested or dotted.
struct JSONRecords {
    /// Keys that wrap a record without meaning of their own.
    private static let wrappers = [
        "data", "attributes", "attribute", "result", "results", "response", "payload", "event", "observable",
        "ioc",
        "entity", "summary", "item", "leafcert",
    ]

    private let mapping: FieldMapping
    private var record = RecordFields()
    private var reader = RecordReader()

    init(mapping: FieldMapping) {
        self.mapping = mapping
    }

    /// Reads a value; in a list, strings are addresses.
    /// - Returns: whether anything was accepted or rejected.
    mutating func read(
        _ value: JSONValue,
        isList: Bool,
        inherited: Claim,
        into output: FeedOutput
    ) -> Bool {
        switch value {
        case .object(let members): return read(members, inherited: inherited, into: output)
        case .array(let values, _):
            var gaps = JSONGaps()
            for value in values {
                gaps.note(read(value, isList: isList, inherited: inherited, into: output), value)
            }
            gaps.reject(into: output)
            return gaps.hasRecords
        case .string(let text, let place):
            guard isList else { return false }
            output.begin(line: place.line, offset: place.offset)
            output.read(text.span, at: 1, claim: inherited)
            return true
        case .number, .boolean, .null: return false
        }
    }

    private mutating func read(_ members: [JSONMember], inherited: Claim, into output: FeedOutput) -> Bool {
        if members.count == 1, let member = members.first, case .object(let inner) = member.value,
            !Self.isAddressKey(member)
        {
            return read(inner, inherited: inherited, into: output)
        }
        record.removeAll()
        var arrays: [(JSONValue, isList: Bool)] = []
        collect(members, path: "", dotted: "", depth: 0, arrays: &arrays)
        let reported = FieldRole.reported(among: record.roles)
        if !reported.isEmpty {
            return reader.read(record, reported: reported, inherited: inherited, into: output)
        }
        if !members.isEmpty, members.allSatisfy(Self.isAddressKey) {
            return readKeys(members, inherited: inherited, into: output)
        }
        let claim = ClaimPieces(record, inherited: inherited).claim
        var wasRead = false
        for (array, isList) in arrays where read(array, isList: isList, inherited: claim, into: output) {
            wasRead = true
        }
        return wasRead
    }

    /// Adds the scalars of an object and of the objects in it to the record, and its arrays to `arrays`.
    private mutating func collect(
        _ members: [JSONMember],
        path: String,
        dotted: String,
        depth: Int,
        arrays: inout [(JSONValue, isList: Bool)]
    ) {
        for member in members {
            let key = path + CategoryWords.squeezed(member.key.span)
            let name = dotted.isEmpty ? "" : dotted + "."
            let full = mapping.isEmpty ? "" : name + String(decoding: member.key, as: UTF8.self)
            let role = role(squeezed: key, dotted: full)
            switch member.value {
            case .string(let text, let place): add(role, text, place, isNumber: false)
            case .number(let text, let place): add(role, text, place, isNumber: true)
            case .boolean(let flag, let place):
                if role == .permitsBlocking { add(role, Array("\(flag)".utf8), place, isNumber: false) }
            case .object(let inner):
                guard depth < 8, !Self.describesSource(member, inner) else { continue }
                collect(inner, path: key, dotted: full, depth: depth + 1, arrays: &arrays)
            case .array(let values, _):
                if let role, !role.isAddress, role != .addresses, !Self.holdsObjects(values) {
                    for case .string(let text, let place) in values {
                        add(role, text, place, isNumber: false)
                    }
                } else {
                    let isList = role?.isAddress == true || role == .addresses
                    arrays.append((member.value, isList: isList && role != .hostname))
                }
            case .null: break
            }
        }
    }

    private static func holdsObjects(_ values: [JSONValue]) -> Bool {
        values.contains { value in
            if case .object = value { true } else { false }
        }
    }

    private mutating func add(_ role: FieldRole?, _ text: [UInt8], _ place: JSONPlace, isNumber: Bool) {
        guard let role, role != .addresses else { return }
        record.add(
            role,
            text.span,
            line: place.line,
            offset: place.offset + (isNumber ? 0 : 1),
            isNumber: isNumber
        )
    }

    private func role(squeezed key: String, dotted: String) -> FieldRole? {
        if !mapping.isEmpty {
            if let role = mapping.role(number: nil, name: dotted) { return role }
            if mapping.columns[.address] != nil, known(key)?.isAddress == true { return nil }
        }
        return known(key)
    }

    private func known(_ key: String) -> FieldRole? {
        var rest = key[...]
        while true {
            if let role = FieldNames.role(squeezed: String(rest)) { return role }
            guard let wrapper = Self.wrappers.first(where: { rest.hasPrefix($0) && rest.count > $0.count })
            else {
                return nil
            }
            rest = rest.dropFirst(wrapper.count)
        }
    }

    /// `"source": {"name": …, "url": …}` says where the record came from.
    private static func describesSource(_ member: JSONMember, _ inner: [JSONMember]) -> Bool {
        member.key.span.equals("source") && inner.contains { $0.key.span.equals("name") }
            && !inner.contains { $0.key.span.equals("ip") }
    }

    private static func isAddressKey(_ member: JSONMember) -> Bool {
        guard let addresses = try? FieldReading.addresses(member.key.span) else { return false }
        return addresses.allSatisfy { $0.kind == .ip || $0.kind == .network }
    }

    /// An object whose keys are IP addresses and networks and whose values speak of them.
    private mutating func readKeys(_ members: [JSONMember], inherited: Claim, into output: FeedOutput) -> Bool
    {
        for member in members {
            record.removeAll()
            var arrays: [(JSONValue, isList: Bool)] = []
            if case .object(let inner) = member.value {
                collect(inner, path: "", dotted: "", depth: 0, arrays: &arrays)
            }
            output.begin(line: member.place.line, offset: member.place.offset)
            output.read(member.key.span, at: 1, claim: ClaimPieces(record, inherited: inherited).claim)
        }
        return true
    }
}

/// Objects without an address in an array in which others have one: records with a missing field.
struct JSONGaps {
    private var places: [JSONPlace] = []
    private(set) var hasRecords = false

    mutating func note(_ wasRead: Bool, _ value: JSONValue) {
        if wasRead { hasRecords = true }
        guard !wasRead, case .object(let members) = value, let first = members.first else { return }
        places.append(first.place)
    }

    func reject(into output: FeedOutput) {
        guard hasRecords else { return }
        for place in places {
            output.begin(line: place.line, offset: place.offset)
            output.reject(.missingField, [UInt8]().span)
        }
    }
}
