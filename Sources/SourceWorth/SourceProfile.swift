/// What must be known of a source to learn about it.
public struct SourceProfile: Hashable, Sendable {
    /// Its number in the registry.
    public var source: Int64
    /// When it was first read, or reported first.
    public var firstRead: Day
    /// Whether it keeps a list. If not, it sends single dated reports: its age is that of the report, and the rules for
    /// reporters hold for its lineage and reliability.
    public var keepsList: Bool
    /// The name of the lineage it is declared to be of, by its owner or an operator.
    public var declaredLineage: String?

    /// A profile of these facts.
    public init(source: Int64, firstRead: Day, keepsList: Bool = true, declaredLineage: String? = nil) {
        self.source = source
        self.firstRead = firstRead
        self.keepsList = keepsList
        self.declaredLineage = declaredLineage
    }
}
