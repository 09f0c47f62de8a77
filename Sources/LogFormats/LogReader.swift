import Addresses

/// Reads the lines of one log, whatever its format, into events.
///
/// The reader keeps what a stream's lines leave to each other: the headers of Zeek, W3C and CSV files, which may change
/// in the middle, records of JSON and XML that span lines, and whether dates put the day first. Formats are told line by
/// line, so that one stream may mix the products that a collector mixes. Nothing a line holds makes the reader fail.
///
/// One reader serves one stream on one thread; it is reused for every line and allocates little.
public struct LogReader {
    /// Longest record that spans lines, in bytes: 1 MiB.
    public static let maximumRecordLength = 1 << 20
    /// Deepest that log lines are looked for inside records.
    static let maximumNesting = 2

    /// The format that was asked for; nil when each line tells.
    public let format: LogFormat?

    var draft: EventDraft
    var lookup = FieldLookup()
    /// The columns that the last header named, and the format it belongs to.
    var plan: ColumnPlan?
    var planFormat = LogFormat.csv
    /// Zeek's separators, which stand in lines of their own before the names.
    var zeekSeparator: [UInt8] = [0x09]
    var zeekSetSeparator: UInt8 = 0x2C
    /// Whether a line that may be a header of columns is still possible.
    var expectsHeader = true
    var spanning = SpanningRecord()
    var eventsOfLine = 0
    var levels = JSONRecord.levels()

    /// A reader for one stream.
    /// - Parameters:
    ///   - format: the stream's format, whose names of fields are used and which every event has; nil to tell it from
    ///     each line.
    ///   - options: what the log may leave unsaid.
    public init(format: LogFormat? = nil, options: LogOptions) {
        self.format = format
        draft = EventDraft(options)
    }

    /// Reads a line.
    /// - Parameters:
    ///   - line: the bytes of one line, without its end; line feeds inside are white space.
    ///   - receive: is given every event, in the order of the line; the value is reused, so what is to stay is copied.
    /// - Returns: how many events there were, or why there were none.
    @discardableResult
    public mutating func read(_ line: Span<UInt8>, _ receive: (LogEvent) -> Void) -> LogOutcome {
        eventsOfLine = 0
        if spanning.isOpen {
            if let outcome = continueRecord(line, receive) { return outcome }
        }
        let range = line.trimmed(0, line.count)
        guard let first = range.first else { return outcome(.skipped(.blank)) }
        let byte = line[first]
        if byte == UInt8(ascii: "#"), readHeader(line, range) { return outcome(.skipped(.header)) }
        if let plan, byte != UInt8(ascii: "{"), byte != UInt8(ascii: "<") {
            if planFormat == .zeek || planFormat == .w3c || plan.knownColumns > 0 {
                if readRow(plan, line, planFormat == .zeek ? 0..<line.count : range, receive) {
                    return outcome(.unparsed)
                }
            }
        } else if expectsHeader {
            expectsHeader = false
            if readColumnNames(line, range) { return outcome(.skipped(.header)) }
        }
        if startsSequence(line, range) { return readSequence(line, range.lowerBound, receive) }
        if startsXML(line, range), !endsXML(line, range) {
            spanning.open(.xml, line, range)
            return outcome(.skipped(.partial))
        }
        draft.clear(.text)
        let found = readRecord(line, range, depth: 0)
        emit(found, receive)
        return outcome(.unparsed)
    }

    /// Reads a line of bytes that lie in memory; see ``read(_:_:)-(Span<UInt8>,_)``.
    @discardableResult
    public mutating func read(_ line: UnsafeBufferPointer<UInt8>, _ receive: (LogEvent) -> Void) -> LogOutcome
    {
        read(line.span, receive)
    }

    /// Ends the stream: a record that is still open is read as far as it goes.
    @discardableResult
    public mutating func finish(_ receive: (LogEvent) -> Void) -> LogOutcome {
        eventsOfLine = 0
        guard spanning.isOpen else { return .skipped(.blank) }
        closeRecord(receive)
        return outcome(.unparsed)
    }

    /// Tells the format of a stream from its first lines: the one that most of the events found in them have.
    /// - Parameters:
    ///   - sample: the beginning of the stream; its last line may be cut.
    ///   - options: what the log may leave unsaid.
    /// - Returns: the format; nil when nothing was understood.
    public static func detect(_ sample: Span<UInt8>, options: LogOptions) -> LogFormat? {
        var reader = LogReader(options: options)
        var counts: [LogFormat: Int] = [:]
        var start = 0
        while start < sample.count {
            let end = sample.firstIndex(of: 0x0A, from: start, to: sample.count) ?? sample.count
            reader.read(sample.extracting(start..<end)) { counts[$0.format, default: 0] += 1 }
            start = end + 1
        }
        reader.finish { counts[$0.format, default: 0] += 1 }
        if counts.isEmpty { return reader.plan == nil ? nil : reader.planFormat }
        return counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
    }

    /// Closes the event at hand and hands it on when it says anything.
    mutating func emit(_ format: LogFormat, _ receive: (LogEvent) -> Void) {
        draft.finish()
        guard !draft.event.isEmpty else { return }
        draft.event.format = self.format ?? format
        eventsOfLine += 1
        receive(draft.event)
    }

    /// What to say of the line when there was no event.
    func outcome(_ otherwise: LogOutcome) -> LogOutcome {
        eventsOfLine > 0 ? .events(eventsOfLine) : otherwise
    }

    /// Reads a row; false when the line does not look like one.
    private mutating func readRow(
        _ plan: ColumnPlan,
        _ line: Span<UInt8>,
        _ range: Range<Int>,
        _ receive: (LogEvent) -> Void
    ) -> Bool {
        draft.clear(planFormat)
        var columns = plan
        if planFormat == .w3c, plan.separator == [0x20],
            line.firstIndex(of: 0x09, from: range.lowerBound, to: range.upperBound) != nil
        {
            // Amazon writes names between blanks and values between tabs.
            columns.separator = [0x09]
        }
        let count = columns.read(line, range, into: &draft)
        guard count > 1 || plan.usedColumns < 2 else { return false }
        draft.finish()
        let isRow = draft.event.time != nil || draft.event.source.address != nil || planFormat == .zeek
        guard isRow else { return false }
        if let format { draft.event.format = format }
        if !draft.event.isEmpty {
            eventsOfLine += 1
            receive(draft.event)
        }
        return true
    }
}
