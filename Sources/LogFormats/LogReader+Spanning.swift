extension LogReader {
    /// Whether the line begins with JSON: an object, or an array of objects.
    func startsSequence(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            switch line[index] {
            case UInt8(ascii: "{"): return true
            case UInt8(ascii: "["), UInt8(ascii: ","), UInt8(ascii: "]"): index += 1
            case let byte where byte.isBlank: index += 1
            default: return false
            }
        }
        // Only brackets: an array that opens or closes.
        return true
    }

    func startsXML(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        line.starts(with: "<event", at: range.lowerBound, end: range.upperBound)
            || line.starts(with: "<?xml", at: range.lowerBound, end: range.upperBound)
    }

    func endsXML(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        line.firstIndex(of: "</event>", from: range.lowerBound, to: range.upperBound) != nil
    }

    /// Reads the objects of a line, one event or more each.
    mutating func readSequence(_ line: Span<UInt8>, _ start: Int, _ receive: (LogEvent) -> Void) -> LogOutcome
    {
        var position = start
        var hasObjects = false
        while position < line.count {
            guard line[position] == UInt8(ascii: "{") else {
                if line[position].isBlank || line[position] == UInt8(ascii: ",")
                    || line[position] == UInt8(ascii: "[")
                    || line[position] == UInt8(ascii: "]")
                {
                    position += 1
                    continue
                }
                break
            }
            hasObjects = true
            if let list = recordList(line, position) {
                position = list
                continue
            }
            guard let end = readObject(line, position, isWhole: false, receive) else {
                spanning.open(.json, line, position..<line.count)
                return outcome(.skipped(.partial))
            }
            position = end
        }
        return outcome(hasObjects || start == position ? .unparsed : .skipped(.header))
    }

    /// Where the array of an object like `{"records": [{…` begins, when its objects are the records.
    private func recordList(_ line: Span<UInt8>, _ start: Int) -> Int? {
        var index = line.skippingBlanks(from: start + 1, to: line.count)
        guard index < line.count, line[index] == UInt8(ascii: "\""),
            let close = line.firstIndex(
                of: UInt8(ascii: "\""),
                from: index + 1,
                to: min(line.count, index + 16)
            ),
            Self.listNames.contains(where: { line.equals($0, index + 1..<close) })
        else { return nil }
        index = line.skippingBlanks(from: close + 1, to: line.count)
        guard index < line.count, line[index] == UInt8(ascii: ":") else { return nil }
        index = line.skippingBlanks(from: index + 1, to: line.count)
        guard index < line.count, line[index] == UInt8(ascii: "[") else { return nil }
        let first = line.skippingBlanks(from: index + 1, to: line.count)
        return first < line.count && line[first] == UInt8(ascii: "{") ? first : nil
    }

    private static let listNames: [StaticString] = [
        "records", "events", "logs", "logevents", "items", "results",
    ]

    /// Reads the object at `start` and says where it ends, or nil when it does not. Where nothing will follow
    /// (`isWhole`), an object that does not end is read as it is.
    mutating func readObject(
        _ line: Span<UInt8>,
        _ start: Int,
        isWhole: Bool,
        _ receive: (LogEvent) -> Void
    ) -> Int? {
        draft.clear(.json)
        let (format, end, tuples) = readJSON(line, start, line.count, depth: 0)
        if end == nil, !isWhole { return nil }
        if tuples.isEmpty {
            emit(format, receive)
        }
        for tuple in tuples {
            draft.clear(format)
            FlowTuple.read(line, tuple, into: &draft)
            emit(format, receive)
        }
        return end ?? line.count
    }

    /// Goes on with the record that is open.
    /// - Returns: nil when the line is to be read by itself.
    mutating func continueRecord(_ line: Span<UInt8>, _ receive: (LogEvent) -> Void) -> LogOutcome? {
        let range = line.trimmed(0, line.count)
        guard spanning.bytes.count + range.count <= Self.maximumRecordLength else {
            spanning.close()
            return .skipped(.tooLong)
        }
        if spanning.kind == .xml {
            _ = spanning.append(line, range)
            guard endsXML(line, range) else { return .skipped(.partial) }
            closeRecord(receive)
            return outcome(.unparsed)
        }
        // A record that begins anew, or a line of another kind: the open one was cut.
        if beginsAnew(line) || !range.isEmpty && !continuesJSON(line, range) {
            closeRecord(receive)
            return nil
        }
        guard let end = spanning.append(line, range) else { return .skipped(.partial) }
        closeRecord(receive)
        let rest = line.trimmed(end, line.count)
        if !rest.isEmpty, startsSequence(line, rest) { return readSequence(line, rest.lowerBound, receive) }
        return outcome(.unparsed)
    }

    /// Whether a line begins a record while one that began like it is open.
    private func beginsAnew(_ line: Span<UInt8>) -> Bool {
        line.starts(with: "{\"", at: 0, end: line.count) && spanning.bytes.count > 2
            && spanning.bytes[1] == UInt8(ascii: "\"")
    }

    /// Whether a line may stand inside JSON: it begins with a string or a bracket, or is one literal.
    private func continuesJSON(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        switch line[range.lowerBound] {
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: ","), UInt8(ascii: ":"):
            return true
        default:
            for index in range where line[index].isBlank { return false }
            return true
        }
    }

    /// Reads the record that is open as far as it has come.
    mutating func closeRecord(_ receive: (LogEvent) -> Void) {
        let record = spanning.bytes
        let kind = spanning.kind
        spanning.close()
        let bytes = record.span
        switch kind {
        case .json:
            if let list = recordList(bytes, 0) {
                _ = readSequence(bytes, list, receive)
                spanning.close()
            } else {
                _ = readObject(bytes, 0, isWhole: true, receive)
            }
        case .xml:
            draft.clear(.windowsEvent)
            let found = readRecord(bytes, bytes.trimmed(0, bytes.count), depth: 0)
            emit(found, receive)
        }
    }
}
