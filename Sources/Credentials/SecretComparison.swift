/// Compares secrets without telling by its time how much of them agrees.
public enum SecretComparison {
    /// Whether both are the same bytes.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
