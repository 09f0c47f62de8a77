/// One section of a file: a place and a length, every access checked by its user against the length.
struct Bytes {
    let start: UnsafeRawPointer
    let count: Int

    /// The element at `index`; the caller knows that it lies inside.
    @inline(__always)
    func element<Number: FixedWidthInteger & BitwiseCopyable>(
        _ index: Int,
        as type: Number.Type = Number.self
    ) -> Number {
        start.number(at: index &* MemoryLayout<Number>.size, as: type)
    }

    /// The 128-bit element at `index`, upper half first; the caller knows that it lies inside.
    @inline(__always)
    func wide(_ index: Int) -> UInt128 {
        UInt128(start.number(at: index &* 16, as: UInt64.self)) << 64
            | UInt128(start.number(at: index &* 16 &+ 8, as: UInt64.self))
    }

    /// The section of a file; an empty one has a place too.
    init(_ section: Section, of header: Header, in file: UnsafeRawPointer) {
        let row = header[section]
        start = file + row.offset
        count = row.length
    }
}
