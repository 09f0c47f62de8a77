/// What an owner name in a response policy zone stands for (draft-vixie-dnsop-dns-rpz §4).
struct RPZTrigger: Equatable {
    /// The address as text: a name, or a network in CIDR form.
    let text: [UInt8]

    /// The address of an owner name relative to its zone; nil when the encoding is broken.
    init?(owner: Span<UInt8>) {
        var owner = owner
        if owner.count > 2, owner[0] == UInt8(ascii: "*"), owner[1] == UInt8(ascii: ".") {
            owner = owner.extracting(2..<owner.count)
        }
        let label = (owner.last(UInt8(ascii: ".")) ?? -1) + 1
        let kind = owner.extracting(label..<owner.count)
        guard kind.has("rpz-"), label > 0 else {
            text = owner.copy
            return
        }
        let rest = owner.extracting(0..<label - 1)
        if kind.equals("rpz-nsdname") {
            text = rest.copy
        } else if kind.equals("rpz-ip") || kind.equals("rpz-client-ip") || kind.equals("rpz-nsip") {
            guard let network = Self.network(rest) else { return nil }
            text = network
        } else {
            return nil
        }
    }

    /// `24.0.2.0.192` is `192.0.2.0/24`; `128.1.zz.db8.2001` is `2001:db8::1/128`.
    private static func network(_ owner: Span<UInt8>) -> [UInt8]? {
        let labels = FieldText.string(owner).split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let length = UInt8(labels[0]) else { return nil }
        let parts = labels.dropFirst().reversed().map(String.init)
        if parts.count == 4, parts.allSatisfy({ UInt8($0) != nil }), length <= 32 {
            return Array("\(parts.joined(separator: "."))/\(length)".utf8)
        }
        let groups = parts.filter { $0 != "zz" }
        guard length <= 128, groups.allSatisfy({ UInt16($0, radix: 16) != nil }) else { return nil }
        guard let gap = parts.firstIndex(of: "zz") else {
            guard groups.count == 8 else { return nil }
            return Array("\(parts.joined(separator: ":"))/\(length)".utf8)
        }
        let before = parts[..<gap].joined(separator: ":")
        let after = parts[(gap + 1)...].joined(separator: ":")
        return Array("\(before)::\(after)/\(length)".utf8)
    }
}
