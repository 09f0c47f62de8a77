/// Internationalised names: UTS 46 ToASCII and ToUnicode as browsers run them.
///
/// Non-transitional, with CheckBidi and CheckJoiners; without CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength
/// (WHATWG URL, domain to ASCII, not strict). ASCII that a name cannot hold passes through for the caller to refuse.
enum IDNA {
    /// Most bytes of a name that is not plain ASCII. Mapping may drop characters, so this is more than a name's length.
    static let maximumInputLength = 2048

    /// The ASCII form of a name: lower case, its international labels in punycode.
    ///
    /// Full stops of other scripts separate labels too. A label that already is punycode must decode to a label that
    /// this function would encode to it.
    /// - Parameter bytes: the name in UTF-8.
    /// - Returns: ASCII bytes; empty when nothing is left of the name.
    /// - Throws: ``AddressError`` with the byte where the character or label begins that is wrong:
    ///   ``AddressError/Reason/invalidUTF8``, ``AddressError/Reason/invalidInternationalName``,
    ///   ``AddressError/Reason/labelTooLong`` or ``AddressError/Reason/nameTooLong``.
    static func toASCII(_ bytes: Span<UInt8>) throws(AddressError) -> [UInt8] {
        guard bytes.count <= maximumInputLength else {
            throw AddressError(.nameTooLong, at: DomainName.maximumLength)
        }
        var labels: [Label] = []
        for written in try writtenLabels(bytes) {
            let mapped = try written.mapped()
            for ascii in mapped.ascii.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
                labels.append(try Label(ascii, hidden: mapped.hidden, offset: written.start))
            }
        }
        if labels.contains(where: { LabelRules.isBidirectional($0.scalars) }) {
            for label in labels where !LabelRules.keepsBidiRule(label.scalars) {
                throw AddressError(.invalidInternationalName, at: label.offset)
            }
        }
        return Array(labels.map(\.ascii).joined(separator: [UInt8(ascii: ".")]))
    }

    /// The Unicode form of an ASCII name; labels that are no sound punycode stay as they are.
    static func toUnicode(_ name: String) -> String {
        var text = String.UnicodeScalarView()
        for (index, label) in Array(name.utf8).split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        .enumerated() {
            if index > 0 { text.append(".") }
            if label.starts(with: Label.prefix), let decoded = Punycode.decode(label.dropFirst(4)) {
                text.append(contentsOf: decoded)
            } else {
                text.append(contentsOf: label.map { Unicode.Scalar($0) })
            }
        }
        return String(text)
    }

    /// Decodes the name and cuts it at the full stops of all scripts.
    private static func writtenLabels(_ bytes: Span<UInt8>) throws(AddressError) -> [WrittenLabel] {
        let text: UTF8Span
        do { text = try UTF8Span(validating: bytes) } catch {
            throw AddressError(.invalidUTF8, at: error.byteOffsets.lowerBound)
        }
        var labels = [WrittenLabel(start: 0)]
        var scalars = text.makeUnicodeScalarIterator()
        while let scalar = scalars.next() {
            let next = scalars.currentCodeUnitOffset
            switch scalar {
            case ".", "\u{3002}", "\u{FF0E}", "\u{FF61}": labels.append(WrittenLabel(start: next))
            default:
                labels[labels.count - 1].scalars.append(scalar)
                labels[labels.count - 1].offsets.append(next - UTF8.width(scalar))
            }
        }
        return labels
    }

    /// A label as it was written, before mapping.
    private struct WrittenLabel {
        /// The byte of the name at which the label begins.
        let start: Int
        var scalars: [Unicode.Scalar] = []
        /// The byte of the name at which each scalar begins.
        var offsets: [Int] = []

        init(start: Int) {
            self.start = start
        }

        func mapped() throws(AddressError) -> IDNAMapping.Result {
            if scalars.allSatisfy(\.isASCII) {
                let ascii = scalars.map { UInt8(truncatingIfNeeded: $0.value).asciiLowercased }
                return IDNAMapping.Result(ascii: ascii, hidden: HiddenScalars())
            }
            do { return try IDNAMapping.map(scalars) } catch {
                switch error {
                case .character(let index): throw AddressError(.invalidInternationalName, at: offsets[index])
                case .label: throw AddressError(.invalidInternationalName, at: start)
                case .tooLong: throw AddressError(.labelTooLong, at: start)
                }
            }
        }
    }

    /// A label after mapping, found valid by itself.
    private struct Label {
        static let prefix = Array("xn--".utf8)

        let ascii: [UInt8]
        let scalars: [Unicode.Scalar]
        let offset: Int

        init(_ mapped: ArraySlice<UInt8>, hidden: HiddenScalars, offset: Int) throws(AddressError) {
            guard mapped.starts(with: Self.prefix) else {
                self.init(ascii: Array(mapped), scalars: mapped.map { Unicode.Scalar($0) }, offset: offset)
                return
            }
            let invalid = AddressError(.invalidInternationalName, at: offset)
            guard let decoded = Punycode.decode(mapped.dropFirst(4)) else { throw invalid }
            let label = hidden.restore(decoded)
            if !hidden.isEmpty, label.allSatisfy(\.isASCII) {
                // Only hyphens were hidden.
                let plain = label.map { UInt8(truncatingIfNeeded: $0.value) }
                try self.init(plain[...], hidden: HiddenScalars(), offset: offset)
                return
            }
            guard !label.allSatisfy(\.isASCII), let encoded = Punycode.encode(label),
                !hidden.isEmpty || mapped.dropFirst(4).elementsEqual(encoded)
            else { throw invalid }
            guard encoded.count + 4 <= DomainName.maximumLabelLength else {
                throw AddressError(.labelTooLong, at: offset)
            }
            guard !label.starts(with: "xn--".unicodeScalars), !LabelRules.beginsWithMark(label),
                LabelRules.allowJoiners(of: label),
                IDNAMapping.isUnchanged(label)
            else { throw invalid }
            self.init(ascii: Self.prefix + encoded, scalars: label, offset: offset)
        }

        private init(ascii: [UInt8], scalars: [Unicode.Scalar], offset: Int) {
            self.ascii = ascii
            self.scalars = scalars
            self.offset = offset
        }
    }
}
