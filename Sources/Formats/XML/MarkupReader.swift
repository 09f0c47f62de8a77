import ByteStreams
import CXML2

/// What is told of a text in XML or HTML as it is read. Names come without their prefixes, but for `xsi:`.
protocol MarkupHandler: AnyObject {
    func start(_ name: String, _ attributes: [String: String], at place: JSONPlace)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    func end(_ name: String, at place: JSONPlace)
}

/// Reads XML and HTML from a stream as it comes, by libxml2.
///
/// Nothing is fetched and no entity but the five of XML is known: a document type definition in XML is refused, so that
/// neither files nor servers can be named nor text be multiplied by it. Not safe to share between threads.
final class MarkupReader {
    enum Language {
        case xml
        case html
    }

    /// Deepest nesting of elements.
    static let maximumDepth = 200
    private static let blockSize = 64 << 10

    private let stream: ByteStream
    private let handler: any MarkupHandler
    private let language: Language
    private var parser: xmlParserCtxtPtr?
    private var depth = 0
    private var failure: String?

    init(_ stream: ByteStream, as language: Language, for handler: any MarkupHandler) {
        self.stream = stream
        self.handler = handler
        self.language = language
    }

    deinit {
        if language == .xml { xmlFreeParserCtxt(parser) } else { htmlFreeParserCtxt(parser) }
    }

    /// Reads the text to its end.
    /// - Throws: ``FeedError/Code/malformedMarkup`` with the place, for XML that is not well-formed.
    func read() throws(FeedError) {
        var calls = language == .xml ? Self.xmlCalls : Self.htmlCalls
        let client = Unmanaged.passUnretained(self).toOpaque()
        if language == .xml {
            parser = xmlCreatePushParserCtxt(&calls, client, nil, 0, nil)
            let ignored = try declaresUTF16() ? XML_PARSE_IGNORE_ENC.rawValue : 0
            let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            xmlCtxtUseOptions(parser, Int32(options | ignored))
        } else {
            parser = htmlCreatePushParserCtxt(&calls, client, nil, 0, nil, XML_CHAR_ENCODING_NONE)
            let options =
                HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            htmlCtxtUseOptions(parser, Int32(options))
        }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockSize, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try FeedError.converting { () throws(ByteStreamError) in try stream.read(into: block)
            }
            parse(UnsafeRawBufferPointer(rebasing: block[..<count]), isLast: count == 0)
            try check()
            if count == 0 { return }
        }
    }

    /// Whether the text says that it is UTF-16, which the stream has made UTF-8.
    private func declaresUTF16() throws(FeedError) -> Bool {
        let head = try FeedError.converting { () throws(ByteStreamError) in try stream.peek(256) }
        return head.span.firstRange(of: "encoding=\"utf-16") != nil
            || head.span.firstRange(of: "encoding='utf-16") != nil
    }

    private func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) {
        let text = bytes.bindMemory(to: CChar.self).baseAddress
        if language == .xml {
            xmlParseChunk(parser, text, Int32(bytes.count), isLast ? 1 : 0)
        } else {
            htmlParseChunk(parser, text, Int32(bytes.count), isLast ? 1 : 0)
        }
    }

    private func check() throws(FeedError) {
        let isWellFormed = language == .html || parser?.pointee.wellFormed != 0
        guard failure != nil || !isWellFormed else { return }
        let last = xmlCtxtGetLastError(parser)?.pointee
        let reason = last?.message.map { String(cString: $0) } ?? "no XML"
        let words = (failure ?? reason).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        throw FeedError(
            .malformedMarkup,
            file: stream.name,
            offset: place.offset,
            detail: "line \(failure == nil ? Int(last?.line ?? 0) : place.line): not valid XML: \(words)"
        )
    }

    fileprivate var place: JSONPlace {
        let line = parser?.pointee.input?.pointee.line ?? 0
        return JSONPlace(line: Int(line), offset: Int64(max(0, xmlByteConsumed(parser))))
    }

    fileprivate func stop(_ reason: String) {
        failure = failure ?? reason
        xmlStopParser(parser)
    }

    fileprivate func start(_ name: String, _ attributes: [String: String]) {
        depth += 1
        guard depth <= Self.maximumDepth else {
            if language == .xml { stop("elements nested deeper than \(Self.maximumDepth) levels") }
            return
        }
        handler.start(name, attributes, at: place)
    }

    fileprivate func end(_ name: String) {
        depth -= 1
        if depth < Self.maximumDepth { handler.end(name, at: place) }
    }

    fileprivate func text(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) {
        handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
}

