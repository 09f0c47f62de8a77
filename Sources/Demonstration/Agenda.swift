import Registry
import Reports

/// What happens in the scenario and when; parts put their acts in in any order.
struct Agenda {
    private struct Act {
        let at: Timestamp
        let number: Int
        let perform: () async throws -> Void
    }

    private var acts: [Act] = []

    /// Something happens at a moment; of two at one moment, the one put in first.
    mutating func add(_ at: Timestamp, _ perform: @escaping () async throws -> Void) {
        acts.append(Act(at: at, number: acts.count, perform: perform))
    }

    /// Lets everything happen, in the order of time.
    func play() async throws {
        for act in acts.sorted(by: { ($0.at, $0.number) < ($1.at, $1.number) }) { try await act.perform() }
    }
}
