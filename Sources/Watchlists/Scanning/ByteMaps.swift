import CTokenScan

/// One bit for each byte of a block of text, for each class of bytes that the scanner looks for.
///
/// A word holds 64 bytes, the first in the lowest bit. Before and behind the words of a block stands a word of zeros, so
/// that a search for the end of a run needs no test for the end of the block.
struct ByteMaps: ~Copyable {
    /// Name bytes, dots, colons, bytes of other scripts, bytes that can begin an escape, and digits: one map after another.
    private var storage: UnsafeMutablePointer<UInt64>
    private var capacity: Int
    /// Words in use, the last one perhaps in part.
    private(set) var wordCount = 0

    init() {
        capacity = 0
        storage = UnsafeMutablePointer.allocate(capacity: 1)
    }

    deinit {
        storage.deallocate()
    }

    var names: UnsafePointer<UInt64> { map(0) }
    var dots: UnsafePointer<UInt64> { map(1) }
    var colons: UnsafePointer<UInt64> { map(2) }
    var foreign: UnsafePointer<UInt64> { map(3) }
    var openings: UnsafePointer<UInt64> { map(4) }

    var digits: UnsafePointer<UInt64> { map(5) }

    private static let mapCount = 6

    private func map(_ index: Int) -> UnsafePointer<UInt64> {
        UnsafePointer(storage + index * (capacity + 2) + 1)
    }

    /// Classifies the bytes of a block.
    mutating func fill(_ block: UnsafeBufferPointer<UInt8>) {
        wordCount = (block.count + 63) / 64
        if wordCount > capacity { grow(to: wordCount) }
        let names = storage + 1
        let step = capacity + 2
        for index in 0..<Self.mapCount {
            names[index * step - 1] = 0
            names[index * step + wordCount] = 0
        }
        guard let start = block.baseAddress else { return }
        var firstWord = 0
        if Self.hasVectors {
            firstWord = block.count / 64
            token_scan_classify(start, firstWord, names, step)
        }
        for word in firstWord..<wordCount {
            let bytes = start + word * 64
            Self.classify(bytes, count: min(64, block.count - word * 64), into: names + word, step: step)
        }
    }

    private static let hasVectors = token_scan_is_available()

    private mutating func grow(to count: Int) {
        storage.deallocate()
        capacity = count
        storage = UnsafeMutablePointer.allocate(capacity: Self.mapCount * (count + 2))
    }

    private static func classify(
        _ bytes: UnsafePointer<UInt8>,
        count: Int,
        into words: UnsafeMutablePointer<UInt64>,
        step: Int
    ) {
        var maps = SIMD8<UInt64>(repeating: 0)
        for index in 0..<count {
            let classes = UInt64(byteClasses[Int(bytes[index])])
            for map in 0..<mapCount { maps[map] |= (classes >> UInt64(map) & 1) << UInt64(index) }
        }
        for map in 0..<mapCount { words[map * step] = maps[map] }
    }
}

/// For each byte the maps it is in, the first map in the lowest bit.
private let byteClasses: [UInt8] = (0...255).map { value in
    let byte = UInt8(value)
    var classes: UInt8 = 0
    if byte.isNameByte { classes |= 1 }
    if byte == UInt8(ascii: ".") { classes |= 2 }
    if byte == UInt8(ascii: ":") { classes |= 4 }
    if byte >= 0x80 { classes |= 8 }
    if LineDecoder.isOpening(byte) { classes |= 16 }
    if byte.isDigit { classes |= 32 }
    return classes
}
