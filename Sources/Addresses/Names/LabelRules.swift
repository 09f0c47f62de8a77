/// The rules of RFC 5892 and RFC 5893 that UTS 46 asks of labels, beyond the status of each scalar.
enum LabelRules {
    private static let zeroWidthNonJoiner: Unicode.Scalar = "\u{200C}"
    private static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"
    /// The canonical combining class of viramas.
    private static let virama = Unicode.CanonicalCombiningClass(rawValue: 9)

    /// Whether the label begins with a combining mark, which no label may.
    static func beginsWithMark(_ label: [Unicode.Scalar]) -> Bool {
        switch label.first?.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Whether each zero-width joiner and non-joiner stands where it changes the look of its neighbours
    /// (ContextJ, RFC 5892 appendix A.1 and A.2).
    static func allowJoiners(of label: [Unicode.Scalar]) -> Bool {
        for (index, scalar) in label.enumerated() {
            guard scalar == zeroWidthNonJoiner || scalar == zeroWidthJoiner else { continue }
            if index > 0, label[index - 1].properties.canonicalCombiningClass == virama { continue }
            guard scalar == zeroWidthNonJoiner, standsBetweenJoining(label, at: index) else { return false }
        }
        return true
    }

    private static func standsBetweenJoining(_ label: [Unicode.Scalar], at index: Int) -> Bool {
        let before = label[..<index].reversed().lazy.map(JoiningType.init).first { $0 != .transparent }
        let after = label[(index + 1)...].lazy.map(JoiningType.init).first { $0 != .transparent }
        return (before == .left || before == .dual) && (after == .right || after == .dual)
    }

    /// Whether the label holds a scalar that makes its whole name a Bidi domain name (RFC 5893 §1.4).
    static func isBidirectional(_ label: [Unicode.Scalar]) -> Bool {
        label.contains { scalar in
            guard scalar.value >= 0x590 else { return false }
            let bidiClass = BidiClass(scalar)
            return bidiClass == .rightToLeft || bidiClass == .arabicNumber
        }
    }

    /// Whether a label of a Bidi domain name keeps the Bidi rule (RFC 5893 §2); an empty label does.
    static func keepsBidiRule(_ label: [Unicode.Scalar]) -> Bool {
        let classes = label.map(BidiClass.init)
        guard let first = classes.first else { return true }
        let last = classes.last { $0 != .nonspacingMark }
        switch first {
        case .rightToLeft:
            guard !classes.contains(.leftToRight) else { return false }
            guard !(classes.contains(.europeanNumber) && classes.contains(.arabicNumber)) else {
                return false
            }
            return last == .rightToLeft || last == .europeanNumber || last == .arabicNumber
        case .leftToRight:
            guard !classes.contains(.rightToLeft), !classes.contains(.arabicNumber) else { return false }
            return last == .leftToRight || last == .europeanNumber
        default:
            return false
        }
    }
}
