/// The questions that a block of text puts to the tables, gathered so that they can be asked all together.
///
/// Each question is one load that often misses the caches. Asked one after another in a short loop, many are under way at
/// once; asked while the text is taken apart, each would be waited for.
struct Probes: ~Copyable {
    /// A name whose last two labels have this hash, and where it stands.
    struct Name {
        var state: UInt64
        var start: UInt32
        var end: UInt32
    }

    /// An IPv4 address and where it stands.
    struct IPv4 {
        var address: UInt32
        var start: UInt32
    }

    private(set) var names: UnsafeMutablePointer<Name>
    private(set) var addresses: UnsafeMutablePointer<IPv4>
    var nameCount = 0
    var addressCount = 0
    /// Places that need a careful look whatever the tables say.
    var places: [Int] = []
    private var capacity = 0

    init() {
        names = UnsafeMutablePointer.allocate(capacity: 1)
        addresses = UnsafeMutablePointer.allocate(capacity: 1)
    }

    deinit {
        names.deallocate()
        addresses.deallocate()
    }

    /// Makes room for the questions of `length` bytes of text: a token of three bytes and a separator puts one.
    mutating func reset(length: Int) {
        nameCount = 0
        addressCount = 0
        places.removeAll(keepingCapacity: true)
        let needed = length / 4 + 1
        guard needed > capacity else { return }
        names.deallocate()
        addresses.deallocate()
        names = UnsafeMutablePointer.allocate(capacity: needed)
        addresses = UnsafeMutablePointer.allocate(capacity: needed)
        capacity = needed
    }
}
