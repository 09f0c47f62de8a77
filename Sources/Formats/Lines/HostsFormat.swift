import Addresses
import Reports

/// The hosts file: an IP address to send to, then the names that are sent there.
struct HostsFormat: LineFormat {
    private var plain = PlainFormat()

    private static let localNames: Set<String> = [
        "localhost", "localhost.localdomain", "localhost4", "localhost4.localdomain4", "localhost6",
        "localhost6.localdomain6", "local", "broadcasthost", "ip6-localhost", "ip6-loopback", "ip6-localnet",
        "ip6-mcastprefix", "ip6-allnodes", "ip6-allrouters", "ip6-allhosts", "0.0.0.0",
    ]

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty, !ListComment.begins(line, at: range.lowerBound) else { return output.skip() }
        let text = line.extracting(range)
        let wordEnd = text.endOfWord(from: 0)
        guard let target = Self.target(text.extracting(0..<wordEnd)) else {
            return plain.read(line, into: output)
        }
        let commentStart = text.first(UInt8(ascii: "#"), from: wordEnd) ?? text.count
        let claim = Self.claim(comment: text.extracting(commentStart..<text.count))
        var start = text.startOfWord(from: wordEnd)
        var names = 0
        while start < commentStart {
            let end = min(text.endOfWord(from: start), commentStart)
            if readName(text.extracting(start..<end), target, at: range.lowerBound + start, claim, output) {
                names += 1
            }
            start = text.startOfWord(from: end)
        }
        if names == 0 { output.skip() }
    }

    /// Accepts or rejects one name.
    /// - Returns: false for a name of the machine itself.
    private func readName(
        _ name: Span<UInt8>,
        _ target: Target,
        at start: Int,
        _ claim: Claim,
        _ output: FeedOutput
    ) -> Bool {
        if name.count <= 23, Self.localNames.contains(FieldText.string(name).lowercased()) { return false }
        switch target {
        case .nowhere: output.read(name, at: start, claim: claim)
        case .elsewhere: output.reject(.redirectedName, name, at: start)
        }
        return true
    }

    private static func claim(comment: Span<UInt8>) -> Claim {
        guard !comment.isEmpty, let text = ListComment.text(comment, limit: Claim.maximumTextLength) else {
            return FeedOutput.emptyClaim
        }
        return Claim(comment: text)
    }

    /// Where a name is sent.
    enum Target {
        /// To this machine, to no machine, or to a page within the own network.
        case nowhere
        /// To a server on the Internet: the entry pins a name, it does not block one.
        case elsewhere
    }

    /// The target a word stands for; nil when it is not an IP address.
    static func target(_ word: Span<UInt8>) -> Target? {
        if word.equals("0") { return .nowhere }
        let end = word.first(UInt8(ascii: "%")) ?? word.count
        guard let address = try? IPAddress(utf8: word.extracting(0..<end)) else { return nil }
        let isLocal = localNetworks.contains { $0.contains(address) }
        return isLocal ? .nowhere : .elsewhere
    }

    /// Unspecified, loopback, private and link-local addresses (RFC 6890).
    private static let localNetworks = [
        "0.0.0.0/8", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
        "255.255.255.255/32", "::/127", "fc00::/7", "fe80::/10", "ff00::/8",
    ].compactMap { try? IPNetwork($0) }
}
