/// Whole numbers as bytes: what all learnt state is stored as. Small numbers of either sign take one byte.
///
/// The first byte is the version of the form. A reader accepts nothing but what a writer of the same version wrote.
struct NumberWriter {
    private(set) var bytes: [UInt8]

    init(version: UInt8) {
        bytes = [version]
    }

    /// Seven bits a byte, lowest first; the sign is the lowest bit.
    mutating func write(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ day: Day) { write(Int(day.number)) }

    /// All 64 bits, so that it comes back as it was.
    mutating func write(_ value: Double) { write(Int(bitPattern: UInt(value.bitPattern))) }

    /// An optional day.
    mutating func write(_ day: Day?) {
        write(day == nil ? 0 : 1)
        if let day { write(day) }
    }
}

/// Reads what ``NumberWriter`` wrote.
struct NumberReader {
    private let bytes: [UInt8]
    private var position = 1

    init(_ bytes: [UInt8], version: UInt8) throws(SourceWorthError) {
        guard bytes.first == version else { throw SourceWorthError(.stored) }
        self.bytes = bytes
    }

    mutating func number(in range: ClosedRange<Int> = .min ... .max) throws(SourceWorthError) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else { continue }
            let number = Int(value >> 1) ^ -Int(value & 1)
            guard range.contains(number) else { break }
            return number
        }
        throw SourceWorthError(.stored)
    }

    /// A number of things that follow, each of a byte or more.
    mutating func count() throws(SourceWorthError) -> Int {
        try number(in: 0...bytes.count)
    }

    mutating func day() throws(SourceWorthError) -> Day {
        Day(Int32(try number(in: Int(Int32.min)...Int(Int32.max))))
    }

    mutating func optionalDay() throws(SourceWorthError) -> Day? {
        try number(in: 0...1) == 0 ? nil : try day()
    }

    /// A number of zero or more, not infinite.
    mutating func weight() throws(SourceWorthError) -> Double {
        let value = Double(bitPattern: UInt64(UInt(bitPattern: try number())))
        guard value >= 0, value.isFinite else { throw SourceWorthError(.stored) }
        return value
    }

    /// Nothing may follow.
    func finish() throws(SourceWorthError) {
        guard position == bytes.count else { throw SourceWorthError(.stored) }
    }
}
