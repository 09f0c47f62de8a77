internal import Addresses
internal import JSONOutput
internal import Reports
internal import Reputation

/// A table after RFC 4180, with a header.
struct CSVListWriter: ListWriter {
    mutating func begin(into text: inout ListText) {
        text.append(
            "address,kind,scope,score,level,category,sources,first_seen,last_seen,expires,label,reference\n"
        )
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        if entry.address.kind == .url {
            text.append(cell: entry.address.description)
        } else {
            text.append(entry.address)
        }
        next(entry.address.kind.name, into: &text)
        next(entry.scope.name, into: &text)
        text.append(UInt8(ascii: ","))
        text.append(decimal: entry.score)
        next(entry.level.name, into: &text)
        next(entry.category.name, into: &text)
        text.append(UInt8(ascii: ","))
        if let count = entry.sourceCount { text.append(decimal: count) }
        next(entry.firstSeen?.listText ?? "", into: &text)
        next(entry.lastSeen?.listText ?? "", into: &text)
        next(entry.expiry?.listText ?? "", into: &text)
        next(entry.label?.name ?? "", into: &text)
        text.append(UInt8(ascii: ","))
        if let reference = entry.reference { text.append(cell: reference) }
        text.endLine()
    }

    private func next(_ word: String, into text: inout ListText) {
        text.append(UInt8(ascii: ","))
        text.append(text: word)
    }
}

/// JSON (RFC 8259): one array, or one object on each line.
struct JSONListWriter: ListWriter {
    let isArray: Bool
    private var isFirst = true

    init(isArray: Bool) {
        self.isArray = isArray
    }

    mutating func begin(into text: inout ListText) {
        if isArray { text.append("[") }
    }

    mutating func write(_ entry: ListEntry, into text: inout ListText) {
        if isArray {
            text.append(isFirst ? "\n" : ",\n")
            isFirst = false
        }
        var json = JSONWriter()
        json.object { json in
            json.field("address", entry.address.description)
            json.field("kind", entry.address.kind.name)
            if entry.scope != .exact { json.field("scope", entry.scope.name) }
            json.field("score", entry.score)
            json.field("level", entry.level.name)
            json.field("category", entry.category.name)
            json.field("sources", entry.sourceCount)
            json.field("first_seen", entry.firstSeen?.listText)
            json.field("last_seen", entry.lastSeen?.listText)
            json.field("expires", entry.expiry?.listText)
            json.field("label", entry.label?.name)
            json.field("reference", entry.reference)
        }
        text.append(bytes: json.bytes)
        if !isArray { text.endLine() }
    }

    mutating func finish(into text: inout ListText) {
        if isArray { text.append("\n]\n") }
    }
}
