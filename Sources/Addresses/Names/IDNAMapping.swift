internal import CIDN2

/// The mapping step of UTS 46 (§4, steps 1 and 2): the IDNA mapping table and NFC, through libidn2.
///
/// libidn2 keeps its table to itself and shows it only through whole conversions, of which all but the transitional
/// one go on to refuse what IDNA 2008 does not allow, symbols for example, that browsers and DNS do allow. The
/// transitional conversion differs from the non-transitional one in four characters alone. Those, and characters
/// younger than libidn2's table, are hidden from it: others stand in for them.
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

    /// A mapped label; a few characters are mapped to several labels.
    struct Result {
        /// ASCII, lower case, non-ASCII labels in punycode with stand-ins in them.
        var ascii: [UInt8]
        var hidden: HiddenScalars
    }

    /// Maps one label, not empty.
    static func map(_ label: [Unicode.Scalar]) throws(Failure) -> Result {
        var hidden = HiddenScalars()
        var visible: [Unicode.Scalar] = []
        visible.reserveCapacity(label.count)
        for (index, scalar) in label.enumerated() {
            guard let hideable = HiddenScalars.mapped(scalar) else { throw .character(index) }
            visible.append(HiddenScalars.mustHide(hideable) ? hidden.hide(hideable, in: label) : hideable)
        }
        do { return Result(ascii: try convert(visible), hidden: hidden) } catch {
            guard case .label = error else { throw error }
            // Which character was it? One that fails by itself; otherwise the label as a whole.
            for (index, scalar) in visible.enumerated() where !isAllowedAlone(scalar) {
                throw .character(index)
            }
            throw error
        }
    }

    /// Whether mapping leaves the label as it is: it is in NFC and all its scalars are valid, none is mapped or ignored.
    static func isUnchanged(_ label: [Unicode.Scalar]) -> Bool {
        guard let result = try? map(label), result.ascii.starts(with: "xn--".utf8),
            let decoded = Punycode.decode(result.ascii.dropFirst(4))
        else { return false }
        return result.hidden.restore(decoded) == label
    }

    private static func isAllowedAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        // libidn2 refuses a label that begins with a mark, which says nothing of the mark itself.
        case .nonspacingMark, .spacingMark, .enclosingMark: (try? convert(["a", scalar])) != nil
        default: (try? convert([scalar])) != nil
        }
    }

    private static func convert(_ label: [Unicode.Scalar]) throws(Failure) -> [UInt8] {
        guard !label.contains("\0") else { throw .label }
        var text = ""
        text.unicodeScalars.append(contentsOf: label)
        var output: UnsafeMutablePointer<CChar>?
        let flags = IDN2_TRANSITIONAL.rawValue | IDN2_NFC_INPUT.rawValue | IDN2_NO_ALABEL_ROUNDTRIP.rawValue
        let status = idn2_to_ascii_8z(text, &output, Int32(bitPattern: flags))
        guard status == IDN2_OK.rawValue, let output else {
            switch status {
            case IDN2_PUNYCODE_BIG_OUTPUT.rawValue, IDN2_TOO_BIG_LABEL.rawValue, IDN2_TOO_BIG_DOMAIN.rawValue:
                throw .tooLong
            default: throw .label
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
