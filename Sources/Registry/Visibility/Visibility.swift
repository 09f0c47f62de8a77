public import Reports

/// Who may see what bears a sharing label: the one place where TLP 2.0 is decided.
public enum Visibility {
    /// Whether `viewer` may see something.
    ///
    /// CLEAR: everyone. GREEN: members and those they serve. AMBER: members and those they serve, where they need it.
    /// AMBER+STRICT: those who work for members. RED: those who work for its owner and for the members it names.
    /// - Parameters:
    ///   - label: its label.
    ///   - owner: whose it is; nil when it is nobody's in particular.
    ///   - named: the members that it names.
    ///   - viewer: who wants to see it.
    /// - Returns: whether the viewer may.
    public static func allows(
        _ label: SharingLabel,
        ownedBy owner: Member.ID?,
        naming named: some Sequence<Member.ID>,
        to viewer: Viewer
    ) -> Bool {
        switch (label, viewer) {
        case (_, .system): true
        case (.clear, _): true
        case (.green, .everyone), (.amber, .everyone): false
        case (.green, _), (.amber, _): true
        case (.amberStrict, .staff): true
        case (.red, .staff(let member?)): member == owner || named.contains(member)
        case (.amberStrict, _), (.red, _): false
        }
    }
}
