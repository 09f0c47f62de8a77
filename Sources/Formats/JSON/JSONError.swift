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
