extension ScoreTerms {
    /// The terms as one line of ASCII for storage, parted by single spaces; ``init(stored:)`` reads it back.
    ///
    /// | term | text |
    /// |---|---|
    /// | report | `r`source`:`reliability`*`confidence`*2^-(`days`/`half-life`)=`p |
    /// | report lent by a network | `n`network`r`source`:`share`*`reliability`*`confidence`*2^-(`days`/`half-life`)=`p |
    /// | sightings | `s`member`:`weight`*(1-2^-`count`)*2^-(`days`/`half-life`)=`p |
    /// | override lent by a network | `n`network`o:`share`*`score/100`=`p |
    /// | override | `o`number`:`score`@`seconds since the epoch at which it ends |
    /// | votes | `v`count`:(1-`weight`)^`count`=`what is left |
    /// | weaker lineages | `+`count`:`p |
    /// | left out | `~`count |
    ///
    /// A `~` at the end marks a term that does not count; `?` in place of days one never known to be active.
    public var stored: String {
        TermWriter.text(of: self)
    }

    /// Longest stored text, in bytes.
    public static let maximumStoredBytes = maximumCount * TermWriter.maximumBytes

    /// Reads terms back from the text that ``stored`` wrote; `ScoreTerms(stored: terms.stored) == terms`.
    /// - Parameter text: the stored text; empty for no terms.
    /// - Throws: `storedTerms` with the byte offset where the text differs from what could have been written, be it only
    ///   in a result that does not follow from its factors.
    public init(stored text: String) throws(ReputationError) {
        let bytes = Array(text.utf8.prefix(Self.maximumStoredBytes + 1))
        guard bytes.count <= Self.maximumStoredBytes else {
            throw ReputationError(.storedTerms, at: Self.maximumStoredBytes)
        }
        var reader = TermReader(bytes)
        var terms: [ScoreTerm] = []
        while !reader.isAtEnd {
            if !terms.isEmpty { try reader.expect(" ") }
            guard terms.count < Self.maximumCount else { throw reader.error }
            terms.append(try reader.term())
        }
        self.init(terms)
        let written = Array(stored.utf8)
        guard written == bytes else {
            let same = zip(written, bytes).prefix { $0 == $1 }.count
            throw ReputationError(.storedTerms, at: same)
        }
    }
}
