/// A queue: first in, first out, both ends at constant cost.
struct Fifo<Element> {
    private var items: [Element?] = []
    private var head = 0

    var isEmpty: Bool { head == items.count }
    var count: Int { items.count - head }
    var first: Element? { head < items.count ? items[head] : nil }

    mutating func append(_ element: Element) {
        items.append(element)
    }

    mutating func popFirst() -> Element? {
        guard head < items.count else { return nil }
        let element = items[head]
        items[head] = nil
        head += 1
        if head == items.count {
            items.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 64, head * 2 > items.count {
            items.removeFirst(head)
            head = 0
        }
        return element
    }

    /// Takes out the first element that fits; at the cost of all that stand before it.
    mutating func remove(where fits: (Element) -> Bool) -> Element? {
        guard let index = items[head...].firstIndex(where: { $0.map(fits) ?? false }) else { return nil }
        return items.remove(at: index)
    }

    /// Changes the first element that fits; at the cost of all that stand before it.
    /// - Returns: whether there was one.
    mutating func updateFirst(where fits: (Element) -> Bool, _ change: (inout Element) -> Void) -> Bool {
        for index in head..<items.count {
            guard var element = items[index], fits(element) else { continue }
            change(&element)
            items[index] = element
            return true
        }
        return false
    }
}
