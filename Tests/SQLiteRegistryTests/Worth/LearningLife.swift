import Addresses
import Registry
import Reports
import SourceWorth
import SQLiteRegistry
import TestSupport

/// A registry that lives some months: lists that copy, flap, stop and never remove, and a member that reports. What every
/// member may see of it is told to a ``HandHistory``, too.
struct LearningLife {
    /// How a list behaves.
    enum Habit: CaseIterable {
        case sensor, copy, flapping, keeper, stopping, second, third, fourth, fifth

        var name: String { "\(self)" }
    }

    static let habits = Habit.allCases
    static let reporter = Int64(habits.count + 1)
    /// Addresses that there are.
    private static let universe = 3000
    /// Every source has its own part of them, which only RED reports of it are about.
    private static let parts = 20
    private static let stopDay = 45

    let store: SQLiteStore
    let addresses: [Address]
    let actor: Actor
    private(set) var hand = HandHistory(category: .scanning)
    private(set) var day = 0
    private let hasSecrets: Bool
    private var generator: SeededGenerator
    private var secrets: SeededGenerator
    /// What each list shows, with the day on which it drops it.
    private var lists: [[Int: Int]] = Array(repeating: [:], count: habits.count)
    private var hidden: [Set<Int>] = Array(repeating: [], count: habits.count)
    private var additions: [[Int]] = Array(repeating: [], count: habits.count)
    /// What the first list added the day before.
    private var copied: [Int] = []

    /// A life of this seed in an empty store, with RED reports besides or without.
    init(_ temporary: TemporaryStore, seed: UInt64, hasSecrets: Bool = false) throws {
        store = temporary.store
        self.hasSecrets = hasSecrets
        generator = SeededGenerator(seed: seed)
        secrets = SeededGenerator(seed: ~seed)
        addresses = try (0..<Self.universe).map { number in
            try Address(
                number.isMultiple(of: 3)
                    ? "n\(number).example" : "2001:db8::\(String(number + 1, radix: 16))"
            )
        }
        let settings = MemberSettings(code: "sa", name: "sa", arabicName: "sa")
        let member = try store.addMember(settings, by: .system, at: TemporaryStore.now)
        actor = Actor(.system, name: "r", member: member.id)
        for habit in Self.habits {
            let settings = SourceSettings(name: habit.name, category: .scanning, label: .amber)
            try store.configure(settings, at: TemporaryStore.now)
        }
    }

    func moment(_ second: Int = 0) -> Timestamp {
        Timestamp(seconds: TemporaryStore.now.seconds + Int64(day) * Timestamp.secondsPerDay + Int64(second))
    }

    var today: Day { Day(moment()) }

    private var kinds: [AddressKind] { addresses.map(\.kind) }

    /// Lives on for so many days, and learns every day that it is time to.
    mutating func live(days: Int) throws {
        for _ in 0..<days {
            copied = additions[0]
            for (index, habit) in Self.habits.enumerated() { try read(index, habit) }
            try report()
            if hasSecrets { try keepSecret() }
            if day.isMultiple(of: 7) { try hand.learn(on: today) }
            var outcome = try store.learnWorth(at: moment(1000))
            while outcome.isUnfinished { outcome = try store.learnWorth(at: moment(1000)) }
            day += 1
        }
    }

    private mutating func read(_ index: Int, _ habit: Habit) throws {
        let stay = habit == .keeper ? 10_000 : habit == .second ? 30 : 14
        var new: Set<Int> = []
        if habit == .copy {
            new = Set(copied.filter { _ in Int.random(in: 0..<5, using: &generator) > 0 })
        } else if habit != .stopping || day < Self.stopDay {
            for _ in 0..<(day == 0 ? 30 : 8) {
                new.insert(Int.random(in: 0..<400, using: &generator) + day * 10)
            }
        }
        new = new.filter { $0 < Self.universe && $0 % Self.parts != index }
        additions[index] = new.sorted()
        for address in new where lists[index][address] == nil { lists[index][address] = day + stay }
        if habit != .stopping || day < Self.stopDay { lists[index] = lists[index].filter { $0.value > day } }
        // A flap hides much of the list for a day or two.
        var shown = Set(lists[index].keys)
        if habit == .flapping {
            // Sorted, so that one seed always tells one life.
            shown = Set(shown.sorted().filter { _ in Int.random(in: 0..<4, using: &generator) > 0 })
        }
        var claims = shown.sorted().map { (addresses[$0], Claim()) }
        if hasSecrets {
            hidden[index] = Set(hidden[index].sorted().filter { _ in Bool.random(using: &secrets) })
            for _ in 0..<10 {
                let address = Int.random(in: 0..<(Self.universe / Self.parts), using: &secrets)
                hidden[index].insert(address * Self.parts + index)
            }
            claims += hidden[index].sorted().map { (addresses[$0], Claim(label: .red)) }
        }
        _ = try store.apply(
            try TemporaryStore.snapshot(claims),
            to: Source.ID(Int64(index + 1)),
            at: moment(index),
            digest: nil
        )
        hand.read(Int64(index + 1), shown, on: today, kinds: kinds)
    }

    private mutating func report() throws {
        for second in 0..<4 {
            let address = Int.random(in: 0..<200, using: &generator) + day * 10
            guard address < Self.universe, address % Self.parts != Self.parts - 1 else { continue }
            let item = Submission.Item(addresses[address], Claim(category: .scanning))
            _ = try store.submit(Submission([item]), by: actor, at: moment(100 + second))
            hand.report(Self.reporter, address, on: today, kinds: kinds)
        }
    }

    /// A source whose reports are all RED copies a list, and the member reports what only it may see.
    private mutating func keepSecret() throws {
        let settings = SourceSettings(name: "secret", member: actor.member, category: .scanning, label: .red)
        let source = try store.configure(settings, at: moment())
        let claims = (additions[0] + additions[5]).map { (addresses[$0], Claim()) }
        _ = try store.apply(
            try TemporaryStore.snapshot(claims),
            to: source.id,
            at: moment(200),
            digest: nil
        )
        let row = Int.random(in: 0..<(Self.universe / Self.parts), using: &secrets)
        let address = row * Self.parts + Self.parts - 1
        let item = Submission.Item(addresses[address], Claim(category: .scanning, label: .red))
        _ = try store.submit(Submission([item]), by: actor, at: moment(201))
    }
}
