internal import CIDN2

/// The mapping step of UTS 46 (§4, steps 1 and 2): the IDNA mapping table and NFC, through libidn2.
///
/// libidn2 keeps its table to itself and shows it only through whole conversions, of which all but the transitional
/// one go on to refuse what IDNA 2008 does not allow, symbols for example, that browsers and DNS do allow. What the
/// transitional conversion would treat otherwise than UTS 46 does today is hidden from it: other letters stand in.
enum IDNAMapping {
    /// Why a label cannot be mapped.
    enum Failure: Error {
        /// The scalar at this index is not allowed.
        case character(Int)
        /// The label as a whole is not allowed.
        case label
        /// The label is longer than DNS allows.
        case tooLong
    }

    /// A mapped label; a few characters are mapped to full stops, which makes it several labels.
    struct Result {
        /// ASCII, lower case; labels of other scripts, and those with stand-ins in them, in punycode.
        var ascii: [UInt8]
        var hidden: HiddenScalars
    }

    /// Most scalars of a label before mapping, which may compose and drop some: four times what DNS allows.
    static let maximumLabelLength = 4 * DomainName.maximumLabelLength

    /// Maps one label, not empty.
    static func map(_ label: [Unicode.Scalar]) throws(Failure) -> Result {
        guard label.count <= maximumLabelLength else { throw .tooLong }
        var hidden = HiddenScalars()
        var visible: [Unicode.Scalar] = []
        visible.reserveCapacity(label.count)
        for (index, scalar) in label.enumerated() {
            switch MappingUpdate(scalar) {
            case .none: visible.append(scalar)
            case .hide: visible.append(hidden.hide(scalar, in: label))
            case .ignore: continue
            case .refuse: throw .character(index)
            case .replace(let replacement):
                let mustHide = if case .hide = MappingUpdate(replacement) { true } else { false }
                visible.append(mustHide ? hidden.hide(replacement, in: label) : replacement)
            }
        }
        if let ascii = try convert(visible) { return Result(ascii: ascii, hidden: hidden) }
        // libidn2 refuses hyphens at the ends and two in third place (CheckHyphens), browsers and DNS do not.
        if visible.contains("-") {
            visible = visible.map { $0 == "-" ? hidden.hide($0, in: label) : $0 }
            if let ascii = try convert(visible) { return Result(ascii: ascii, hidden: hidden) }
        }
        // Which character was it? One that fails by itself; otherwise the label as a whole.
        for (index, scalar) in label.enumerated() {
            if case .none = MappingUpdate(scalar), try !isAllowedAlone(scalar) { throw .character(index) }
        }
        throw .label
    }

    /// Whether mapping leaves the label as it is: it is in NFC and all its scalars are valid, none is mapped or ignored.
    static func isUnchanged(_ label: [Unicode.Scalar]) -> Bool {
        guard let result = try? map(label), result.ascii.starts(with: "xn--".utf8),
            let decoded = Punycode.decode(result.ascii.dropFirst(4))
        else { return false }
        return result.hidden.restore(decoded) == label
    }

    private static func isAllowedAlone(_ scalar: Unicode.Scalar) throws(Failure) -> Bool {
        switch scalar.properties.generalCategory {
        // libidn2 refuses a label that begins with a mark or is a hyphen, which says nothing of either.
        case .nonspacingMark, .spacingMark, .enclosingMark, .dashPunctuation:
            return try convert(["a", scalar, "a"]) != nil
        default:
            return try convert([scalar]) != nil
        }
    }

    /// libidn2's transitional conversion; nil when it refuses the label.
    private static func convert(_ label: [Unicode.Scalar]) throws(Failure) -> [UInt8]? {
        guard !label.contains("\0") else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: label)
        var output: UnsafeMutablePointer<CChar>?
        let flags = IDN2_TRANSITIONAL.rawValue | IDN2_NFC_INPUT.rawValue | IDN2_NO_ALABEL_ROUNDTRIP.rawValue
        let status = idn2_to_ascii_8z(text, &output, Int32(bitPattern: flags))
        guard status == IDN2_OK.rawValue, let output else {
            switch status {
            case IDN2_PUNYCODE_BIG_OUTPUT.rawValue, IDN2_TOO_BIG_LABEL.rawValue, IDN2_TOO_BIG_DOMAIN.rawValue:
                throw .tooLong
            default: return nil
            }
        }
        defer { idn2_free(output) }
        var result: [UInt8] = []
        var next = output
        while next.pointee != 0 {
            result.append(UInt8(bitPattern: next.pointee).asciiLowercased)
            next += 1
        }
        return result
    }
}
