import Addresses

/// The quick half of the scanner: finds places in a block of text that may belong to a hit.
///
/// It never misses one, and it is wrong so seldom that its finds can be looked at with care. It walks from dot to dot,
/// takes the run of name bytes around and notes what it may be; then it asks the tables about everything noted. Text
/// without dots, double colons or escapes costs nothing but the classification of its bytes.
struct BlockScan {
    private let text: UnsafePointer<UInt8>
    private let count: Int
    private let tables: UnsafePointer<Tables>
    private let names: UnsafePointer<UInt64>
    private let dots: UnsafePointer<UInt64>
    private let colons: UnsafePointer<UInt64>
    private let foreign: UnsafePointer<UInt64>
    private let openings: UnsafePointer<UInt64>
    private let digits: UnsafePointer<UInt64>
    private let wordCount: Int

    /// - Parameters:
    ///   - text: the block; below 4 GiB.
    ///   - count: its length, not zero.
    ///   - maps: filled from it, and kept as long as the scan.
    ///   - tables: what to look for, kept as long as the scan.
    init(
        _ text: UnsafePointer<UInt8>,
        count: Int,
        maps: borrowing ByteMaps,
        tables: UnsafePointer<Tables>
    ) {
        self.text = text
        self.count = count
        self.tables = tables
        names = maps.names
        dots = maps.dots
        colons = maps.colons
        foreign = maps.foreign
        openings = maps.openings
        digits = maps.digits
        wordCount = maps.wordCount
    }

