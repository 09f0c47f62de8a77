/// What UTS 46 says today (Unicode 17) of a scalar, where libidn2's table says otherwise or nothing.
enum MappingUpdate {
    /// libidn2's table is right.
    case none
    /// Valid; libidn2 must not see it.
    case hide
    /// Mapped to another scalar.
    case replace(Unicode.Scalar)
    /// Left out of the name.
    case ignore
    /// Not allowed in a name.
    case refuse

    /// The Unicode version of the table in libidn2 2.3.3. Characters assigned later are judged here, should the
    /// library's table become younger too.
    private static let coveredVersion = (major: 14, minor: 0)

    init(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            self = .none
        } else if let update = Self.changed(scalar) {
            self = update
        } else if let age = scalar.properties.age, (age.major, age.minor) > Self.coveredVersion {
            self = Self.young(scalar)
        } else {
            self = .none
        }
    }

    /// Characters that libidn2 knows, but whose status or mapping has changed, and the four deviations, which its
    /// transitional conversion maps and the non-transitional one keeps.
    private static func changed(_ scalar: Unicode.Scalar) -> MappingUpdate? {
        switch scalar.value {
        case 0xDF, 0x3C2, 0x200C, 0x200D: .hide
        case 0x1E9E: .replace("\u{DF}")
        // Capitals that were once disallowed because their small letters came later.
        case 0x4C0, 0x10A0...0x10C5, 0x2132, 0x2183: lowercase(scalar).map(replace)
        case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x2061...0x2063, 0x206A...0x206F, 0x3164, 0xFFA0,
            0x1D173...0x1D17A:
            .ignore
        case 0x1806: .hide
        // Hyphens by compatibility: as such they can be hidden where libidn2 would refuse them.
        case 0xFE63, 0xFF0D: .replace("-")
        // Compatibility ideographs whose first decomposition was wrong.
        case 0x2F868: .replace("\u{36FC}")
        case 0x2F874: .replace("\u{5F53}")
        case 0x2F91F: .replace("\u{243AB}")
        case 0x2F95F: .replace("\u{7AEE}")
        case 0x2F9BF: .replace("\u{45D7}")
        default: nil
        }
    }

    /// Characters younger than libidn2's table follow the derivation of UTS 46 §6 as far as the Swift library's data
    /// go: valid when case folding and compatibility mapping leave them alone; capitals fold to their small letters.
    private static func young(_ scalar: Unicode.Scalar) -> MappingUpdate {
        switch scalar.value {
        // Outlined Latin capitals and digits.
        case 0x1CCD6...0x1CCEF: return replace(byte: UInt8(ascii: "a") + UInt8(scalar.value - 0x1CCD6))
        case 0x1CCF0...0x1CCF9: return replace(byte: UInt8(ascii: "0") + UInt8(scalar.value - 0x1CCF0))
        // Ideographic description characters are no text by themselves.
        case 0x2FFC...0x2FFF, 0x31EF: return .refuse
        default: break
        }
        if scalar.properties.changesWhenNFKCCaseFolded {
            return lowercase(scalar).map(replace) ?? .refuse
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            return .refuse
        default: return .hide
        }
    }

    private static func replace(byte: UInt8) -> MappingUpdate {
        .replace(Unicode.Scalar(byte))
    }

    /// The small letter of a capital, where that is one scalar that folds no further.
    private static func lowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        guard let first = mapping.first, mapping.count == 1, first != scalar,
            !first.properties.changesWhenNFKCCaseFolded
        else { return nil }
        return first
    }
}
