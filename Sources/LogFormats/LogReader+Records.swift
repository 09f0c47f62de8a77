extension LogReader {
    /// Reads one record into the draft: a line of any shape, with or without a front of syslog.
    /// - Returns: the format that it has.
    mutating func readRecord(_ line: Span<UInt8>, _ whole: Range<Int>, depth: Int) -> LogFormat {
        var range = whole
        if line[range.lowerBound] == UInt8(ascii: ":"), range.count > 2,
            !line[range.lowerBound + 1].isAlphanumeric,
            line[range.lowerBound + 1] != UInt8(ascii: ":")
        {
            // What a collector left of a front.
            range = line.trimmed(range.lowerBound + 1, range.upperBound)
        }
        let hasPriority = line[range.lowerBound] == UInt8(ascii: "<") && !startsXML(line, range)
        if format != .text, !hasPriority, let found = readShape(line, range, depth: depth) { return found }
        let front = SyslogFront.read(line, range, into: &draft)
        if let host = front.host, draft.event.first(.sensor) == nil {
            draft.offerSensor(line, host, .none, 80)
        }
        let body = line.trimmed(front.body, range.upperBound)
        if let structured = front.structured { readStructured(line, structured) }
        let program = front.program.flatMap { ProgramNames.format(line, $0) }
        guard !body.isEmpty else {
            return program ?? (front.structured == nil || lookup.format == .keyValue ? .text : lookup.format)
        }
        if program == .dnsmasq, DnsmasqLine.read(line, body, into: &draft) { return .dnsmasq }
        if format != .text, body.lowerBound > range.lowerBound,
            let found = readShape(line, body, depth: depth)
        {
            return found
        }
        return readText(line, body, program)
    }

    private mutating func readStructured(_ line: Span<UInt8>, _ range: Range<Int>) {
        lookup.use(.keyValue)
        var text = TextRecord(line, range)
        text.read(into: &draft, &lookup)
    }

    /// Reads a record whose shape tells what it is; nil when none fits.
    private mutating func readShape(_ line: Span<UInt8>, _ range: Range<Int>, depth: Int) -> LogFormat? {
        let first = line[range.lowerBound]
        switch first {
        case UInt8(ascii: "{"): return readJSON(line, range.lowerBound, range.upperBound, depth: depth).format
        case UInt8(ascii: "<"):
            guard startsXML(line, range) else { return nil }
            lookup.use(.windowsEvent)
            var xml = XMLRecord(line, at: range.lowerBound, to: range.upperBound)
            xml.read(into: &draft, &lookup)
            return .windowsEvent
        case UInt8(ascii: "\""): return QuotedRow.read(line, range, into: &draft) ?? .csv
        default: break
        }
        if let found = readExtended(line, range) { return found }
        if let marker = WindowsDNSLine.find(line, range) {
            WindowsDNSLine.read(line, range, marker: marker, into: &draft)
            return .windowsDNS
        }
        if PaloAltoRow.fits(line, range) {
            if let sentence = PaloAltoRow.read(line, range, into: &draft) {
                readProse(line, sentence, .paloalto)
            }
            return .paloalto
        }
        if FilterlogRow.fits(line, range) {
            FilterlogRow.read(line, range, into: &draft)
            return .filterlog
        }
        if first.isDigit || first == UInt8(ascii: "I"), let found = readNumbered(line, range) { return found }
        if AccessRecord.fits(line, range) {
            var access = AccessRecord(line, range)
            if access.read(into: &draft) {
                return isHAProxy(line, range) ? .haproxy : .access
            }
        }
        return FixedRow.read(line, range, into: &draft)
    }

    /// Lines of columns that begin with a number: Squid's time in seconds, with the word of an appliance before it.
    private mutating func readNumbered(_ line: Span<UInt8>, _ range: Range<Int>) -> LogFormat? {
        var start = range.lowerBound
        if line.starts(with: "info: ", at: start, end: range.upperBound) { start += 6 }
        guard start + 14 < range.upperBound, line[start + 10] == UInt8(ascii: "."),
            line.number(start..<start + 10) != nil,
            SquidLine.read(line, start..<range.upperBound, into: &draft)
        else { return nil }
        return .squid
    }

    private func isHAProxy(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        // Milliseconds in the time are HAProxy's.
        guard let open = line.firstIndex(of: UInt8(ascii: "["), from: range.lowerBound, to: range.upperBound),
            open + 22 < range.upperBound
        else { return false }
        return line[open + 21] == UInt8(ascii: ".")
    }

    /// CEF and LEEF: a head between bars, then pairs.
    private mutating func readExtended(_ line: Span<UInt8>, _ range: Range<Int>) -> LogFormat? {
        guard let head = ExtendedHead.read(line, range) else { return nil }
        lookup.use(head.format)
        var text = TextRecord(line, head.pairs, isExtended: true, delimiter: head.delimiter)
        text.read(into: &draft, &lookup)
        if let sentence = text.prose, draft.wantsProse { readProse(line, sentence, head.format) }
        return head.format
    }

    /// Reads a JSON object into the draft, and the log line it may carry.
    mutating func readJSON(
        _ line: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        depth: Int
    ) -> (format: LogFormat, end: Int?, tuples: [Range<Int>]) {
        lookup.use(format ?? .json)
        var record = JSONRecord(line, at: start, to: end)
        let isClosed = record.read(into: &draft, &lookup, &levels)
        var found = lookup.format
        if let text = record.inner ?? record.prose, text.range.count > 8, depth < Self.maximumNesting,
            draft.wantsProse
        {
            let inner = readInner(
                line,
                text.range,
                text.escaping,
                isLine: record.inner != nil,
                depth: depth + 1
            )
            if found == .json, let inner { found = inner }
        }
        return (found, isClosed ? record.position : nil, record.tuples)
    }

    /// Reads a text inside a record: a log line of its own, or a sentence.
    /// - Returns: the format of the line, when it has one.
    private mutating func readInner(
        _ line: Span<UInt8>,
        _ range: Range<Int>,
        _ escaping: Escaping,
        isLine: Bool,
        depth: Int
    ) -> LogFormat? {
        var plain: [UInt8] = []
        escaping.decode(line, range, into: &plain, limit: LogEvent.maximumTextLength)
        let bytes = plain.span
        let text = bytes.trimmed(0, bytes.count)
        guard !text.isEmpty else { return nil }
        if isLine, lookup.format != .windowsEvent {
            let format = readRecord(bytes, text, depth: depth)
            return format == .text || format == .keyValue ? nil : format
        }
        readProse(bytes, text, lookup.format)
        return nil
    }

    /// Reads a sentence for the ends that the fields did not give.
    mutating func readProse(_ line: Span<UInt8>, _ range: Range<Int>, _ format: LogFormat) {
        lookup.use(format)
        var text = TextRecord(line, range, penalty: EventDraft.prosePenalty)
        text.read(into: &draft, &lookup)
    }

    /// Reads a line of words.
    private mutating func readText(_ line: Span<UInt8>, _ range: Range<Int>, _ program: LogFormat?)
        -> LogFormat
    {
        let kind = format ?? program ?? TextKind.of(line, range)
        lookup.use(kind ?? .text)
        var text = TextRecord(line, range, isFirewall: kind == .ciscoASA)
        text.read(into: &draft, &lookup)
        if let sentence = text.prose, draft.wantsProse { readProse(line, sentence, lookup.format) }
        if kind == .ciscoASA,
            line.firstIndex(of: "built outbound", from: range.lowerBound, to: range.upperBound) != nil
        {
            draft.swapEnds()
        }
        if lookup.format != .text { return lookup.format }
        return text.knownFields >= 2 ? .keyValue : .text
    }
}