/// What libxml2 calls back, with the reader as its client data.
extension MarkupReader {
    /// Most attributes of one element that are told.
    fileprivate static let maximumAttributes = 64

    private static var xmlCalls: xmlSAXHandler {
        var calls = xmlSAXHandler()
        calls.initialized = UInt32(XML_SAX2_MAGIC)
        calls.startElementNs = { client, name, _, _, _, _, count, _, values in
            MarkupReader.of(client)?.start(
                MarkupReader.localName(name),
                MarkupReader.attributes(values, Int(count))
            )
        }
        calls.endElementNs = { client, name, _, _ in
            MarkupReader.of(client)?.end(MarkupReader.localName(name))
        }
        calls.characters = { client, text, count in MarkupReader.of(client)?.text(text, count) }
        calls.cdataBlock = { client, text, count in MarkupReader.of(client)?.text(text, count) }
        calls.internalSubset = { client, _, _, _ in
            MarkupReader.of(client)?.stop("has a document type definition, which is not read")
        }
        calls.getEntity = { _, _ in nil }
        return calls
    }

    private static var htmlCalls: htmlSAXHandler {
        var calls = htmlSAXHandler()
        calls.startElement = { client, name, values in
            MarkupReader.of(client)?.start(MarkupReader.localName(name), MarkupReader.pairs(values))
        }
        calls.endElement = { client, name in MarkupReader.of(client)?.end(MarkupReader.localName(name)) }
        calls.characters = { client, text, count in MarkupReader.of(client)?.text(text, count) }
        return calls
    }

    private static func of(_ client: UnsafeMutableRawPointer?) -> MarkupReader? {
        client.map { Unmanaged<MarkupReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func localName(_ name: UnsafePointer<UInt8>?) -> String {
        guard let name else { return "" }
        let text = String(cString: name)
        return text.lastIndex(of: ":").map { String(text[text.index(after: $0)...]) } ?? text
    }

    /// Five pointers for each attribute: name, prefix, namespace, value and the value's end.
    private static func attributes(
        _ values: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        _ count: Int
    ) -> [String: String] {
        guard let values, count > 0 else { return [:] }
        var attributes: [String: String] = [:]
        for index in 0..<min(count, maximumAttributes) {
            guard let start = values[5 * index + 3], let end = values[5 * index + 4] else { continue }
            let text = UnsafeBufferPointer(start: start, count: end - start)
            let isOfSchema = values[5 * index + 1].map { String(cString: $0) == "xsi" } ?? false
            let name = localName(values[5 * index])
            attributes[isOfSchema ? "xsi:" + name : name] = String(decoding: text, as: UTF8.self)
        }
        return attributes
    }

    /// Names and values in turn, up to a null.
    private static func pairs(_ values: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) -> [String: String] {
        guard let values else { return [:] }
        var attributes: [String: String] = [:]
        for index in 0..<maximumAttributes {
            guard let name = values[2 * index] else { break }
            attributes[localName(name)] = values[2 * index + 1].map { String(cString: $0) } ?? ""
        }
        return attributes
    }
}

/// The text of an element, as far as it makes sense.
struct MarkupText {
    /// Longest text kept, in bytes.
    private static let maximumLength = 64 << 10

    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: more.prefix(Self.maximumLength - bytes.count))
    }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8.prefix(Self.maximumLength - bytes.count))
    }

    /// The text without blanks at both ends.
    var trimmed: [UInt8] {
        let range = bytes.span.trimmedRange
        return Array(bytes[range])
    }
}
