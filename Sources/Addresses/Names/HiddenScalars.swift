/// Scalars of a label that libidn2 must not see, and the ones that stand in for them.
struct HiddenScalars {
    private var pairs: [(hidden: Unicode.Scalar, standIn: Unicode.Scalar)] = []
    /// How many letters of each pool were tried.
    private var triedCount = 0

    /// Letters that map to themselves, that nothing else is mapped to, that compose with nothing and are of no
    /// combining class. Their magnitudes follow those of what they stand for, so that punycode comes out about
    /// equally long.
    private static let pools: [(limit: UInt32, standIns: ClosedRange<UInt32>)] = [
        (0x800, 0x234...0x236),  // Latin with curl
        (0x1_0000, 0x1200...0x1246),  // Ethiopic
        (0x11_0000, 0x1_0600...0x1_0736),  // Linear A
    ]

    var isEmpty: Bool { pairs.isEmpty }

    /// The stand-in for `scalar`, none of the scalars of `label`.
    mutating func hide(_ scalar: Unicode.Scalar, in label: [Unicode.Scalar]) -> Unicode.Scalar {
        if let known = pairs.first(where: { $0.hidden == scalar }) { return known.standIn }
        for pool in Self.pools where scalar.value < pool.limit {
            for value in pool.standIns.dropFirst(triedCount) {
                triedCount += 1
                guard let standIn = Unicode.Scalar(value), !label.contains(standIn) else { continue }
                pairs.append((scalar, standIn))
                return standIn
            }
        }
        // Only a label of hundreds of different letters, longer than DNS allows, uses up all pools. Left to libidn2,
        // it is refused for that.
        return scalar
    }

    /// The label with the hidden scalars back in their places.
    func restore(_ label: [Unicode.Scalar]) -> [Unicode.Scalar] {
        if pairs.isEmpty { return label }
        return label.map { scalar in pairs.first { $0.standIn == scalar }?.hidden ?? scalar }
    }
}
