import Addresses

/// The quick half of the scanner: finds places in a block of text that may belong to a hit.
///
/// It never misses one, and it is wrong so seldom that its finds can be looked at with care. It walks from dot to dot,
/// takes the run of name bytes around, and asks the tables; text without dots, double colons or escapes costs nothing
/// but the classification of its bytes.
struct BlockScan {
    private let text: UnsafePointer<UInt8>
    private let count: Int
    private let names: UnsafePointer<UInt64>
    private let dots: UnsafePointer<UInt64>
    private let colons: UnsafePointer<UInt64>
    private let foreign: UnsafePointer<UInt64>
    private let openings: UnsafePointer<UInt64>
    private let wordCount: Int
    private let tables: Tables
    private var word = -1
    /// The bits of the current word that are still to be looked at.
    private var events: UInt64 = 0
    /// Nothing before this place is looked at any more.
    private var resume = 0
    /// Colons before this place have been looked at.
    private var colonResume = 0

    /// - Parameters:
    ///   - text: the block.
    ///   - count: its length, not zero.
    ///   - maps: filled from it, and kept as long as the scan.
    ///   - tables: what to look for.
    init(_ text: UnsafePointer<UInt8>, count: Int, maps: borrowing ByteMaps, tables: Tables) {
        self.text = text
        self.count = count
        names = maps.names
        dots = maps.dots
        colons = maps.colons
        foreign = maps.foreign
        openings = maps.openings
        wordCount = maps.wordCount
        self.tables = tables
    }

    /// Goes on at `position`.
    mutating func skip(to position: Int) {
        resume = max(resume, position)
        let target = position >> 6
        if target > word {
            word = min(target, wordCount) - 1
            events = 0
        } else if target == word {
            events &= ~0 &<< UInt64(position & 63)
        }
    }

    /// The next place worth a careful look; nil at the end of the block.
    mutating func next() -> Int? {
        while true {
            while events == 0 {
                word &+= 1
                guard word < wordCount else { return nil }
                events = eventWord(word)
                if resume >> 6 == word { events &= ~0 &<< UInt64(resume & 63) }
            }
            let position = word &<< 6 | events.trailingZeroBitCount
            events &= events &- 1
            let byte = text[position]
            if byte == UInt8(ascii: ".") || byte >= 0x80 {
                let run = runStart(position)..<runEnd(position)
                skip(to: run.upperBound)
                if mayHit(run) { return run.lowerBound }
            } else if byte == UInt8(ascii: ":") {
                if position >= colonResume, mayHit(colonAt: position) { return position }
            } else if LineDecoder(UnsafeBufferPointer(start: text, count: count)).escape(at: position) != nil
            {
                return position
            }
        }
    }

    /// Dots, bytes of other scripts, openings of escapes, and colons that another one follows within five bytes.
    @inline(__always)
    private func eventWord(_ word: Int) -> UInt64 {
        let all = dots[word] | foreign[word] | openings[word]
        let here = colons[word]
        if here == 0 { return all }
        let next = colons[word &+ 1]
        var near: UInt64 = 0
        for distance in 1...5 as ClosedRange<UInt64> {
            near |= here &>> distance | next &<< (64 &- distance)
        }
        return all | here & near
    }

    @inline(__always)
    private func runStart(_ position: Int) -> Int {
        var word = position >> 6
        let bit = UInt64(truncatingIfNeeded: position & 63)
        var gaps = ~names[word] & ((1 &<< bit) &- 1)
        while gaps == 0 {
            word &-= 1
            gaps = ~names[word]
        }
        return word &<< 6 &+ (64 &- gaps.leadingZeroBitCount)
    }

    @inline(__always)
    private func runEnd(_ position: Int) -> Int {
        var word = position >> 6
        var gaps = ~names[word] & (~0 &<< UInt64(truncatingIfNeeded: position & 63))
        while gaps == 0 {
            word &+= 1
            gaps = ~names[word]
        }
        return word &<< 6 &+ gaps.trailingZeroBitCount
    }

    /// Up to 64 bits of a map from `start` on.
    @inline(__always)
    private func window(_ map: UnsafePointer<UInt64>, from start: Int, count: Int) -> UInt64 {
        let word = start >> 6
        let bit = UInt64(truncatingIfNeeded: start & 63)
        var bits = map[word] &>> bit
        if bit != 0 { bits |= map[word &+ 1] &<< (64 &- bit) }
        return count >= 64 ? bits : bits & ((1 &<< UInt64(truncatingIfNeeded: count)) &- 1)
    }
}

extension BlockScan {
    private mutating func mayHit(colonAt position: Int) -> Bool {
        let reader = IPv6Reader(UnsafeBufferPointer(start: text, count: count), around: position)
        colonResume = reader.bounds.upperBound
        guard let (address, _) = reader.read() else { return false }
        return !tables.findings(ip: address).isEmpty
    }

