/// How much a list may change by itself. More waits for a person.
public struct ListBounds: Hashable, Sendable {
    /// The part of its entries that it may lose at once, 0…1. What ends as it was meant to is not counted.
    public var maximumLoss: Double
    /// So many entries it may lose at once whatever part that is.
    public var freeLoss: Int
    /// How many times its entries it may gain at once.
    public var maximumGain: Double
    /// So many entries it may gain at once whatever part that is. A list that never had an entry may gain any number.
    public var freeGain: Int

    /// Bounds; half of the entries may go and as many again come, five and ten thousand always.
    public init(
        maximumLoss: Double = 0.5,
        freeLoss: Int = 5,
        maximumGain: Double = 1,
        freeGain: Int = 10_000
    ) {
        self.maximumLoss = maximumLoss
        self.freeLoss = freeLoss
        self.maximumGain = maximumGain
        self.freeGain = freeGain
    }

    /// What is wrong with the bounds, as one sentence; nil when nothing is.
    var fault: String? {
        guard (0...1).contains(maximumLoss) else { return "a list may lose 0 to 1 of its entries" }
        guard (0...1_000_000).contains(maximumGain) else {
            return "a list may gain up to 1000000 times its entries"
        }
        return freeLoss < 0 || freeGain < 0 ? "a number of entries is 0 or more" : nil
    }
}
