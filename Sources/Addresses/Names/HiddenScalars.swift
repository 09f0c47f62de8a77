/// Scalars that libidn2 must not see, and the ones that stand in for them.
struct HiddenScalars {
    private var pairs: [(hidden: Unicode.Scalar, standIn: Unicode.Scalar)] = []

    /// The Unicode version of libidn2's mapping table (2.3.3). A character assigned later is judged by the Swift
    /// library's younger data, which also serves should libidn2 become younger.
    private static let coveredVersion = (major: 14, minor: 0)

    /// Letters that map to themselves, that nothing else is mapped to, that compose with nothing and are of no
    /// combining class. Their magnitudes follow those of what they stand for, so that punycode comes out about
    /// equally long.
    private static let pools: [(limit: UInt32, standIns: ClosedRange<UInt32>)] = [
        (0x800, 0x234...0x236),  // Latin with curl
        (0x1_0000, 0x1200...0x1246),  // Ethiopic
        (0x11_0000, 0x1_0600...0x1_0736),  // Linear A
    ]

    var isEmpty: Bool { pairs.isEmpty }

    /// What `scalar` is mapped to before libidn2 maps it; nil when it may not stand in a name.
    ///
    /// Capital sharp s became a form of ß, and characters younger than libidn2's table follow the derivation of UTS 46
    /// §6: valid when case folding and compatibility mapping leave them alone. Of the others, capitals fold to their
    /// small letters.
    static func mapped(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if scalar == "\u{1E9E}" { return "\u{DF}" }
        guard isYoung(scalar) else { return scalar }
        if !scalar.properties.changesWhenNFKCCaseFolded { return isNameScalar(scalar) ? scalar : nil }
        let lowercase = scalar.properties.lowercaseMapping.unicodeScalars
        guard let only = lowercase.first, lowercase.count == 1, only != scalar,
            !only.properties.changesWhenNFKCCaseFolded
        else { return nil }
        return only
    }

    /// Whether libidn2's transitional conversion would treat `scalar` otherwise than UTS 46 does today.
    static func mustHide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        // The deviations: ß, ς, zero width non-joiner, zero width joiner.
        case "\u{DF}", "\u{3C2}", "\u{200C}", "\u{200D}": true
        default: isYoung(scalar)
        }
    }

    /// The stand-in for `scalar`, none of the scalars of `label`.
    mutating func hide(_ scalar: Unicode.Scalar, in label: [Unicode.Scalar]) -> Unicode.Scalar {
        if let known = pairs.first(where: { $0.hidden == scalar }) { return known.standIn }
        for pool in Self.pools where scalar.value < pool.limit {
            for value in pool.standIns {
                guard let standIn = Unicode.Scalar(value), !label.contains(standIn),
                    !pairs.contains(where: { $0.standIn == standIn })
                else { continue }
                pairs.append((scalar, standIn))
                return standIn
            }
        }
        // All pools are used up by a label longer than DNS allows; unhidden, it is refused for that.
        return scalar
    }

    /// The label with the hidden scalars back in their places.
    func restore(_ label: [Unicode.Scalar]) -> [Unicode.Scalar] {
        if pairs.isEmpty { return label }
        return label.map { scalar in pairs.first { $0.standIn == scalar }?.hidden ?? scalar }
    }

    private static func isYoung(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80, let age = scalar.properties.age else { return false }
        return (age.major, age.minor) > coveredVersion
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }
}
