/// How long to wait before the hub is asked again: longer after each failure, never the same for two sensors.
struct Pause {
    private static let first = Duration.milliseconds(500)
    private static let longest = Duration.seconds(60)

    private var next = first

    /// Waits; ends early when the task is cancelled.
    mutating func wait() async throws {
        let pause = next * Double.random(in: 0.5...1)
        next = min(next * 2, Self.longest)
        // Not a wait for something: a hub that fails is left alone for a while.
        try await Task.sleep(for: pause)
    }

    /// Begins with short pauses again.
    mutating func reset() {
        next = Self.first
    }
}
