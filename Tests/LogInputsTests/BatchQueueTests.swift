import TestSupport
import Testing

@testable import LogInputs

@Suite(.timeLimit(.minutes(15))) struct `Batch queue` {
    static func batch(_ number: Int, length: Int = 10, input: Int = 0) -> LineBatch {
        let id = BatchID(
            source: SourceID(high: 1, low: UInt64(input)),
            start: Int64(number),
            end: Int64(number) + 1
        )
        return LineBatch(
            position: nil,
            token: ResumeToken(id: id, input: input, place: nil),
            origin: LineOrigin(input: "test", place: .standardInput, receivedAt: .now),
            lines: [UInt8](repeating: 0x0A, count: length),
            lineCount: length
        )
    }

    @Test func `hands batches out in their order and then its end`() async {
        let queue = BatchQueue(capacity: 1000)
        for number in 0..<5 { #expect(queue.offer(Self.batch(number))) }
        queue.finish()
        for number in 0..<5 {
            #expect(await queue.next()?.id.start == Int64(number))
            queue.settle(1)
        }
        #expect(await queue.next() == nil)
        #expect(queue.bytes == 0)
    }

    @Test func `keeps a quarter for those who cannot wait`() async {
        let queue = BatchQueue(capacity: 100)
        #expect(await queue.put(Self.batch(0, length: 70)))
        #expect(await !queue.put(Self.batch(1, length: 10), within: .milliseconds(1)))
        #expect(queue.offer(Self.batch(2, length: 30)))
        #expect(!queue.offer(Self.batch(3, length: 1)))
        #expect(queue.bytes == 100)
    }

    @Test func `lets a batch through that is larger than itself when it is empty`() async {
        let queue = BatchQueue(capacity: 100)
        #expect(await queue.put(Self.batch(0, length: 1000)))
        #expect(!queue.offer(Self.batch(1)))
        #expect(await queue.next()?.lines.count == 1000)
        #expect(queue.offer(Self.batch(1)))
    }

    @Test func `lets those who wait in as there is room, in the order they came`() async {
        let queue = BatchQueue(capacity: 100)
        #expect(await queue.put(Self.batch(0, length: 75)))
        await withTaskGroup(of: Bool.self) { group in
            for number in 1...20 {
                let waiting = queue.waitingCount
                group.addTask { await queue.put(Self.batch(number, length: 30)) }
                while queue.waitingCount == waiting { await Task.yield() }
            }
            for number in 0...20 {
                #expect(await queue.next()?.id.start == Int64(number))
                #expect(queue.bytes <= 75)
                queue.settle(1)
            }
            for await isIn in group { #expect(isIn) }
        }
    }

    @Test func `turns everybody away when it is aborted`() async {
        let queue = BatchQueue(capacity: 100)
        #expect(await queue.put(Self.batch(0, length: 75)))
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { await queue.put(Self.batch(1)) }
            group.addTask { await queue.put(Self.batch(2), within: .seconds(3600)) }
            while queue.waitingCount < 2 { await Task.yield() }
            queue.abort()
            for await isIn in group { #expect(!isIn) }
        }
        #expect(await queue.next() == nil)
        #expect(!queue.offer(Self.batch(3)))
        #expect(await !queue.put(Self.batch(4)))
    }

    @Test func `lets a consumer go that is cancelled, and loses nothing`() async {
        let queue = BatchQueue(capacity: 100)
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { await queue.next() == nil }
            group.cancelAll()
            #expect(await group.next() == true)
        }
        #expect(queue.offer(Self.batch(7)))
        #expect(await queue.next()?.id.start == 7)
    }

    @Test func `hands out only so many batches that nobody acknowledges`() async {
        let queue = BatchQueue(capacity: 1 << 30)
        for number in 0...BatchQueue.maximumOutstanding {
            #expect(queue.offer(Self.batch(number, length: 1)))
        }
        for _ in 0..<BatchQueue.maximumOutstanding { #expect(await queue.next() != nil) }
        await withTaskGroup(of: Int64?.self) { group in
            group.addTask { await queue.next()?.id.start }
            while !queue.isConsumerWaiting { await Task.yield() }
            queue.settle(1)
            #expect(await group.next() == Int64(BatchQueue.maximumOutstanding))
        }
    }
}

@Suite(.timeLimit(.minutes(15))) struct `Outstanding batches` {
    private func token(_ start: Int64, source: UInt64 = 0, input: Int = 0) -> ResumeToken {
        let id = BatchID(source: SourceID(high: 2, low: source), start: start, end: start + 10)
        return ResumeToken(
            id: id,
            input: input,
            place: FileRecord.Place(position: start + 10, tail: ContentMark(of: Array("\(start)".utf8)))
        )
    }

    @Test func `move a source over what is acknowledged from its front, in any order`() {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<100 {
            let outstanding = OutstandingBatches(inputCount: 1)
            let tokens = (0..<12).map { token(Int64($0) * 10) }
            for token in tokens { outstanding.add(token) }
            var acknowledged: Set<Int64> = []
            for token in tokens.shuffled(using: &generator) {
                let before = (0..<12).first { !acknowledged.contains(Int64($0) * 10) } ?? 12
                acknowledged.insert(token.id.start)
                let front = (0..<12).first { !acknowledged.contains(Int64($0) * 10) } ?? 12
                var advance: OutstandingBatches.Advance?
                #expect(outstanding.acknowledge(token) { advance = $0 })
                #expect(advance?.place.position == (front > before ? Int64(front) * 10 : nil))
                #expect(advance.map { $0.place == tokens[front - 1].place } ?? true)
            }
            #expect(outstanding.count(ofInput: 0) == 0)
        }
    }

    /// Who waits for the last one may close the journal.
    @Test func `note what is stored before anybody who waits goes on`() async {
        for number in 0..<200 {
            let outstanding = OutstandingBatches(inputCount: 1)
            let noted = Box<Int64>()
            outstanding.add(token(0))
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    #expect(await outstanding.settle(.input(0), within: .seconds(3600)))
                    #expect(noted.value == 10, "round \(number)")
                }
                await Task.yield()
                _ = outstanding.acknowledge(token(0)) { noted.value = $0.place.position }
            }
        }
    }

    @Test func `count an acknowledgement once`() {
        let outstanding = OutstandingBatches(inputCount: 1)
        outstanding.add(token(0))
        outstanding.add(token(10))
        #expect(outstanding.acknowledge(token(10)) { _ in })
        #expect(!outstanding.acknowledge(token(10)) { _ in })
        #expect(!outstanding.acknowledge(token(20)) { _ in })
        #expect(outstanding.count(ofInput: 0) == 1)
    }

    @Test func `tell who waits for a source or an input when nothing of it is out`() async {
        let outstanding = OutstandingBatches(inputCount: 2)
        outstanding.add(token(0, source: 1))
        outstanding.add(token(0, source: 2))
        outstanding.add(token(0, source: 3, input: 1))
        #expect(await !outstanding.settle(.source(SourceID(high: 2, low: 1)), within: .milliseconds(1)))
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await outstanding.settle(.source(SourceID(high: 2, low: 1)), within: .seconds(3600))
            }
            _ = outstanding.acknowledge(token(0, source: 1)) { _ in }
            #expect(await group.next() == true)
            group.addTask { await outstanding.settle(.input(0), within: .seconds(3600)) }
            outstanding.withdraw(token(0, source: 2))
            #expect(await group.next() == true)
            group.addTask { await outstanding.settle(.input(1), within: .seconds(3600)) }
            group.addTask { await outstanding.settle(.input(1), within: .milliseconds(1)) }
            #expect(await group.next() == false)
            outstanding.abort()
            #expect(await group.next() == false)
        }
    }
}
