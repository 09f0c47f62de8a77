public import Reports

/// Writes JSON (RFC 8259) as bytes, one value after the other, without a tree in between.
///
/// Fields come in the order they are written, and one without a value is left out. Texts are escaped; whatever they
/// hold, a line stays one line.
public struct JSONWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// A writer that has written nothing.
    public init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    /// What was written, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an object whose fields `body` writes.
    public mutating func object<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        begin(UInt8(ascii: "{"))
        try body(&self)
        end(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements `body` writes.
    public mutating func array<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        begin(UInt8(ascii: "["))
        try body(&self)
        end(UInt8(ascii: "]"))
    }

    /// Writes an array with one element for each of `values`.
    public mutating func array<Values: Sequence>(
        of values: Values,
        _ body: (inout JSONWriter, Values.Element) -> Void
    ) {
        array { writer in
            for value in values { body(&writer, value) }
        }
    }

    /// Writes the name of a field; its value follows.
    public mutating func name(_ name: StaticString) {
        separate()
        append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        append(UInt8(ascii: "\""))
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes the name of a field that is not known beforehand; its value follows.
    public mutating func name(text: String) {
        string(text)
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Begins a new line: the next value stands alone.
    public mutating func endLine() {
        append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Writes JSON that was written before.
    public mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }
}

// MARK: Values

extension JSONWriter {
    /// Writes a string.
    public mutating func string(_ text: some StringProtocol) {
        separate()
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x00..<0x20, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                append(Self.digit(byte >> 4))
                append(Self.digit(byte & 15))
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// Writes a whole number.
    public mutating func number(_ value: some BinaryInteger) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes a number with at most `decimals` decimals, without trailing zeros; one that is none as null.
    public mutating func number(_ value: Double, decimals: Int = 4) {
        separate()
        guard value.isFinite else {
            bytes.append(contentsOf: "null".utf8)
            return
        }
        bytes.append(contentsOf: Decimals.text(value, decimals: decimals).utf8)
    }

    /// Writes true or false.
    public mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes null.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }
}

// MARK: Fields

extension JSONWriter {
    /// Writes a field with a text, unless there is none.
    public mutating func field(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        self.name(name)
        string(text)
    }

    /// Writes a field with a whole number, unless there is none.
    public mutating func field(_ name: StaticString, _ value: (some BinaryInteger)?) {
        guard let value else { return }
        self.name(name)
        number(value)
    }

    /// Writes a field with a number, unless there is none.
    public mutating func field(_ name: StaticString, _ value: Double?, decimals: Int = 4) {
        guard let value else { return }
        self.name(name)
        number(value, decimals: decimals)
    }

    /// Writes a field that is true or false.
    public mutating func field(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        self.name(name)
        bool(value)
    }

    /// Writes a field with a moment (RFC 3339), unless there is none.
    public mutating func field(_ name: StaticString, _ moment: Timestamp?) {
        field(name, moment?.description)
    }

    /// Writes a field with an object whose fields `body` writes.
    public mutating func object<Failure: Error>(
        _ name: StaticString,
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        self.name(name)
        try object(body)
    }

    /// Writes a field with an array of one element for each of `values`.
    public mutating func array<Values: Sequence>(
        _ name: StaticString,
        of values: Values,
        _ body: (inout JSONWriter, Values.Element) -> Void
    ) {
        self.name(name)
        array(of: values, body)
    }
}
