/// Memory for a block of whole lines, used again and again.
///
/// `@unchecked Sendable`: a block is handed on, never shared: it belongs to the pool, to who fills it, or to who works on
/// it, and each hands it on when done with it (``BlockPool``).
final class LineBlock: @unchecked Sendable {
    private var memory: UnsafeMutableRawPointer
    private(set) var capacity: Int
    /// The lines: a part of the memory.
    var content: Range<Int> = 0..<0

    init(capacity: Int) {
        memory = .allocate(byteCount: capacity, alignment: 64)
        self.capacity = capacity
    }

    deinit {
        memory.deallocate()
    }

    var lines: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: (memory + content.lowerBound).assumingMemoryBound(to: UInt8.self),
            count: content.count
        )
    }

    /// The memory from `offset` on.
    func rest(from offset: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: memory + offset, count: capacity - offset)
    }

    /// Makes room for `count` bytes; the first `kept` ones stay.
    func reserve(_ count: Int, keeping kept: Int) {
        guard count > capacity else { return }
        let larger = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 64)
        larger.copyMemory(from: memory, byteCount: kept)
        memory.deallocate()
        memory = larger
        capacity = count
    }

    static let lineFeed: UInt8 = 0x0A

    /// The first line feed in a part of the memory.
    func firstLineFeed(in range: Range<Int>) -> Int? {
        let bytes = UnsafeRawBufferPointer(start: memory, count: capacity)
        for index in range where bytes[index] == Self.lineFeed { return index }
        return nil
    }

    /// The last line feed in a part of the memory.
    func lastLineFeed(in range: Range<Int>) -> Int? {
        let bytes = UnsafeRawBufferPointer(start: memory, count: capacity)
        for index in range.reversed() where bytes[index] == Self.lineFeed { return index }
        return nil
    }
}
