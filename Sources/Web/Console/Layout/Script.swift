/// The writing systems that names are made of, as far as they can be mistaken for each other.
enum Script: Hashable, Sendable {
    case latin, greek, cyrillic, arabic, hebrew, armenian, georgian, cherokee, coptic, han, kana, hangul,
        other

    /// The script of a character; nil for digits, marks and signs that all share.
    init?(_ scalar: Unicode.Scalar) {
        guard scalar.properties.isAlphabetic else { return nil }
        switch scalar.value {
        case 0x41...0x24F, 0x250...0x2AF, 0x1D00...0x1D25, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF:
            self = .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
        case 0x530...0x58F: self = .armenian
        case 0x590...0x5FF: self = .hebrew
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF: self = .arabic
        case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: self = .georgian
        case 0x13A0...0x13FF, 0xAB70...0xABBF: self = .cherokee
        case 0x2C80...0x2CFF: self = .coptic
        case 0x3040...0x30FF, 0x31F0...0x31FF: self = .kana
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: self = .hangul
        case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2FA1F: self = .han
        default: self = .other
        }
    }

    /// Whether letters of these scripts stand beside each other in honest names: Japanese and Korean do.
    static func areHonest(_ scripts: Set<Script>) -> Bool {
        scripts.count <= 1 || scripts.isSubset(of: [.latin, .han, .kana])
            || scripts.isSubset(of: [.latin, .han, .hangul])
    }
}
