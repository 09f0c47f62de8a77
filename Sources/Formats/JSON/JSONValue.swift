/// A JSON value and where it stands.
indirect enum JSONValue {
    case object([JSONMember])
    case array([JSONValue], JSONPlace)
    case string([UInt8], JSONPlace)
    case number([UInt8], JSONPlace)
    case boolean(Bool, JSONPlace)
    case null
}

/// A key and its value.
struct JSONMember {
    let key: [UInt8]
    let value: JSONValue
    let place: JSONPlace
}

/// 1-based line, and offset in the text.
struct JSONPlace {
    let line: Int
    let offset: Int64
}

/// Why a text is not JSON, and where.
struct JSONError: Error {
    let offset: Int64
    let detail: String
}
