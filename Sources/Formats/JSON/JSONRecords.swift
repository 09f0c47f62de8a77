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
    /// Deepest nesting of objects within one record.
    private static let maximumRecordDepth = 8

    private let mapping: FieldMapping
    private let profile: RecordProfile
    private var record = RecordFields()
    private var reader: RecordReader

    init(mapping: FieldMapping, profile: RecordProfile) {
        self.mapping = mapping
        self.profile = profile
        reader = RecordReader(profile: profile)
    }

    /// Reads a value; in a list, strings are addresses.
    /// - Returns: whether anything was accepted or rejected.
    mutating func read(
        _ value: JSONNode,
        isList: Bool,
        inherited: Claim,
        into output: FeedOutput
    ) -> Bool {
        switch value.kind {
        case .object: return readObject(value, inherited: inherited, into: output)
        case .array:
            var gaps = JSONGaps()
            for element in value.elements {
                let wasRead = read(element, isList: isList, inherited: inherited, into: output)
                gaps.note(wasRead, element, into: output)
            }
            return gaps.hasRecords
        case .string:
            guard isList else { return false }
            let place = value.place
            output.begin(line: place.line, offset: place.offset)
            value.withText { output.read($0, at: 0, claim: inherited) }
            return true
        case .number, .true, .false, .null: return false
        }
    }

    private mutating func readObject(_ object: JSONNode, inherited: Claim, into output: FeedOutput) -> Bool {
        if let member = Self.onlyMember(object), member.value.isObject, !Self.isAddress(member.key) {
            return readObject(member.value, inherited: inherited, into: output)
        }
        if profile.isMetadata(object) {
            output.begin(line: object.place.line, offset: object.place.offset)
            output.skip()
            return true
        }
        record.removeAll()
        var arrays: [(value: JSONNode, isList: Bool)] = []
        collect(object, path: "", dotted: "", depth: 0, arrays: &arrays)
        var reported = profile.reported(among: record.roles)
        if reported.isEmpty, profile.isClosed, record.roles.contains(.otherIndicator) {
            reported = [.otherIndicator]
        }
        if !reported.isEmpty {
            return reader.read(record, reported: reported, inherited: inherited, into: output)
        }
        if !object.members.isEmpty, object.members.allSatisfy({ Self.isAddress($0.key) }) {
            return readKeys(object, inherited: inherited, into: output)
        }
        let claim = ClaimPieces(record, inherited: inherited, profile: profile).claim
        var wasRead = false
        for array in arrays
        where read(array.value, isList: array.isList, inherited: claim, into: output) {
            wasRead = true
        }
        return wasRead
    }

    private static func onlyMember(_ object: JSONNode) -> (key: JSONNode, value: JSONNode)? {
        var members = object.members
        guard let first = members.next(), members.isEmpty else { return nil }
        return first
    }

    /// Adds the scalars of an object and of the objects in it to the record, and its arrays to `arrays`.
    private mutating func collect(
        _ object: JSONNode,
        path: String,
        dotted: String,
        depth: Int,
        arrays: inout [(value: JSONNode, isList: Bool)]
    ) {
        for (key, value) in object.members {
            let squeezed = path + key.withText { CategoryWords.squeezed($0) }
            let full = mapping.isEmpty ? "" : (dotted.isEmpty ? "" : dotted + ".") + (key.word ?? "")
            switch value.kind {
            case .object:
                guard depth < Self.maximumRecordDepth, !Self.describesSource(key, value) else { continue }
                collect(value, path: squeezed, dotted: full, depth: depth + 1, arrays: &arrays)
            case .array: addArray(value, role(squeezed: squeezed, dotted: full), to: &arrays)
            case .null: break
            default: addScalar(value, as: role(squeezed: squeezed, dotted: full))
            }
        }
    }

    private mutating func addArray(
        _ array: JSONNode,
        _ role: FieldRole?,
        to arrays: inout [(value: JSONNode, isList: Bool)]
    ) {
        if let role, !role.isAddress, role != .addresses, !array.elements.contains(where: \.isObject) {
            for element in array.elements where element.isString { addScalar(element, as: role) }
        } else {
            let isList = role?.isAddress == true || role == .addresses
            arrays.append((array, isList: isList && role != .hostname))
        }
    }

    /// Adds a string or number to the record, and a truth value where one is expected.
    mutating func addScalar(_ value: JSONNode, as role: FieldRole?) {
        guard let role, role != .addresses else { return }
        if value.kind == .true || value.kind == .false, !role.isFlag { return }
        let place = value.place
        let isNumber = value.kind == .number
        value.withText {
            record.add(role, $0, line: place.line, offset: place.offset, isNumber: isNumber)
        }
    }

    func role(squeezed key: String, dotted: String) -> FieldRole? {
        if !mapping.isEmpty {
            if let role = mapping.role(number: nil, name: dotted) { return role }
            if mapping.columns[.address] != nil, known(key)?.isAddress == true { return nil }
        }
        return known(key)
    }

    private func known(_ key: String) -> FieldRole? {
        var rest = key[...]
        while true {
            if let role = profile.role(squeezed: String(rest)) { return role }
            guard let wrapper = Self.wrappers.first(where: { rest.hasPrefix($0) && rest.count > $0.count })
            else {
                return nil
            }
            rest = rest.dropFirst(wrapper.count)
        }
    }

    /// `"source": {"name": …, "url": …}` says where the record came from.
    private static func describesSource(_ key: JSONNode, _ value: JSONNode) -> Bool {
        key.equals("source") && value["name"] != nil && value["ip"] == nil
    }

    private static func isAddress(_ key: JSONNode) -> Bool {
        guard let addresses = key.withText({ try? FieldReading.addresses($0) }) else { return false }
        return addresses.allSatisfy { $0.kind == .ip || $0.kind == .network }
    }

    /// An object whose keys are IP addresses and networks and whose values speak of them.
    private mutating func readKeys(_ object: JSONNode, inherited: Claim, into output: FeedOutput) -> Bool {
        for (key, value) in object.members {
            record.removeAll()
            var arrays: [(value: JSONNode, isList: Bool)] = []
            collect(value, path: "", dotted: "", depth: 0, arrays: &arrays)
            let place = key.place
            output.begin(line: place.line, offset: place.offset)
            let claim = ClaimPieces(record, inherited: inherited, profile: profile).claim
            key.withText { output.read($0, at: 0, claim: claim) }
        }
        return true
    }
}

/// Objects without an address in an array in which others have one: records with a missing field.
struct JSONGaps {
    /// Most places held until the first record shows that they are gaps.
    private static let maximumHeld = 4096

    private var held: [JSONPlace] = []
    private(set) var hasRecords = false

    mutating func note(_ wasRead: Bool, _ value: JSONNode, into output: FeedOutput) {
        if wasRead {
            hasRecords = true
            for place in held { Self.reject(place, into: output) }
            held = []
        } else if let first = value.members.first(where: { _ in true }) {
            if hasRecords {
                Self.reject(first.key.place, into: output)
            } else if held.count < Self.maximumHeld {
                held.append(first.key.place)
            }
        }
    }

    private static func reject(_ place: JSONPlace, into output: FeedOutput) {
        output.begin(line: place.line, offset: place.offset)
        output.reject(.missingField, [UInt8]().span)
    }
}
