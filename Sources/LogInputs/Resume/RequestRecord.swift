/// What is remembered of an HTTP request that its sender may send again.
struct RequestRecord: Sendable, Hashable {
    let source: SourceID
    /// Up to where its body is stored, in bytes of what it unpacks to.
    var position: Int64 = 0
    /// The whole body, once all of it is stored.
    var body: ContentMark?
    var lastSeen: WallTime

    mutating func store(_ position: Int64) {
        self.position = max(self.position, position)
    }
}
