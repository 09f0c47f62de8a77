/// How often something was met within one hour, and when first and last. Joining is associative and commutative.
public struct Occurrences: Hashable, Sendable {
    /// How many times, at least 1.
    public private(set) var count: UInt64
    /// Second of the hour of the first time, 0…3599.
    public private(set) var first: UInt16
    /// Second of the hour of the last time, not before ``first``.
    public private(set) var last: UInt16

    /// The last second of an hour.
    public static let lastSecond = UInt16(Hour.seconds - 1)

    /// Something met `count` times; nil when that is no time at all or the seconds are no seconds of an hour in order.
    public init?(count: UInt64, first: UInt16, last: UInt16) {
        guard count > 0, first <= last, last <= Self.lastSecond else { return nil }
        self.count = count
        self.first = first
        self.last = last
    }

    init(unchecked count: UInt64, first: UInt16, last: UInt16) {
        self.count = count
        self.first = first
        self.last = last
    }

    /// Takes in what was counted elsewhere for the same hour. A sum too large for 64 bits stays at the largest number.
    public mutating func join(_ other: Occurrences) {
        let (sum, overflow) = count.addingReportingOverflow(other.count)
        count = overflow ? .max : sum
        first = min(first, other.first)
        last = max(last, other.last)
    }
}

extension Occurrences {
    /// Most bytes of the stored form.
    public static let maximumByteCount = VariableNumber.maximumByteCount + 2 + 2

    /// Appends the stored form: count and first second as variable numbers, then how much later the last one was, left
    /// out when it was the first.
    public func append(to bytes: inout [UInt8]) {
        VariableNumber.append(count, to: &bytes)
        VariableNumber.append(UInt64(first), to: &bytes)
        if last > first { VariableNumber.append(UInt64(last - first), to: &bytes) }
    }

    /// What ``append(to:)`` wrote; nil when `bytes` are something else.
    public init?(stored bytes: UnsafeRawBufferPointer) {
        var reader = VariableNumber.Reader(bytes)
        guard let count = reader.next(), let first = reader.next() else { return nil }
        var span: UInt64 = 0
        if !reader.isAtEnd {
            guard let value = reader.next(), value > 0 else { return nil }
            span = value
        }
        guard reader.isAtEnd, count > 0, first <= UInt64(Self.lastSecond),
            span <= UInt64(Self.lastSecond) - first
        else { return nil }
        self.init(unchecked: count, first: UInt16(first), last: UInt16(first + span))
    }
}
