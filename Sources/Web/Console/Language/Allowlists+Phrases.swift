import Allowlists

extension Outcome {
    /// The outcome in words.
    var phrase: Phrase {
        switch self {
        case .free: .outcomeFree
        case .informOnly: .outcomeInform
        case .askFirst: .outcomeAsk
        case .neverBlock: .outcomeNever
        }
    }

    /// The outcome as a badge.
    func badge(in reading: Reading) -> Badge {
        Badge(reading(phrase), output: name, self == .free ? .plain : self == .neverBlock ? .good : .caution)
    }
}

extension EntryKind {
    /// The kind in words.
    var phrase: Phrase {
        switch self {
        case .neverBlock: .entryNever
        case .informOnly: .entryInform
        case .askFirst: .entryAsk
        case .label: .entryLabel
        case .released: .entryReleased
        }
    }
}

extension Reach {
    /// The reach in words.
    var phrase: Phrase {
        switch self {
        case .exact: .reachExact
        case .registrable: .reachRegistrable
        case .below: .reachBelow
        case .everything: .reachEverything
        }
    }
}

extension Relation {
    /// The relation in words.
    var phrase: Phrase {
        switch self {
        case .same: .relationSame
        case .inside: .relationInside
        case .matched: .relationMatched
        case .around: .relationAround
        case .served: .relationServed
        }
    }
}

extension EntryLabel {
    /// The label in words.
    var phrase: Phrase {
        switch self {
        case .reserved: .knownReserved
        case .documentation: .knownDocumentation
        case .publicSuffix: .knownPublicSuffix
        case .tooWide: .knownTooWide
        case .wellKnownResolver: .knownResolver
        case .infrastructure: .knownInfrastructure
        case .nationalAsset: .knownNational
        case .constituency: .knownConstituency
        case .popularName: .knownPopular
        case .sharedPlatform: .knownPlatform
        case .researchScanner: .knownScanner
        case .openResolver: .knownOpenResolver
        case .contentDelivery: .knownDelivery
        case .cloud: .knownCloud
        case .sharedEgress: .knownEgress
        case .sinkhole: .knownSinkhole
        case .parking: .knownParking
        case .crawler: .knownCrawler
        case .mailService: .knownMail
        case .revocation: .knownRevocation
        case .vendorService: .knownVendor
        case .organisation: .knownOrganisation
        case .analysisService: .knownAnalysis
        }
    }
}