    private var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: text, count: count) }

    /// Puts the places worth a careful look into `probes.places`, in order.
    func run(_ probes: inout Probes) {
        probes.reset(length: count)
        collect(&probes)
        for index in 0..<probes.addressCount
        where tables.pointee.ipv4.mayMatch(probes.addresses[index].address) {
            probes.places.append(Int(probes.addresses[index].start))
        }
        for index in 0..<probes.nameCount where tables.pointee.filter.mayContain(probes.names[index].state) {
            let name = Int(probes.names[index].start)..<Int(probes.names[index].end)
            if isKnown(name) { probes.places.append(name.lowerBound) }
        }
        if probes.places.count > 1 { probes.places.sort() }
    }

    /// Takes the text apart.
    private func collect(_ probes: inout Probes) {
        var resume = 0
        var colonResume = 0
        for word in 0..<wordCount {
            var events = eventWord(word)
            if resume > word &<< 6 {
                guard resume < (word &+ 1) &<< 6 else { continue }
                events &= ~0 &<< UInt64(truncatingIfNeeded: resume & 63)
            }
            while events != 0 {
                let position = word &<< 6 | events.trailingZeroBitCount
                events &= events &- 1
                let byte = text[position]
                if byte == UInt8(ascii: ".") || byte >= 0x80 {
                    resume = takeRun(at: position, &probes)
                    events = resume >> 6 == word ? events & ~0 &<< UInt64(truncatingIfNeeded: resume & 63) : 0
                } else if byte == UInt8(ascii: ":") {
                    if position >= colonResume { colonResume = takeColon(at: position, &probes) }
                } else if LineDecoder(buffer).escape(at: position) != nil {
                    probes.places.append(position)
                }
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

    /// The 64 bits of a map from `start` on.
    @inline(__always)
    private func window(_ map: UnsafePointer<UInt64>, from start: Int) -> UInt64 {
        let word = start >> 6
        let bit = UInt64(truncatingIfNeeded: start & 63)
        return map[word] &>> bit | (map[word &+ 1] &<< 1) &<< (63 &- bit)
    }

    /// The 64 bits of a map up to `last`, which is the highest one.
    @inline(__always)
    private func window(_ map: UnsafePointer<UInt64>, upTo last: Int) -> UInt64 {
        let word = last >> 6
        let bit = UInt64(truncatingIfNeeded: last & 63)
        return map[word] &<< (63 &- bit) | (map[word &- 1] &>> 1) &>> bit
    }
}

// MARK: Taking the text apart

extension BlockScan {
    /// Notes what the run of name bytes around a dot, or around a byte of another script, may be.
    /// - Returns: the end of the run.
    @inline(__always)
    private func takeRun(at position: Int, _ probes: inout Probes) -> Int {
        let after = ~window(names, from: position)
        let before = ~window(names, upTo: position)
        guard after != 0, before != 0 else { return takeLongRun(around: position, &probes) }
        let runEnd = position &+ after.trailingZeroBitCount
        var end = runEnd
        var start = position &+ 1 &- before.leadingZeroBitCount
        while end > start, NameToken.isTrailing(text[end &- 1]) { end &-= 1 }
        while start < end, text[start] == UInt8(ascii: ".") { start &+= 1 }
        let length = end &- start
        guard length <= 64 else { return takeLongRun(around: position, &probes) }
        guard length > 2 else { return runEnd }
        let mask = ~0 &>> UInt64(truncatingIfNeeded: 64 &- length) as UInt64
        if window(foreign, from: start) & mask != 0 {
            if holdsDot(start..<end) { probes.places.append(start) }
            return runEnd
        }
        let token = BlockToken(
            start: start,
            end: end,
            dots: window(dots, from: start) & mask,
            digits: window(digits, from: start) & mask
        )
        guard token.dots != 0 else { return runEnd }
        if token.dots & token.dots &>> 1 != 0 {
            // Two dots in a row part the run; that is rare enough for the careful half.
            probes.places.append(start)
        } else if token.dots | token.digits == mask {
            takeIPv4(token, &probes)
        } else {
            takeName(token, &probes)
        }
        return runEnd
    }

    /// Notes a token of digits and dots that is an address.
    @inline(__always)
    private func takeIPv4(_ token: BlockToken, _ probes: inout Probes) {
        guard token.hasThreeDots, token.start >= 4, let address = token.address(in: text) else {
            if token.hasManyDots { takeSlowIPv4(token.range, &probes) }
            return
        }
        probes.addresses[probes.addressCount] = Probes.IPv4(
            address: address,
            start: UInt32(truncatingIfNeeded: token.start)
        )
        probes.addressCount &+= 1
    }

    /// The same with all that ``IPv4Reader`` accepts: ports, padding, and the other readings of the token.
    private func takeSlowIPv4(_ token: Range<Int>, _ probes: inout Probes) {
        let isKnown = NameToken.readings(of: token, in: buffer).contains { start in
            guard let (address, _) = IPv4Reader.read(text, from: start, to: token.upperBound) else {
                return false
            }
            return tables.pointee.ipv4.mayMatch(address)
        }
        if isKnown { probes.places.append(token.lowerBound) }
    }

    /// Notes a token with letters whose last label some listed name has.
    @inline(__always)
    private func takeName(_ token: BlockToken, _ probes: inout Probes) {
        let lastLabel = token.lastLabel
        let lastDigits = token.digits &>> UInt64(truncatingIfNeeded: lastLabel &- token.start)
        if lastDigits == ~0 &>> UInt64(truncatingIfNeeded: 64 &- (token.end &- lastLabel)) {
            if token.hasManyDots { takeSlowIPv4(token.range, &probes) }
            return
        }
        guard !tables.pointee.filter.isEmpty else { return }
        let last = tables.pointee.key.state(
            addingLabel: text,
            from: lastLabel,
            to: token.end,
            after: tables.pointee.key.seed
        )
        guard tables.pointee.filter.mayContain(topLevel: last) else { return }
        let start = token.secondLabel
        let state = tables.pointee.key.state(addingLabel: text, from: start, to: lastLabel &- 1, after: last)
        probes.names[probes.nameCount] = Probes.Name(
            state: state,
            start: UInt32(truncatingIfNeeded: token.start),
            end: UInt32(truncatingIfNeeded: token.end)
        )
        probes.nameCount &+= 1
        if start == token.start { takeOtherReadings(token.range, &probes) }
    }

    /// A token of two labels has other last two labels when it is read otherwise.
    @inline(__always)
    private func takeOtherReadings(_ token: Range<Int>, _ probes: inout Probes) {
        let start = token.lowerBound
        let isAfterBackslash = start > 0 && text[start &- 1] == UInt8(ascii: "\\")
        guard isAfterBackslash || NameToken.isTrailing(text[start]) else { return }
        if isKnown(token) { probes.places.append(start) }
    }

    /// Asks about a run that does not fit a word, byte by byte.
    private func takeLongRun(around position: Int, _ probes: inout Probes) -> Int {
        var start = position
        while start > 0, text[start - 1].isNameByte { start -= 1 }
        var end = position
        while end < count, text[end].isNameByte { end += 1 }
        let token = NameToken.trimmed(start..<end, in: buffer)
        let dot = UInt8(ascii: ".")
        let isOfInterest =
            if token.contains(where: { text[$0] >= 0x80 }) {
                holdsDot(token)
            } else {
                token.dropLast().contains { text[$0] == dot && text[$0 + 1] == dot } || isKnown(token)
            }
        if isOfInterest { probes.places.append(start) }
        return end
    }

    /// Whether some dot of any script stands inside.
    private func holdsDot(_ range: Range<Int>) -> Bool {
        ForeignText.afterFirstDot(range, in: buffer) != nil
    }

    /// Notes an IPv6 address in the run around a colon.
    /// - Returns: the end of the run.
    private func takeColon(at position: Int, _ probes: inout Probes) -> Int {
        let reader = IPv6Reader(buffer, around: position)
        if let (address, _) = reader.read(), !tables.pointee.findings(ip: address).isEmpty {
            probes.places.append(position)
        }
        return reader.bounds.upperBound
    }

    /// Whether an ASCII token, in some reading, or a name above it is in the tables with something to say.
    private func isKnown(_ token: Range<Int>) -> Bool {
        NameToken.readings(of: token, in: buffer).contains { start in
            tables.pointee.hasRecord(name: text + start, length: token.upperBound - start) {
                record,
                isWhole in
                record.meta.isListed
                    || isWhole && (record.meta.servesHostWide || isURLHost(start..<token.upperBound))
            }
        }
    }

    /// Whether the text around a host can make it a URL.
    private func isURLHost(_ host: Range<Int>) -> Bool {
        if host.lowerBound > 0, "/@".utf8.contains(text[host.lowerBound - 1]) { return true }
        return host.upperBound < count && "/?:\\.".utf8.contains(text[host.upperBound])
    }
}
