/// Text in which defanged notation is undone, with the way back to the bytes it came from.
///
/// Defanging is what people do to an address so that nobody follows it by accident: `hxxp`, `[.]`, `(dot)`,
/// `[:]//`, `\.`, full-width dots and their kin. Bytes that are not part of such a mark stay as they are.
struct Refang {
    /// What the text is; one address allows readings that would be guesses in prose.
    enum Use {
        case oneAddress
        case prose
    }

    /// How a byte came to be.
    struct Mark: OptionSet {
        let rawValue: UInt8

        /// Stands for a mark that only defanging makes, such as `[.]`.
        static let certain = Mark(rawValue: 1)
        /// Stands for a mark that other text has too, such as `\.` or `[.]` with spaces around it.
        static let likely = Mark(rawValue: 2)
    }

    /// The text without defanging.
    private(set) var bytes: [UInt8] = []
    /// For each byte, where in the input its notation begins.
    private(set) var origins: [Int32] = []
    /// For each byte, how it came to be.
    private(set) var marks: [Mark] = []
    /// Whether anything differs from the input.
    private(set) var isChanged = false

    private let use: Use
    /// Inside a path or query, where brackets around single characters are common.
    private var isPastHost = false
    /// Where the input ends, counted as origins are.
    private var inputCount: Int

    /// Undoes defanging.
    /// - Parameters:
    ///   - input: at most `Int32.max` bytes, UTF-8 or anything else.
    ///   - use: what the input is.
    init(_ input: Span<UInt8>, as use: Use) {
        self.use = use
        inputCount = input.count
        bytes.reserveCapacity(input.count)
        origins.reserveCapacity(input.count)
        marks.reserveCapacity(input.count)
        var index = 0
        while index < input.count {
            index = step(input, at: index)
        }
    }

    /// Where in the input the byte at `index` begins; the input's end for the end.
    func origin(of index: Int) -> Int {
        index < origins.count ? Int(origins[index]) : inputCount
    }

    /// Handles the notation at `index` and says where the next one begins.
    private mutating func step(_ input: Span<UInt8>, at index: Int) -> Int {
        let byte = input[index]
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "<"):
            if let end = bracketed(input, at: index) { return end }
        case UInt8(ascii: ":"):
            if let end = schemeMark(input, after: index + 1, origin: index) { return end }
            rewriteSchemeWord(onlyDefanged: true)
        case UInt8(ascii: "\\"):
            if let end = backslash(input, at: index) { return end }
        case UInt8(ascii: "."):
            if index + 2 < input.count, input[index + 1] == UInt8(ascii: "]"), input[index + 2].isNameByte,
                endsInNameByte
            {
                append(UInt8(ascii: "."), from: index, mark: .likely)
                return index + 2
            }
        case 0xE2, 0xE3, 0xEF:
            if let end = wideMark(input, at: index) { return end }
        case UInt8(ascii: "/"), UInt8(ascii: "?"):
            if endsInNameByte || bytes.last == UInt8(ascii: "]") { isPastHost = true }
        case 0x20, 0x09, 0x0A, 0x0D:
            if use == .oneAddress, let end = spaced(input, at: index) { return end }
            isPastHost = false
        default: break
        }
        append(byte, from: index)
        return index + 1
    }

    // MARK: Writing

    var endsInNameByte: Bool { bytes.last?.isNameByte ?? false }

    mutating func append(_ byte: UInt8, from origin: Int, mark: Mark? = nil) {
        bytes.append(byte)
        origins.append(Int32(truncatingIfNeeded: origin))
        marks.append(mark ?? [])
        if mark != nil { isChanged = true }
    }

    mutating func removeLast(_ count: Int) {
        bytes.removeLast(count)
        origins.removeLast(count)
        marks.removeLast(count)
        isChanged = true
    }

    /// Replaces the bytes from `start` on by `text`, which begins where they began.
    mutating func replaceTail(from start: Int, by text: String) {
        let origin = origin(of: start)
        removeLast(bytes.count - start)
        for byte in text.utf8 { append(byte, from: origin, mark: .certain) }
    }

    mutating func replace(at index: Int, by byte: UInt8) {
        bytes[index] = byte
        marks[index] = .likely
        isChanged = true
    }

    mutating func remove(at index: Int) {
        bytes.remove(at: index)
        origins.remove(at: index)
        marks.remove(at: index)
        isChanged = true
    }

    mutating func insert(_ byte: UInt8, at index: Int) {
        origins.insert(Int32(truncatingIfNeeded: origin(of: index)), at: index)
        bytes.insert(byte, at: index)
        marks.insert(.likely, at: index)
        isChanged = true
    }

    /// Counts origins from the beginning of a text in which the input begins at byte `start`.
    mutating func shift(by start: Int) {
        guard start > 0 else { return }
        inputCount += start
        for index in origins.indices { origins[index] += Int32(truncatingIfNeeded: start) }
    }

    /// Says that bytes of the input were left out.
    mutating func noteOmission() { isChanged = true }

    var isInHost: Bool { !isPastHost }

    var isOneAddress: Bool { use == .oneAddress }
}

extension UInt8 {
    /// Whether the byte can belong to a label of a name, in ASCII or not.
    var isNameByte: Bool { isNameCharacter || self >= 0x80 }
}
