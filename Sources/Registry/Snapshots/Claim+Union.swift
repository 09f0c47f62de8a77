public import Reports

extension Claim {
    /// The one claim that stands for two of the same source about the same address.
    ///
    /// The stronger claim gives category, confidence, reference and comment: the one of higher confidence, then of
    /// higher category number, then of later text; one that leaves a field out is weaker there. The rest is united:
    /// the earliest first and the latest last seen, the strictest label, the most careful permitted use, the latest
    /// expiry (none is later than any), the widest scope. The result does not depend on order or repetition.
    public func union(_ other: Claim) -> Claim {
        if self == other { return self }
        var result = strength < other.strength ? other : self
        result.firstSeen = Self.pick(firstSeen, other.firstSeen, by: min)
        result.lastSeen = Self.pick(lastSeen, other.lastSeen, by: max)
        result.label = Self.pick(label, other.label, by: max)
        if permittedUse == .inform || other.permittedUse == .inform {
            result.permittedUse = .inform
        } else {
            result.permittedUse = permittedUse ?? other.permittedUse
        }
        if let expiry, let otherExpiry = other.expiry {
            result.expiry = max(expiry, otherExpiry)
        } else {
            result.expiry = nil
        }
        result.scope = scope.rawValue < other.scope.rawValue ? other.scope : scope
        return result
    }

    private static func pick<Value>(
        _ left: Value?,
        _ right: Value?,
        by choice: (Value, Value) -> Value
    ) -> Value? {
        guard let left, let right else { return left ?? right }
        return choice(left, right)
    }

    private var strength: Strength {
        Strength(
            confidence: confidence.map(Int.init) ?? -1,
            category: category.map { Int($0.rawValue) } ?? -1,
            texts: [reference, comment]
        )
    }

    private struct Strength: Comparable {
        let confidence: Int
        let category: Int
        let texts: [String?]

        static func < (left: Strength, right: Strength) -> Bool {
            if left.confidence != right.confidence { return left.confidence < right.confidence }
            if left.category != right.category { return left.category < right.category }
            for (leftText, rightText) in zip(left.texts, right.texts) where leftText != rightText {
                guard let leftText else { return true }
                guard let rightText else { return false }
                return leftText < rightText
            }
            return false
        }
    }
}
