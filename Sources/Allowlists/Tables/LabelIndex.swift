/// A tree of names by label, from the top-level domain down, with one hash table over all its edges.
///
/// Each name above a listed one is a node too. So a name is looked up label by label from the right, and the first label
/// that is not found ends the search: most names that are not listed cost one or two steps.
struct LabelIndex: Sendable {
    struct Node: Sendable {
        var parent: UInt32
        var labelStart: UInt32
        var labelLength: UInt8
        var suffix = SuffixMarks()
    }

    /// The nameless node above all top-level domains.
    static let root: UInt32 = 0

    private(set) var nodes: [Node]
    private var labels: [UInt8] = []
    /// Nodes by the hash of their name; 0, the root, is an empty slot. A power of two, at most half of it used.
    private var slots: [UInt32]
    /// Secret: nobody can choose names that meet.
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed | 1
        nodes = [Node(parent: 0, labelStart: 0, labelLength: 0)]
        slots = Array(repeating: 0, count: 64)
    }

    /// What a search has come to: a node, and the hash of its name.
    struct Cursor {
        fileprivate(set) var node: UInt32
        fileprivate var hash: UInt64
    }

    var top: Cursor { Cursor(node: Self.root, hash: seed) }

    /// Looks up the label that ends before byte `end` of a name, below another node.
    /// - Parameters:
    ///   - cursor: the node above.
    ///   - text: the name, canonical.
    ///   - end: the end of the label, above 0 and at most the text's length.
    /// - Returns: where the label begins, the hash of the name from there on, and the node if there is one.
    @inline(__always)
    func step(below cursor: Cursor, _ text: Span<UInt8>, endingAt end: Int) -> Step {
        // `end` was checked by the caller; every index below lies between 0 and `end`.
        var hash = cursor.hash
        var start = end
        while start > 0, text[unchecked: start &- 1] != UInt8(ascii: ".") {
            start &-= 1
            hash = Self.mix(hash, text[unchecked: start])
        }
        hash = Self.finish(hash, length: end &- start)
        var slot = Int(truncatingIfNeeded: hash &>> 32) & (slots.count &- 1)
        while true {
            let candidate = slots[slot]
            if candidate == 0 { return Step(start: start, hash: hash, node: nil) }
            let node = nodes[Int(candidate)]
            if node.parent == cursor.node, Int(node.labelLength) == end &- start {
                var offset = 0
                while offset < end &- start,
                    labels[Int(node.labelStart) &+ offset] == text[unchecked: start &+ offset]
                {
                    offset &+= 1
                }
                if offset == end &- start { return Step(start: start, hash: hash, node: candidate) }
            }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
    }

    /// What one label of a search gave.
    struct Step {
        let start: Int
        let hash: UInt64
        let node: UInt32?

        /// The place to go on from; nil where there is no node.
        @inline(__always)
        var cursor: Cursor? { node.map { Cursor(node: $0, hash: hash) } }
    }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
    }

    @inline(__always)
    private static func finish(_ hash: UInt64, length: Int) -> UInt64 {
        let product = (hash ^ UInt64(truncatingIfNeeded: length)).multipliedFullWidth(
            by: 0xD6E8_FEB8_6659_FD93
        )
        return product.high ^ product.low
    }

    /// Looks up a whole name.
    /// - Parameter name: canonical text.
    /// - Returns: its node; nil when there is none.
    func node(of name: String) -> UInt32? {
        let text = name.utf8.span
        var cursor = top
        var end = text.count
        while end > 0 {
            let step = step(below: cursor, text, endingAt: end)
            guard let next = step.cursor else { return nil }
            cursor = next
            end = step.start - 1
        }
        return cursor.node
    }

    /// The name of a node, in canonical text.
    func name(of node: UInt32) -> String {
        var bytes: [UInt8] = []
        var current = nodes[Int(node)]
        while current.labelLength > 0 {
            let start = Int(current.labelStart)
            if !bytes.isEmpty { bytes.append(UInt8(ascii: ".")) }
            bytes += labels[start..<start + Int(current.labelLength)]
            current = nodes[Int(current.parent)]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension LabelIndex {
    /// Adds a name, with all above it.
    /// - Parameter name: canonical text.
    /// - Returns: its node, a new one or the one that is there.
    mutating func insert(_ name: String) -> UInt32 {
        let text = name.utf8.span
        var cursor = top
        var end = text.count
        while end > 0 {
            let step = step(below: cursor, text, endingAt: end)
            cursor = step.cursor ?? append(below: cursor, text, step.start..<end, hash: step.hash)
            end = step.start - 1
        }
        return cursor.node
    }

    private mutating func append(
        below parent: Cursor,
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        hash: UInt64
    ) -> Cursor {
        let node = UInt32(nodes.count)
        nodes.append(
            Node(parent: parent.node, labelStart: UInt32(labels.count), labelLength: UInt8(range.count))
        )
        for index in range { labels.append(text[index]) }
        if nodes.count * 2 > slots.count { grow() } else { place(node, hash: hash) }
        return Cursor(node: node, hash: hash)
    }

    private mutating func place(_ node: UInt32, hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = node
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        var hashes: [UInt64] = [seed]
        hashes.reserveCapacity(nodes.count)
        for node in nodes.indices.dropFirst() {
            let stored = nodes[node]
            let range = Int(stored.labelStart)..<Int(stored.labelStart) + Int(stored.labelLength)
            let mixed = range.reversed().reduce(hashes[Int(stored.parent)]) { Self.mix($0, labels[$1]) }
            hashes.append(Self.finish(mixed, length: range.count))
            place(UInt32(node), hash: hashes[node])
        }
    }

    /// Marks a node as a rule of the public suffix list.
    mutating func mark(_ node: UInt32, _ marks: SuffixMarks) {
        nodes[Int(node)].suffix.formUnion(marks)
    }

    /// The same tree with each node followed by what lies below it.
    /// - Returns: the tree, the new number of each node, and where the nodes below each end, by new numbers.
    func inOrder() -> (index: LabelIndex, numbers: [UInt32], ends: [UInt32]) {
        var firstChild = [UInt32](repeating: 0, count: nodes.count)
        var nextSibling = firstChild
        for node in nodes.indices.dropFirst().reversed() {
            let parent = Int(nodes[node].parent)
            nextSibling[node] = firstChild[parent]
            firstChild[parent] = UInt32(node)
        }
        var numbers = [UInt32](repeating: 0, count: nodes.count)
        var ends = numbers
        var ordered: [Node] = []
        ordered.reserveCapacity(nodes.count)
        var path: [UInt32] = []
        var node = Self.root
        while true {
            numbers[Int(node)] = UInt32(ordered.count)
            var copy = nodes[Int(node)]
            copy.parent = numbers[Int(copy.parent)]
            ordered.append(copy)
            if firstChild[Int(node)] != 0 {
                path.append(node)
                node = firstChild[Int(node)]
                continue
            }
            ends[Int(numbers[Int(node)])] = UInt32(ordered.count)
            while nextSibling[Int(node)] == 0 {
                guard let parent = path.popLast() else { break }
                ends[Int(numbers[Int(parent)])] = UInt32(ordered.count)
                node = parent
            }
            guard nextSibling[Int(node)] != 0 else { break }
            node = nextSibling[Int(node)]
        }
        var index = self
        index.nodes = ordered
        index.slots = slots.map { numbers[Int($0)] }
        return (index, numbers, ends)
    }
}
