/// Reads values from the data section of a MaxMind DB (MaxMind DB file format 2.0, "Output Data Section").
///
/// libmaxminddb unfolds pointers without bound, so that a few hundred bytes of a forged file may fill the memory; this
/// reader stops. It answers for whole records: when a database is opened, and when all of a record is asked for.
struct GeoValueReader {
    /// Most values in one record, those behind pointers counted each time.
    static let maximumValueCount = 20_000
    /// Deepest nesting of maps and arrays.
    static let maximumDepth = 64

    /// Why bytes are no value: the offset in the data section, and what should stand there.
    struct Failure: Error {
        let offset: Int
        let detail: String
    }

    private let section: UnsafeRawBufferPointer
    private var offset: Int
    private var valueCount = 0

    private init(_ section: UnsafeRawBufferPointer, at offset: Int) {
        self.section = section
        self.offset = offset
    }

    /// The value at `offset` of a data section.
    static func value(in section: UnsafeRawBufferPointer, at offset: Int) throws(Failure) -> GeoValue {
        var reader = GeoValueReader(section, at: offset)
        return try reader.value(depth: 0)
    }

    private func failure(_ detail: String) -> Failure { Failure(offset: offset, detail: detail) }

    private mutating func byte() throws(Failure) -> UInt8 {
        guard offset >= 0, offset < section.count else { throw failure("the data ends within a record") }
        offset += 1
        return section[offset - 1]
    }

    private mutating func number(_ count: Int) throws(Failure) -> UInt128 {
        var value: UInt128 = 0
        for _ in 0..<count { value = value << 8 | UInt128(try byte()) }
        return value
    }

    private mutating func value(depth: Int) throws(Failure) -> GeoValue {
        guard depth <= Self.maximumDepth else { throw failure("a record nested too deep") }
        valueCount += 1
        guard valueCount <= Self.maximumValueCount else { throw failure("a record of too many values") }
        let control = try byte()
        var type = Int(control >> 5)
        if type == 1 {
            let target = try pointer(control)
            // A pointer's target is no pointer: nothing can go in circles without going deeper.
            let back = offset
            offset = target
            guard offset < section.count, section[offset] >> 5 != 1 else {
                throw failure("a pointer that leads nowhere")
            }
            let value = try value(depth: depth + 1)
            offset = back
            return value
        }
        if type == 0 { type = 7 + Int(try byte()) }
        return try value(type: type, size: try size(control), depth: depth)
    }

    private mutating func pointer(_ control: UInt8) throws(Failure) -> Int {
        let high = UInt128(control & 7)
        switch control >> 3 & 3 {
        case 0: return Int(high << 8 | (try number(1)))
        case 1: return Int(high << 16 | (try number(2))) + 2048
        case 2: return Int(high << 24 | (try number(3))) + 526_336
        default: return Int(try number(4))
        }
    }

    private mutating func size(_ control: UInt8) throws(Failure) -> Int {
        let size = Int(control & 31)
        switch size {
        case 29: return 29 + Int(try number(1))
        case 30: return 285 + Int(try number(2))
        case 31: return 65_821 + Int(try number(3))
        default: return size
        }
    }

    private mutating func value(type: Int, size: Int, depth: Int) throws(Failure) -> GeoValue {
        switch type {
        case 2: return .string(try string(size))
        case 3: return .double(Double(bitPattern: UInt64(try fixed(size, 8))))
        case 4: return .bytes(Array(try bytes(size)))
        case 5: return .unsigned(try unsigned(size, 2))
        case 6: return .unsigned(try unsigned(size, 4))
        case 7: return try map(size, depth: depth)
        case 8: return .signed(Int32(truncatingIfNeeded: Int64(try unsigned(size, 4))))
        case 9: return .unsigned(try unsigned(size, 8))
        case 10: return .unsigned(try unsigned(size, 16))
        case 11: return try array(size, depth: depth)
        case 14:
            guard size <= 1 else { throw failure("a truth value of \(size)") }
            return .boolean(size == 1)
        case 15: return .float(Float(bitPattern: UInt32(try fixed(size, 4))))
        default: throw failure("a value of the unknown type \(type)")
        }
    }

    private mutating func fixed(_ size: Int, _ wanted: Int) throws(Failure) -> UInt128 {
        guard size == wanted else { throw failure("a number of \(size) bytes instead of \(wanted)") }
        return try number(size)
    }

    private mutating func unsigned(_ size: Int, _ maximum: Int) throws(Failure) -> UInt128 {
        guard size <= maximum else { throw failure("a number of \(size) bytes, more than \(maximum)") }
        return try number(size)
    }

    private mutating func bytes(_ count: Int) throws(Failure) -> Slice<UnsafeRawBufferPointer> {
        guard count <= section.count - offset else { throw failure("the data ends within a text") }
        offset += count
        return section[(offset - count)..<offset]
    }

    private mutating func string(_ count: Int) throws(Failure) -> String {
        String(decoding: try bytes(count), as: UTF8.self)
    }

    private mutating func map(_ count: Int, depth: Int) throws(Failure) -> GeoValue {
        var members: [String: GeoValue] = [:]
        for _ in 0..<count {
            guard case .string(let key) = try value(depth: depth + 1) else {
                throw failure("a key that is no text")
            }
            members[key] = try value(depth: depth + 1)
        }
        return .map(members)
    }

    private mutating func array(_ count: Int, depth: Int) throws(Failure) -> GeoValue {
        var elements: [GeoValue] = []
        for _ in 0..<count { elements.append(try value(depth: depth + 1)) }
        return .array(elements)
    }
}
