/// What reading a source's files came to, before it is compared with anything.
public struct ReadCounts: Hashable, Sendable {
    /// Records read: accepted and rejected.
    public var read: Int
    /// Reports, repeated addresses counted each time.
    public var accepted: Int
    /// Records that are no report.
    public var rejected: Int
    /// Rejects by reason, a stable label.
    public var reasons: [String: Int]

    /// Counts as given.
    public init(read: Int = 0, accepted: Int = 0, rejected: Int = 0, reasons: [String: Int] = [:]) {
        self.read = read
        self.accepted = accepted
        self.rejected = rejected
        self.reasons = reasons
    }
}

extension ReadCounts {
    /// One line for storage: `read accepted rejected reason=count …`, reasons sorted.
    public var stored: String {
        let parts = ["\(read)", "\(accepted)", "\(rejected)"]
        return (parts + reasons.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(
            separator: " "
        )
    }

    /// Reads ``stored`` back; nil when it is not such a line.
    /// - Parameter text: the stored line.
    public init?(stored text: String) {
        let parts = text.split(separator: " ")
        let numbers = parts.prefix(3).compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        self.init(read: numbers[0], accepted: numbers[1], rejected: numbers[2])
        for part in parts.dropFirst(3) {
            guard let equals = part.lastIndex(of: "="), let count = Int(part[part.index(after: equals)...])
            else {
                return nil
            }
            reasons[String(part[..<equals])] = count
        }
    }
}
