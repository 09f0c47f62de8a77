/// Where a value stands in a JSON text: the keys from the outermost object that was opened down to it.
struct JSONPath {
    /// The keys, outermost first; arrays add none.
    private(set) var keys: [String] = []
    /// Whether the value is an element of an opened array.
    private(set) var isElement = false

    /// The nearest key.
    var key: String? { keys.last }

    /// Whether the value is the text itself or an element of an outermost array.
    var isOutermost: Bool { keys.isEmpty }

    fileprivate func member(_ key: String) -> JSONPath {
        JSONPath(keys: keys + [key])
    }

    fileprivate var element: JSONPath {
        JSONPath(keys: keys, isElement: true)
    }
}

/// A format whose reports stand in JSON: one document, several after each other, or one per line.
///
/// A value that is small enough is handed over whole, from the outside in; a larger one is opened, and what is in it is
/// handed over in turn. A format thus sees each part of a text once, in order, however it was cut.
protocol JSONFormat {
    /// Whether the value of a member is of interest; one that is not is passed over unread.
    func wants(_ path: JSONPath) -> Bool
    /// An object or array too large to be handed over whole begins.
    mutating func open(_ path: JSONPath, isObject: Bool, into output: FeedOutput)
    /// It ends.
    mutating func close(_ path: JSONPath, isObject: Bool, into output: FeedOutput)
    /// Takes a whole value.
    /// - Returns: whether it was something that the format knows, reported at once or at the end.
    @discardableResult
    mutating func read(_ value: JSONNode, at path: JSONPath, into output: FeedOutput) -> Bool
    /// The text ends.
    mutating func finish(into output: FeedOutput) throws(FeedError)
}

extension JSONFormat {
    func wants(_ path: JSONPath) -> Bool { true }

    mutating func open(_ path: JSONPath, isObject: Bool, into output: FeedOutput) {}

    mutating func close(_ path: JSONPath, isObject: Bool, into output: FeedOutput) {}

    mutating func finish(into output: FeedOutput) throws(FeedError) {}
}

/// Walks a JSON text and hands its values to a format.
struct JSONWalker<Format: JSONFormat> {
    private(set) var format: Format
    private let input: JSONInput
    private let output: FeedOutput
    private let tape = JSONTape()
    private var depth = 0

    init(_ format: Format, _ input: JSONInput, into output: FeedOutput) {
        self.format = format
        self.input = input
        self.output = output
    }

    /// Reads the text to its end.
    mutating func walk() throws(FeedError) {
        while try input.peek() != nil { try walkValue(JSONPath()) }
        output.begin(line: input.place.line, offset: input.place.offset)
        try format.finish(into: output)
    }

    private mutating func walkValue(_ path: JSONPath) throws(FeedError) {
        let place = input.place
        if try input.load(into: tape) {
            format.read(tape.root, at: path, into: output)
            return
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= JSONTape.maximumDepth else {
            throw input.failure("JSON is nested deeper than \(JSONTape.maximumDepth) levels")
        }
        if try input.take(UInt8(ascii: "{")) {
            format.open(path, isObject: true, into: output)
            try walkMembers(path)
            format.close(path, isObject: true, into: output)
        } else if try input.take(UInt8(ascii: "[")) {
            format.open(path, isObject: false, into: output)
            try walkElements(path.element)
            format.close(path, isObject: false, into: output)
        } else {
            output.begin(line: place.line, offset: place.offset)
            output.reject(.tooLong, (path.key ?? "").utf8.span)
            try input.skipValue()
        }
    }

    private mutating func walkMembers(_ path: JSONPath) throws(FeedError) {
        if try input.take(UInt8(ascii: "}")) { return }
        while true {
            let member = path.member(try input.key(tape))
            if format.wants(member) { try walkValue(member) } else { try input.skipValue() }
            if try input.take(UInt8(ascii: "}")) { return }
            guard try input.take(UInt8(ascii: ",")) else {
                throw input.failure("a comma or closing brace should stand here")
            }
        }
    }

    private mutating func walkElements(_ path: JSONPath) throws(FeedError) {
        if try input.take(UInt8(ascii: "]")) { return }
        while true {
            try walkValue(path)
            if try input.take(UInt8(ascii: "]")) { return }
            guard try input.take(UInt8(ascii: ",")) else {
                throw input.failure("a comma or closing bracket should stand here")
            }
        }
    }
}

/// Reads JSON line by line: a line that is not JSON is a reject, and the others are read.
struct JSONLineWalker<Format: JSONFormat>: LineFormat {
    private(set) var format: Format
    private let tape = JSONTape()

    init(_ format: Format) {
        self.format = format
    }

    mutating func read(_ line: Span<UInt8>, into output: FeedOutput) {
        let range = line.trimmedRange
        guard !range.isEmpty else { return output.skip() }
        let (number, offset) = (output.line, output.offset)
        do throws(JSONError) { try tape.parse(line, line: number, offset: offset) } catch {
            return output.reject(.malformedJSON, line, at: Int(error.offset - offset))
        }
        let wasRead = format.read(tape.root, at: JSONPath(), into: output)
        output.begin(line: number, offset: offset)
        if !wasRead { output.reject(.missingField, line) }
    }

    mutating func finish(into output: FeedOutput) throws(FeedError) {
        try format.finish(into: output)
    }
}
