/// Walks over one block of text and finds its addresses.
///
/// The walk goes from word to word of the refanged text; a word is a run of bytes that names and numbers are made of.
/// What may be an address is handed to ``Address/read(_:)`` with its bytes of the original text, which decides.
struct ProseScanner {
    /// Longest look back or ahead for the context of a word, in bytes.
    static let contextLength = 64

    let refanged: Refang
    /// The block without defanging.
    let text: [UInt8]
    /// Addresses found and not yet given.
    private var queue: [AddressExtractor.Found] = []
    private var position = 0
    /// Where the last dotted quad that was taken for a version number ended.
    var versionEnd = -1
    /// The line last looked at for whether it is source code.
    var codeLine = (range: 0..<0, isCode: false)
    /// Where the last IP address that was found ended.
    var lastIPEnd = -1

    init(_ block: Span<UInt8>) {
        refanged = Refang(block, as: .prose)
        text = refanged.bytes
    }

    /// The next address in order of appearance.
    /// - Parameter block: the block the scanner was made for.
    /// - Returns: nil after the last.
    mutating func next(_ block: Span<UInt8>) -> AddressExtractor.Found? {
        if queue.isEmpty { advance(block) }
        return queue.isEmpty ? nil : queue.removeFirst()
    }

    private mutating func advance(_ block: Span<UInt8>) {
        while queue.isEmpty, position < text.count {
            let byte = text[position]
            if byte.isNameCharacter || byte == UInt8(ascii: ".")
                || (byte >= 0x80 && text.letterWidth(at: position) > 0)
            {
                position = max(word(at: position, block), position + 1)
            } else if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "[") {
                position = max(ipv6(at: position, block) ?? 0, position + 1)
            } else {
                position += 1
            }
        }
    }

    /// Handles the word that begins at `start` and says where to go on.
    private mutating func word(at start: Int, _ block: Span<UInt8>) -> Int {
        let end = text.wordEnd(from: start)
        if text.hasSchemeMark(at: end) { return url(word: start..<end, block) }
        if let next = asn(at: start, wordEnd: end, block) { return next }
        if let next = ipv6(at: start, block) { return next }
        var hasDot = false
        var isNumeric = true
        for index in start..<end {
            let byte = text[index]
            if byte == UInt8(ascii: ".") { hasDot = true }
            if !byte.isDecimalDigit, byte != UInt8(ascii: "."), byte != UInt8(ascii: "-") {
                isNumeric = false
            }
        }
        guard hasDot else { return end }
        return isNumeric ? ipv4(start..<end, block) : name(start..<end, block)
    }

    /// Reads the bytes between two places of the refanged text as an address and queues what they give.
    mutating func emit(_ range: Range<Int>, _ block: Span<UInt8>) -> Bool {
        let start = refanged.origin(of: range.lowerBound)
        var end = refanged.origin(of: range.upperBound)
        while end > start, block[end - 1].isASCIIWhitespace { end -= 1 }
        guard start < end, let addresses = try? Address.read(block.extracting(start..<end)) else {
            return false
        }
        for address in addresses {
            queue.append(AddressExtractor.Found(address: address, range: start..<end))
        }
        return !addresses.isEmpty
    }

    /// The byte at `index`; a line feed outside the block.
    func byte(_ index: Int) -> UInt8 {
        text.indices.contains(index) ? text[index] : 0x0A
    }

    /// Whether some byte of a range stands for a mark that only defanging makes.
    func isDefanged(_ range: Range<Int>) -> Bool {
        range.contains { refanged.marks[$0].contains(.certain) }
    }

    /// Whether the byte at `index` stands for a mark with blanks around it, such as ` [.] `.
    func isSpacedMark(_ index: Int) -> Bool {
        guard refanged.marks[index].contains(.likely), index > 0 else { return false }
        let origin = refanged.origin(of: index)
        return origin - refanged.origin(of: index - 1) > 1 || refanged.origin(of: index + 1) - origin > 3
    }
}

extension [UInt8] {
    /// Whether `://` stands at `index`.
    func hasSchemeMark(at index: Int) -> Bool {
        index + 2 < count && self[index] == UInt8(ascii: ":") && self[index + 1] == UInt8(ascii: "/")
            && self[index + 2] == UInt8(ascii: "/")
    }

    /// The end of the word at `start`: name characters, single dots, and letters of other scripts.
    ///
    /// Scripts without spaces between words end where ASCII begins unless a dot or hyphen stands between.
    func wordEnd(from start: Int) -> Int {
        var index = start
        var wasDense = false
        while index < count {
            let byte = self[index]
            if byte < 0x80 {
                if byte == UInt8(ascii: ".") {
                    if index > start, self[index - 1] == UInt8(ascii: ".") { return index }
                } else if !byte.isNameCharacter || (wasDense && byte.isASCIIAlphanumeric) {
                    return index
                }
                wasDense = false
                index += 1
            } else {
                let width = letterWidth(at: index)
                guard width > 0 else { return index }
                let isDense = isDenseScript(at: index)
                if isDense, index > start, self[index - 1].isASCIIAlphanumeric { return index }
                wasDense = isDense
                index += width
            }
        }
        return index
    }

    /// Bytes of the letter outside ASCII at `index`; 0 for punctuation, symbols and invalid UTF-8.
    func letterWidth(at index: Int) -> Int {
        let first = self[index]
        let width =
            first >= 0xC2 && first < 0xE0
            ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0
        guard width > 0, index + width <= count else { return 0 }
        var scalar = UInt32(first) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for offset in 1..<width {
            guard self[index + offset] & 0xC0 == 0x80 else { return 0 }
            scalar = scalar << 6 | UInt32(self[index + offset] & 0x3F)
        }
        switch scalar {
        case 0..<0xC0, 0xD7, 0xF7, 0x60C, 0x61B, 0x61F, 0x66A...0x66D, 0x6D4, 0x2000...0x2BFF,
            0x3000...0x3004,
            0x3008...0x3020, 0x3030, 0xD800...0xF8FF, 0xFE00...0xFE4F, 0xFF00...0xFF0F, 0xFF1A...0xFF20,
            0xFF3B...0xFF40, 0xFF5B...0xFF65, 0xFFE0...0xFFFF, 0x1F000...:
            return 0
        default: return width
        }
    }

    /// Whether the letter at `index` is of a script written without spaces between words: Thai, Han, kana, Hangul.
    func isDenseScript(at index: Int) -> Bool {
        let first = self[index]
        if first == 0xE0 { return index + 1 < count && self[index + 1] >= 0xB8 }
        return first >= 0xE1 && first != 0xE1 || first == 0xE1 && index + 1 < count && self[index + 1] < 0x9A
    }
}
