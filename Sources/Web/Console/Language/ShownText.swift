/// Text that others wrote, as it may be shown: what is invisible, or turns the direction of what follows, is made
/// visible as `‹U+202E›`, so that nothing looks like what it is not.
struct ShownText: Sendable {
    /// What to show.
    let text: String

    init(_ raw: String) {
        guard raw.unicodeScalars.contains(where: Self.isHidden) else {
            text = raw
            return
        }
        var shown = ""
        for scalar in raw.unicodeScalars {
            if Self.isHidden(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                shown += "‹U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)›"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        text = shown
    }

    /// Controls of direction, characters of no width, and other controls but line breaks and tabulators.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
            true
        case 0xE0000...0xE0FFF: true
        default: false
        }
    }
}
