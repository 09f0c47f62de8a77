/// What a JSON value is.
enum JSONKind: UInt8 {
    case object
    case array
    case string
    case number
    case `true`
    case `false`
    case null
}

/// One value or key of a ``JSONTape``.
struct JSONToken {
    var kind: JSONKind
    /// Lines between the beginning of the tape's value and this one.
    var line: UInt32
    /// Where the value stands in the tape's bytes; for a string, what is between its quotes, unescaped.
    var start: UInt32
    var end: UInt32
    /// The number of the first token that does not belong to this value.
    var next: UInt32
}

/// A JSON value with all that lies in it, as a row of tokens over its bytes, in memory that the next value uses again.
///
/// An object is followed by its keys, each followed by its value; an array by its elements.
///
///     {"a": [1, true]}   →   object(next 5)  key a  array(next 5)  number  true
///
/// Not safe to share between threads.
final class JSONTape {
    /// Deepest nesting of arrays and objects.
    static let maximumDepth = 64
    /// How much memory is kept for the next value, in bytes.
    private static let keptCapacity = 4 << 20

    /// The text of the value; strings are unescaped in it where they stand.
    /// Not checked for overlapping access, for speed: only ``parse(_:line:offset:)`` changes it, and calls nothing that reads.
    @exclusivity(unchecked) fileprivate(set) var bytes: [UInt8] = []
    /// As for ``bytes``.
    @exclusivity(unchecked) fileprivate(set) var tokens: [JSONToken] = []
    fileprivate(set) var firstLine = 1
    fileprivate(set) var firstOffset: Int64 = 0

    /// The value itself; parse one before.
    var root: JSONNode { JSONNode(tape: self, index: 0) }

    /// Takes a text that holds one value and nothing else.
    /// - Parameters:
    ///   - text: the bytes, copied.
    ///   - line: the line its first byte stands in.
    ///   - offset: where its first byte stands in the file.
    /// - Throws: ``JSONError`` with the byte that is wrong.
    func parse(_ text: UnsafeRawBufferPointer, line: Int, offset: Int64) throws(JSONError) {
        if bytes.capacity > Self.keptCapacity {
            bytes = []
            tokens = []
        }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: text)
        tokens.removeAll(keepingCapacity: true)
        firstLine = line
        firstOffset = offset
        var failure: JSONError?
        bytes.withUnsafeMutableBufferPointer { buffer in
            var parser = JSONTapeParser(buffer, baseOffset: offset, tokens: tokens)
            tokens = []
            do throws(JSONError) {
                try parser.value()
                guard parser.isAtEnd() else { throw parser.failure("more follows the JSON value") }
            } catch { failure = error }
            tokens = parser.tokens
        }
        if let failure { throw failure }
    }

    /// Takes a line or another piece of text; see ``parse(_:line:offset:)``.
    func parse(_ text: Span<UInt8>, line: Int = 1, offset: Int64 = 0) throws(JSONError) {
        let copy = text.copy
        var failure: JSONError?
        copy.withUnsafeBytes { bytes in
            do throws(JSONError) { try parse(bytes, line: line, offset: offset) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
