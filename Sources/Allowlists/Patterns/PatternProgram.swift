/// A pattern as steps of a machine that follows all ways at once (Thompson 1968): its time is bounded by the length of
/// the text times the number of steps, whatever the pattern and the text.
struct PatternProgram: Hashable, Sendable {
    /// Most steps of a pattern.
    static let maximumLength = 512

    enum Step: Hashable, Sendable {
        /// Takes one byte of the set, and goes on behind.
        case bytes(ByteSet)
        /// Goes on at both places.
        case fork(Int, Int)
        case jump(Int)
        case assertion(PatternNode.Assertion)
        case match
    }

    private(set) var steps: [Step] = []

    init(_ node: PatternNode) throws(PatternError) {
        try append(node)
        try emit(.match)
    }

    private mutating func emit(_ step: Step) throws(PatternError) {
        guard steps.count < Self.maximumLength else { throw PatternError(.tooLarge) }
        steps.append(step)
    }

    private mutating func append(_ node: PatternNode) throws(PatternError) {
        switch node {
        case .bytes(let set): try emit(.bytes(set))
        case .assertion(let assertion): try emit(.assertion(assertion))
        case .sequence(let nodes): for node in nodes { try append(node) }
        case .choice(let branches): try append(choice: branches[...])
        case .repeated(let node, let minimum, let maximum):
            for _ in 0..<minimum {
                let length = steps.count
                try append(node)
                // What takes no step may be counted to any number.
                if steps.count == length { break }
            }
            if let maximum {
                try append(optional: node, times: maximum - minimum)
            } else {
                let fork = steps.count
                try emit(.fork(fork + 1, 0))
                try append(node)
                try emit(.jump(fork))
                steps[fork] = .fork(fork + 1, steps.count)
            }
        }
    }

    private mutating func append(choice branches: ArraySlice<PatternNode>) throws(PatternError) {
        guard let first = branches.first else { return }
        guard branches.count > 1 else { return try append(first) }
        let fork = steps.count
        try emit(.fork(fork + 1, 0))
        try append(first)
        let jump = steps.count
        try emit(.jump(0))
        steps[fork] = .fork(fork + 1, steps.count)
        try append(choice: branches.dropFirst())
        steps[jump] = .jump(steps.count)
    }

    /// `node` up to `times` times: each time may be the last.
    private mutating func append(optional node: PatternNode, times: Int) throws(PatternError) {
        var forks: [Int] = []
        for _ in 0..<times {
            forks.append(steps.count)
            try emit(.fork(steps.count + 1, 0))
            try append(node)
        }
        for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
    }
}

extension PatternProgram {
    /// Whether the pattern matches somewhere in the text.
    func matches(_ text: Span<UInt8>) -> Bool {
        var current = StepSet(capacity: steps.count)
        var next = StepSet(capacity: steps.count)
        for position in 0...text.count {
            // A match may begin anywhere.
            if add(0, to: &current, at: position, of: text) { return true }
            guard position < text.count else { return false }
            let byte = text[position]
            next.removeAll()
            for step in current.members {
                if case .bytes(let set) = steps[step], set.contains(byte),
                    add(step + 1, to: &next, at: position + 1, of: text)
                {
                    return true
                }
            }
            swap(&current, &next)
        }
        return false
    }

    /// Adds a step and all that it leads to without taking a byte.
    /// - Returns: whether that is a match.
    private func add(_ first: Int, to set: inout StepSet, at position: Int, of text: Span<UInt8>) -> Bool {
        var waiting = [first]
        while let step = waiting.popLast() {
            guard set.insert(step) else { continue }
            switch steps[step] {
            case .match: return true
            case .bytes: break
            case .jump(let target): waiting.append(target)
            case .fork(let left, let right):
                waiting.append(right)
                waiting.append(left)
            case .assertion(let assertion):
                if assertion.holds(at: position, of: text) { waiting.append(step + 1) }
            }
        }
        return false
    }
}

extension PatternNode.Assertion {
    fileprivate func holds(at position: Int, of text: Span<UInt8>) -> Bool {
        switch self {
        case .start: return position == 0
        case .end: return position == text.count
        case .wordBoundary, .noWordBoundary:
            let before = position > 0 && ByteSet.word.contains(text[position - 1])
            let behind = position < text.count && ByteSet.word.contains(text[position])
            return (before != behind) == (self == .wordBoundary)
        }
    }
}

/// Steps of a program, each once, in the order in which they came.
private struct StepSet {
    private(set) var members: [Int] = []
    private var isMember: [Bool]

    init(capacity: Int) {
        members.reserveCapacity(capacity)
        isMember = Array(repeating: false, count: capacity)
    }

    mutating func insert(_ step: Int) -> Bool {
        guard !isMember[step] else { return false }
        isMember[step] = true
        members.append(step)
        return true
    }

    mutating func removeAll() {
        for step in members { isMember[step] = false }
        members.removeAll(keepingCapacity: true)
    }
}
