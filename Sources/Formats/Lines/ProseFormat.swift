import Addresses

/// Text for people, with addresses in it.
struct ProseFormat: LineFormat {
    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let found = AddressExtractor.extract(from: line)
        guard !found.isEmpty else { return output.skip() }
        for item in found { output.accept(item.address, claim: FeedOutput.emptyClaim) }
    }
}
