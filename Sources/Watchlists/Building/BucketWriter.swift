/// Records in bucket order and where each bucket begins.
struct BucketWriter {
    var records: [UInt8] = []
    private var starts: [UInt32] = []
    private let count: Int

    init(count: Int) {
        self.count = count
        starts.reserveCapacity(count + 1)
    }

    /// Says that the next record belongs to `bucket`; buckets come in order.
    mutating func begin(_ bucket: Int) {
        while starts.count <= bucket { starts.append(UInt32(clamping: records.count)) }
    }

    mutating func finished() -> [UInt32] {
        while starts.count <= count { starts.append(UInt32(clamping: records.count)) }
        return starts
    }
}