    @inline(__always)
    private func mayHit(_ run: Range<Int>) -> Bool {
        var start = run.lowerBound
        var end = run.upperBound
        while end > start, NameToken.isTrailing(text[end &- 1]) { end &-= 1 }
        while start < end, text[start] == UInt8(ascii: ".") { start &+= 1 }
        let length = end &- start
        guard length > 2 else { return false }
        guard length <= 64 else { return mayLongRunHit(start..<end) }
        if window(foreign, from: start, count: length) != 0 { return holdsDot(start..<end) }
        let dots = window(dots, from: start, count: length)
        guard dots != 0 else { return false }
        // Two dots in a row part the run; that is rare enough for the careful half.
        guard dots & dots &>> 1 == 0 else { return true }
        let lastLabel = start &+ (64 &- dots.leadingZeroBitCount)
        if text[end &- 1].isDigit, isNumber(lastLabel..<end) {
            let dotCount = dots.nonzeroBitCount
            return (dotCount == 3 || dotCount == 4) && mayIPv4Hit(start..<end)
        }
        return !tables.filter.isEmpty && mayNameHit(start..<end, dots: dots)
    }

    @inline(__always)
    private func isNumber(_ range: Range<Int>) -> Bool {
        for index in range where !text[index].isDigit { return false }
        return true
    }

    @inline(__always)
    private func mayIPv4Hit(_ token: Range<Int>) -> Bool {
        if text[token.lowerBound].isDigit {
            guard let (address, _) = IPv4Reader.read(text, from: token.lowerBound, to: token.upperBound)
            else {
                return false
            }
            return tables.ipv4.find(address) != nil || tables.ipv4.isCovered(address)
        }
        for start in NameToken.readings(of: token, in: UnsafeBufferPointer(start: text, count: count)) {
            if let (address, _) = IPv4Reader.read(text, from: start, to: token.upperBound) {
                return tables.ipv4.find(address) != nil || tables.ipv4.isCovered(address)
            }
        }
        return false
    }

    /// Whether some dot of any script stands inside.
    private func holdsDot(_ range: Range<Int>) -> Bool {
        ForeignText.afterFirstDot(range, in: UnsafeBufferPointer(start: text, count: count)) != nil
    }

    /// The same questions for a run that does not fit a word, byte by byte.
    private func mayLongRunHit(_ token: Range<Int>) -> Bool {
        if token.contains(where: { text[$0] >= 0x80 }) { return holdsDot(token) }
        let dot = UInt8(ascii: ".")
        if token.dropLast().contains(where: { text[$0] == dot && text[$0 + 1] == dot }) { return true }
        return NameToken.readings(of: token, in: UnsafeBufferPointer(start: text, count: count)).contains {
            start in
            !tables.findings(name: text + start, length: token.upperBound - start).isEmpty
        }
    }

    /// Whether the name, its parents, or another reading of it are in the table.
    @inline(__always)
    private func mayNameHit(_ token: Range<Int>, dots: UInt64) -> Bool {
        var remaining = dots
        var end = token.upperBound
        var start = token.lowerBound &+ (64 &- remaining.leadingZeroBitCount)
        guard end &- start <= HashKey.maximumLabelLength else { return false }
        var state = tables.key.state(addingLabel: text, from: start, to: end, after: tables.key.seed)
        guard tables.filter.mayContain(topLevel: state) else { return false }
        var isFirst = true
        while true {
            end = start &- 1
            remaining &= ~(1 &<< UInt64(truncatingIfNeeded: end &- token.lowerBound))
            let below = state
            start = token.lowerBound &+ (64 &- remaining.leadingZeroBitCount)
            guard end &- start <= HashKey.maximumLabelLength else { return false }
            state = tables.key.state(addingLabel: text, from: start, to: end, after: below)
            if tables.filter.mayContain(state) {
                if isListed(state, from: start, in: token) { return true }
            } else if isFirst, remaining != 0 {
                return false
            }
            if remaining == 0 { return mayOtherReadingHit(token, labelEnd: end, after: below) }
            isFirst = false
        }
    }

    private func isListed(_ state: UInt64, from start: Int, in token: Range<Int>) -> Bool {
        guard let record = tables.names.find(state, text + start, length: token.upperBound &- start) else {
            return false
        }
        return record.meta.isListed || record.meta.servesHostWide || isURLHost(start..<token.upperBound)
    }

    /// Whether the text around a host can make it a URL.
    private func isURLHost(_ host: Range<Int>) -> Bool {
        if host.lowerBound > 0,
            text[host.lowerBound - 1] == UInt8(ascii: "/") || text[host.lowerBound - 1] == UInt8(ascii: "@")
        {
            return true
        }
        guard host.upperBound < count else { return false }
        switch text[host.upperBound] {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "\\"), UInt8(ascii: "."):
            return true
        default: return false
        }
    }

    /// The first label without the letter of `\n` or hyphens in front; see ``NameToken/readings(of:in:)``.
    @inline(__always)
    private func mayOtherReadingHit(_ token: Range<Int>, labelEnd: Int, after state: UInt64) -> Bool {
        let first = text[token.lowerBound]
        let isAfterBackslash = token.lowerBound > 0 && text[token.lowerBound &- 1] == UInt8(ascii: "\\")
        guard isAfterBackslash || NameToken.isTrailing(first) else { return false }
        for start in NameToken.readings(of: token, in: UnsafeBufferPointer(start: text, count: count)) {
            // Hyphens may reach over the first dot; then the name that is left is one of those asked already.
            guard start > token.lowerBound, start < labelEnd else { continue }
            let other = tables.key.state(addingLabel: text, from: start, to: labelEnd, after: state)
            if tables.filter.mayContain(other), isListed(other, from: start, in: token) { return true }
        }
        return false
    }
}
