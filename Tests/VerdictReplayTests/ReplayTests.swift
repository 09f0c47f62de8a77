import Testing

@testable import VerdictReplay

@Suite struct `A replay` {
    @Test func `x`() {}
}
