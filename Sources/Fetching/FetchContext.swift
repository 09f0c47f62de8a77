import Reports

/// What all fetches of a service share.
struct FetchContext: Sendable {
    let spool: SpoolFolder
    let guardian: OutboundGuard
    let gate: HostGate
    let fileRoots: [String]
    let now: @Sendable () -> Timestamp
    let sleep: @Sendable (Duration) async throws -> Void
}
