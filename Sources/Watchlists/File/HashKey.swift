import Reports

/// The secret of one watchlist's hashes: names in logs are chosen by attackers, collisions must not be.
///
/// The hash of a name is built from the right, with a usable state at each label boundary: after `example` and `evil` the
/// state is the hash of `evil.example`, going on with `www` gives that of `www.evil.example`. Each step folds the 128-bit
/// product of the state and a secret number, each mixed with eight bytes of text.
struct HashKey: Hashable, Sendable {
    let seed: UInt64
    /// Multiplies pairs of words inside a label.
    let inner: UInt64
    /// Multiplies the last pair of words of a label, which keeps `ab.c` and `a.bc` apart.
    let boundary: UInt64
    /// Multiplies bytes of URL paths.
    let path: UInt64

    /// The longest label of an entry; a longer one in a log ends the search.
    static let maximumLabelLength = 63

    init(seed: UInt64, inner: UInt64, boundary: UInt64, path: UInt64) {
        self.seed = seed
        self.inner = inner | 1
        self.boundary = boundary | 1
        self.path = path | 1
    }

    static func random(using generator: inout some RandomNumberGenerator) -> HashKey {
        HashKey(
            seed: generator.next(),
            inner: generator.next(),
            boundary: generator.next(),
            path: generator.next()
        )
    }

    @inline(__always)
    static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// The state after one more label to the left.
    ///
    /// Upper case counts as lower case. Reads only `text[start..<end]` and bytes before it down to index 0.
    /// - Parameters:
    ///   - text: ASCII name bytes.
    ///   - start: where the label begins.
    ///   - end: where it ends, above `start`.
    ///   - state: the state of what follows the label's dot; ``seed`` for the last label.
    /// - Returns: the hash of the name from `start` on.
    @inline(__always)
    func state(
        addingLabel text: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int,
        after state: UInt64
    ) -> UInt64 {
        let length = end &- start
        guard length <= 16, end >= 16 else {
            return slowState(addingLabel: text, from: start, to: end, after: state)
        }
        let last =
            UnsafeRawPointer(text).number(at: end &- 8, as: UInt64.self) & Self.upperBytes(min(length, 8))
        let first =
            UnsafeRawPointer(text).number(at: end &- 16, as: UInt64.self)
            & Self.upperBytes(max(length, 8) &- 8)
        return Self.fold(state ^ Self.lowercased(last), boundary ^ Self.lowercased(first))
    }

    /// The same for a label that is long or near the beginning of the text.
    private func slowState(
        addingLabel text: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int,
        after state: UInt64
    ) -> UInt64 {
        var result = state
        var end = end
        while end - start > 16 {
            result = Self.fold(
                result ^ Self.word(text, from: start, to: end),
                inner ^ Self.word(text, from: start, to: end - 8)
            )
            end -= 16
        }
        return Self.fold(
            result ^ Self.word(text, from: start, to: end),
            boundary ^ Self.word(text, from: start, to: end - 8)
        )
    }

    /// The last eight bytes of `text[start..<end]` in lower case, the last one in the highest place, zero where there are
    /// fewer.
    private static func word(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> UInt64 {
        var result: UInt64 = 0
        var index = end - 1
        var shift: UInt64 = 56
        while index >= start, index >= end - 8 {
            result |= UInt64(text[index].lowercased) << shift
            index -= 1
            shift &-= 8
        }
        return result
    }

    /// Ones in the upper `count` bytes, 0…8.
    @inline(__always)
    private static func upperBytes(_ count: Int) -> UInt64 {
        let half = UInt64(truncatingIfNeeded: count &* 4)
        return ~((~0 &>> half) &>> half)
    }

    /// Eight ASCII bytes with the letters A…Z made lower case.
    @inline(__always)
    private static func lowercased(_ word: UInt64) -> UInt64 {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let aboveZ = low &+ 0x2525_2525_2525_2525
        let isUpper = (fromA ^ aboveZ) & ~word & 0x8080_8080_8080_8080
        return word | isUpper &>> 2
    }

    /// The state that the path of a URL entry starts from.
    func pathState(host: URLHostReference, scopeCode: UInt8) -> UInt64 {
        Self.fold(
            seed ^ UInt64(host.index) ^ UInt64(host.kind.rawValue) << 40 ^ UInt64(scopeCode) << 48,
            boundary
        )
    }

    @inline(__always)
    func pathState(adding byte: UInt8, after state: UInt64) -> UInt64 {
        Self.fold(state ^ UInt64(byte), path)
    }

    /// The hash of a whole path in matching form.
    func pathHash(of path: [UInt8], on host: URLHostReference, scope: MatchScope) -> UInt64 {
        var state = pathState(host: host, scopeCode: scope.rawValue)
        for byte in path { state = pathState(adding: byte, after: state) }
        return pathHash(endingAt: state)
    }

    func pathHash(endingAt state: UInt64) -> UInt64 {
        Self.fold(state ^ 0x100, inner)
    }
}

extension UInt64 {
    /// Spreads a hash evenly over `0..<count`.
    @inline(__always)
    func reduced(to count: Int) -> Int {
        Int(truncatingIfNeeded: multipliedFullWidth(by: UInt64(truncatingIfNeeded: count)).high)
    }

    /// The hash with its halves exchanged: independent of what the filter takes from the upper half.
    @inline(__always)
    var halvesExchanged: UInt64 { self &<< 32 | self &>> 32 }
}
