/// Why a value cannot take part in scoring.
public struct ReputationError: Error, Hashable, Sendable {
    /// What is wrong. The raw value is a stable label for counters and scripts.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case halfLife = "half-life"
        case levelThresholds = "level-thresholds"
        case share = "share"
        case confidence = "confidence"
        case usualStay = "usual-stay"
        case overrideScore = "override-score"
        case overrideText = "override-text"
        case storedTerms = "stored-terms"
    }

    /// What is wrong.
    public let reason: Reason
    /// Byte offset in the text that was read, 0-based; 0 for values that were not read from text.
    public let offset: Int

    /// An error at byte `offset` of the text given.
    public init(_ reason: Reason, at offset: Int = 0) {
        self.reason = reason
        self.offset = offset
    }
}

extension ReputationError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch reason {
        case .halfLife:
            "a half-life lies between \(HalfLives.minimumDays) and \(HalfLives.maximumDays) days"
        case .levelThresholds: "level thresholds rise strictly between 0 and 100"
        case .share: "a share, weight or reliability lies between 0 and 1"
        case .confidence: "a confidence lies between 0 and 100"
        case .usualStay: "a usual stay is zero days or more"
        case .overrideScore: "a score lies between 0 and 100"
        case .overrideText:
            "an override names who and why, each in at most \(Override.maximumTextLength) bytes"
        case .storedTerms: "not the stored terms of a score (byte \(offset))"
        }
    }
}
