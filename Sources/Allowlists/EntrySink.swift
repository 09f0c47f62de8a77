/// Takes what a reader of lists finds: a builder that freezes it, or one who keeps it.
public protocol EntrySink {
    /// Takes rules with the same terms.
    mutating func add(_ rules: some Sequence<AllowlistRule>, terms: EntryTerms)

    /// Takes rules of the public suffix list.
    mutating func add(_ rules: some Sequence<SuffixRule>)
}

extension AllowlistBuilder: EntrySink {}
