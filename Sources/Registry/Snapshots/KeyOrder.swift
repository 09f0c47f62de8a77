/// Sorts entries of a snapshot by their keys, so that rows are written where the last ones went.
///
/// A three-way quicksort over pieces of eight bytes (Bentley and Sedgewick 1997, with longer letters). The entries come
/// in the order of secret hashes, so a feed cannot arrange for bad pivots.
struct KeyOrder {
    private struct Item {
        /// Eight bytes of the key at the depth of the moment, zeros after its end.
        var piece: UInt64
        var position: UInt32
    }

    private let bytes: UnsafeRawBufferPointer
    private let snapshot: SortedSnapshot

    private static let smallCount = 12

    /// The `positions` in ascending order of key.
    static func sorted(_ positions: [UInt32], of snapshot: SortedSnapshot) -> [UInt32] {
        snapshot.keyBytes.withUnsafeBytes { bytes in
            let order = KeyOrder(bytes: bytes, snapshot: snapshot)
            var items = positions.map { Item(piece: order.piece(of: $0, at: 0), position: $0) }
            items.withUnsafeMutableBufferPointer { order.sort($0, depth: 0) }
            return items.map(\.position)
        }
    }

    private func sort(_ whole: UnsafeMutableBufferPointer<Item>, depth start: Int) {
        var items = whole
        var depth = start
        while items.count > Self.smallCount {
            let (lower, upper) = Self.partition(items)
            sort(UnsafeMutableBufferPointer(rebasing: items[..<lower]), depth: depth)
            sort(UnsafeMutableBufferPointer(rebasing: items[upper...]), depth: depth)
            items = UnsafeMutableBufferPointer(rebasing: items[lower..<upper])
            depth += 8
            guard items.contains(where: { snapshot.keyRange(at: Int($0.position)).count > depth }) else {
                break
            }
            for index in items.indices { items[index].piece = piece(of: items[index].position, at: depth) }
        }
        insertionSort(items)
    }

    /// Moves lesser pieces to the front and greater ones to the back of a pivot.
    /// - Returns: where the pieces equal to the pivot begin and end.
    private static func partition(_ items: UnsafeMutableBufferPointer<Item>) -> (lower: Int, upper: Int) {
        let (first, middle, last) = (
            items[0].piece, items[items.count / 2].piece, items[items.count - 1].piece
        )
        let pivot = max(min(first, middle), min(max(first, middle), last))
        var lower = 0
        var upper = items.count
        var index = 0
        while index < upper {
            let piece = items[index].piece
            if piece < pivot {
                items.swapAt(lower, index)
                lower += 1
                index += 1
            } else if piece > pivot {
                upper -= 1
                items.swapAt(index, upper)
            } else {
                index += 1
            }
        }
        return (lower, upper)
    }

    private func insertionSort(_ items: UnsafeMutableBufferPointer<Item>) {
        guard items.count > 1 else { return }
        for index in 1..<items.count {
            let item = items[index]
            var place = index
            while place > 0, isBefore(item, items[place - 1]) {
                items[place] = items[place - 1]
                place -= 1
            }
            items[place] = item
        }
    }

    private func isBefore(_ left: Item, _ right: Item) -> Bool {
        if left.piece != right.piece { return left.piece < right.piece }
        let leftKey = bytes[snapshot.keyRange(at: Int(left.position))]
        let rightKey = bytes[snapshot.keyRange(at: Int(right.position))]
        return leftKey.lexicographicallyPrecedes(rightKey)
    }

    private func piece(of position: UInt32, at depth: Int) -> UInt64 {
        let key = snapshot.keyRange(at: Int(position))
        let start = key.lowerBound + depth
        if start + 8 <= key.upperBound {
            return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
        var piece: UInt64 = 0
        for offset in start..<(start + 8) {
            piece = piece << 8 | (offset < key.upperBound ? UInt64(bytes[offset]) : 0)
        }
        return piece
    }
}
