/// A regular expression as a tree.
indirect enum PatternNode: Hashable, Sendable {
    case bytes(ByteSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// `node` from `minimum` to `maximum` times; without a maximum, any number of times.
    case repeated(PatternNode, minimum: Int, maximum: Int?)
    case assertion(Assertion)

    /// What may be asked of a place without taking a byte.
    enum Assertion: Hashable, Sendable {
        case start
        case end
        case wordBoundary
        case noWordBoundary
    }

    static let nothing = PatternNode.sequence([])
}
