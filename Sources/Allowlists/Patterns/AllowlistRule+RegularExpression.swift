internal import Addresses

extension AllowlistRule {
    /// The rule of a regular expression: an address or a name with all below it where the expression says exactly that,
    /// else the expression itself.
    ///
    /// `^evil\.example$` is the name, `^(.*\.)?evil\.example$` and `(^|\.)evil\.example$` are the name and all below it;
    /// as such they hold in every form of the name, and cost nothing.
    /// - Parameter source: `/expression/flags`, or the bare expression.
    /// - Throws: ``PatternError`` with the byte that is wrong or not supported.
    public init(regularExpression source: String) throws(PatternError) {
        let node = try PatternParser.parse(source)
        if let (name, reach) = SimpleExpression(node).meaning {
            self = .address(name, reach)
        } else {
            self = .pattern(try TextPattern(source, node))
        }
    }
}

/// A regular expression that is an address in disguise.
private struct SimpleExpression {
    let meaning: (Address, Reach)?

    init(_ node: PatternNode) {
        var nodes = node.flattened[...]
        guard nodes.last == .assertion(.end) else {
            meaning = nil
            return
        }
        nodes = nodes.dropLast()
        var reach = Reach.exact
        if nodes.first == .assertion(.start) {
            nodes = nodes.dropFirst()
            if let prefix = nodes.first, Self.meansAnyLabels(prefix) {
                reach = .below
                nodes = nodes.dropFirst()
            }
        } else if let prefix = nodes.first, Self.meansStartOrDot(prefix) {
            reach = .below
            nodes = nodes.dropFirst()
        } else {
            meaning = nil
            return
        }
        meaning = Self.address(nodes).map { ($0, reach) }
    }

    private static func address(_ nodes: ArraySlice<PatternNode>) -> Address? {
        var bytes: [UInt8] = []
        for node in nodes {
            guard case .bytes(let set) = node, let byte = set.onlyByte else { return nil }
            bytes.append(byte.lowercased)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let address = try? Address(text), address.description == text else { return nil }
        switch address {
        case .domain, .ip: return address
        case .network, .asn, .url: return nil
        }
    }

    /// `(^|\.)`
    private static func meansStartOrDot(_ node: PatternNode) -> Bool {
        guard case .choice(let branches) = node, branches.count == 2 else { return false }
        return branches.contains(.assertion(.start)) && branches.contains(where: isDot)
    }

    /// `(.*\.)?`, `([^.]+\.)*` and their like: any number of whole labels, none too.
    private static func meansAnyLabels(_ node: PatternNode) -> Bool {
        guard case .repeated(let group, 0, let maximum) = node, maximum == nil || maximum == 1 else {
            return false
        }
        let parts = group.flattened
        guard parts.count == 2, isDot(parts[1]), case .repeated(let inner, let minimum, nil) = parts[0],
            minimum <= 1, case .bytes(let set) = inner, set.isSuperset(of: .nameBytes)
        else { return false }
        return maximum == nil || set.contains(UInt8(ascii: "."))
    }

    private static func isDot(_ node: PatternNode) -> Bool {
        if case .bytes(let set) = node { set == ByteSet(UInt8(ascii: ".")) } else { false }
    }
}
