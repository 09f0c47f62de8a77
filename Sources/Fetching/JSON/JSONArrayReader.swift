/// Reads an answer of JSON as it comes: the elements of one array, one after the other, and the plain values at the top.
///
/// It follows the brackets and the strings; whether an element is JSON in itself is for who takes it to see.
struct JSONArrayReader {
    /// Largest element, in bytes: 16 MiB.
    static let maximumElement = 16 << 20
    /// Longest plain value at the top, in bytes.
    static let maximumValue = 8192
    /// Deepest nesting.
    static let maximumDepth = 256

    private enum Token: Equatable {
        case none
        case string(isKey: Bool)
        case escape(isKey: Bool)
    }

    private struct Container {
        let isObject: Bool
        var key: [UInt8] = []
        var isAfterColon = false
    }

    /// The plain values at the top by their keys, as written.
    private(set) var values: [String: [UInt8]] = [:]
    /// Elements met.
    private(set) var count = 0
    /// Whether the text ended where it should.
    var isWhole: Bool { hasBegun && containers.isEmpty && !isMalformed }

    private let path: [[UInt8]]
    private var containers: [Container] = []
    private var token = Token.none
    private var value: [UInt8] = []
    private var element: [UInt8] = []
    private var elementDepth = 0
    private var hasBegun = false
    private var isMalformed = false

    /// A reader of the array that the keys of `path` lead to.
    init(path: [String]) {
        self.path = path.map { Array($0.utf8) }
    }

    /// Takes the next bytes; `take` gets each element that ends in them.
    /// - Returns: false when the text is no such JSON; nothing more is then read.
    mutating func read(
        _ bytes: some Sequence<UInt8>,
        _ take: ([UInt8]) throws(FetchFailure) -> Void
    ) throws(FetchFailure) -> Bool {
        for byte in bytes {
            guard !isMalformed else { return false }
            if elementDepth > 0 {
                if readElement(byte) {
                    count += 1
                    try take(element)
                    element.removeAll(keepingCapacity: true)
                }
            } else {
                read(byte)
            }
        }
        return !isMalformed
    }

    /// - Returns: whether the element ends here.
    private mutating func readElement(_ byte: UInt8) -> Bool {
        element.append(byte)
        if element.count > Self.maximumElement { isMalformed = true }
        switch (token, byte) {
        case (.escape, _): token = .string(isKey: false)
        case (.string, UInt8(ascii: "\\")): token = .escape(isKey: false)
        case (.string, UInt8(ascii: "\"")): token = .none
        case (.string, _): break
        case (.none, UInt8(ascii: "\"")): token = .string(isKey: false)
        case (.none, UInt8(ascii: "{")), (.none, UInt8(ascii: "[")): elementDepth += 1
        case (.none, UInt8(ascii: "}")), (.none, UInt8(ascii: "]")): elementDepth -= 1
        default: break
        }
        return elementDepth == 0
    }

    private mutating func read(_ byte: UInt8) {
        switch token {
        case .escape(let isKey):
            token = .string(isKey: isKey)
            collect(byte, isKey)
        case .string(let isKey):
            switch byte {
            case UInt8(ascii: "\\"): token = .escape(isKey: isKey)
            case UInt8(ascii: "\""):
                token = .none
                if isKey { return }
            default: break
            }
            collect(byte, isKey)
        case .none: readBetween(byte)
        }
    }

    /// Takes a byte outside of strings.
    private mutating func readBetween(_ byte: UInt8) {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: return
        case UInt8(ascii: "{"), UInt8(ascii: "["): open(byte == UInt8(ascii: "{"))
        case UInt8(ascii: "}"), UInt8(ascii: "]"): end(byte == UInt8(ascii: "}"))
        case UInt8(ascii: ":"): setAfterColon(true)
        case UInt8(ascii: ","):
            keepValue()
            setAfterColon(false)
        case UInt8(ascii: "\""): openString(byte)
        default:
            if containers.isEmpty || isInArray { isMalformed = true }
            collect(byte, false)
        }
    }

    private mutating func setAfterColon(_ isAfterColon: Bool) {
        guard !containers.isEmpty else { return isMalformed = true }
        containers[top].isAfterColon = isAfterColon
    }

    private var top: Int { containers.count - 1 }

    /// Whether the innermost container is the array in question.
    private var isInArray: Bool {
        guard containers.count == path.count + 1, containers.last?.isObject == false else { return false }
        return zip(containers, path).allSatisfy { $0.key == $1 }
    }

    private mutating func open(_ isObject: Bool) {
        if isInArray {
            guard isObject else { return isMalformed = true }
            element.append(UInt8(ascii: "{"))
            elementDepth = 1
            return
        }
        guard containers.count < Self.maximumDepth, !containers.isEmpty || !hasBegun else {
            return isMalformed = true
        }
        hasBegun = true
        containers.append(Container(isObject: isObject))
    }

    private mutating func end(_ isObject: Bool) {
        keepValue()
        guard let last = containers.popLast(), last.isObject == isObject else { return isMalformed = true }
    }

    private mutating func openString(_ byte: UInt8) {
        guard let last = containers.last, !isInArray else { return isMalformed = true }
        let isKey = last.isObject && !last.isAfterColon
        token = .string(isKey: isKey)
        if isKey { containers[top].key = [] } else { collect(byte, false) }
    }

    private mutating func collect(_ byte: UInt8, _ isKey: Bool) {
        if isKey {
            if containers[top].key.count < Self.maximumValue { containers[top].key.append(byte) }
        } else if containers.count == 1, value.count <= Self.maximumValue {
            value.append(byte)
        }
    }

    private mutating func keepValue() {
        guard containers.count == 1, !value.isEmpty else { return }
        if value.count <= Self.maximumValue, values.count < Self.maximumDepth {
            values[String(decoding: containers[0].key, as: UTF8.self)] = value
        }
        value = []
    }
}
