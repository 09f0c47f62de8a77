/// The listed AS numbers, sorted: kept to be counted and changed, never matched.
struct ASNTable {
    private let numbers: Bytes
    private let meta: Bytes
    let count: Int

    init(header: Header, file: UnsafeRawPointer) {
        numbers = Bytes(.asns, of: header, in: file)
        meta = Bytes(.asnMeta, of: header, in: file)
        count = min(numbers.count / 4, meta.count / 2)
    }

    /// The number at `place`, 0..<``count``, and what is said of it.
    subscript(place: Int) -> (number: UInt32, meta: EntryMeta) {
        (numbers.element(place), EntryMeta(raw: meta.element(place)))
    }

    /// What is said of a number.
    func meta(of number: UInt32) -> EntryMeta? {
        var lower = 0
        var upper = count
        while lower < upper {
            let middle = (lower + upper) / 2
            let value = self[middle]
            if value.number == number { return value.meta }
            if value.number < number { lower = middle + 1 } else { upper = middle }
        }
        return nil
    }
}
