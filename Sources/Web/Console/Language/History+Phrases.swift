import Registry
import Reports

extension Category {
    /// The category in words.
    var phrase: Phrase {
        switch self {
        case .undetermined: .categoryUndetermined
        case .spam: .categorySpam
        case .harmfulSpeech: .categoryHarmfulSpeech
        case .violence: .categoryViolence
        case .infectedSystem: .categoryInfectedSystem
        case .commandAndControl: .categoryCommandAndControl
        case .malwareDistribution: .categoryMalwareDistribution
        case .malwareConfiguration: .categoryMalwareConfiguration
        case .scanning: .categoryScanning
        case .sniffing: .categorySniffing
        case .socialEngineering: .categorySocialEngineering
        case .exploitation: .categoryExploitation
        case .loginAttempt: .categoryLoginAttempt
        case .newAttack: .categoryNewAttack
        case .systemCompromise: .categorySystemCompromise
        case .accountCompromise: .categoryAccountCompromise
        case .denialOfService: .categoryDenialOfService
        case .dataLeak: .categoryDataLeak
        case .phishing: .categoryPhishing
        case .fraud: .categoryFraud
        case .copyright: .categoryCopyright
        case .vulnerable: .categoryVulnerable
        case .anonymizer: .categoryAnonymizer
        case .other: .categoryOther
        }
    }
}

extension TimelineEntry.Event {
    /// The event in words.
    var phrase: Phrase {
        switch self {
        case .reported: .eventReported
        case .confirmed: .eventConfirmed
        case .reappeared: .eventReappeared
        case .updated: .eventUpdated
        case .delisted: .eventDelisted
        case .expired: .eventExpired
        case .sighted: .eventSighted
        case .submitted: .eventSubmitted
        case .approved: .eventApproved
        case .rejected: .eventRejected
        case .retracted: .eventRetracted
        case .disputed: .eventDisputed
        case .undisputed: .eventUndisputed
        case .overridden: .eventOverridden
        case .overrideEnded: .eventOverrideEnded
        case .levelChanged: .eventLevelChanged
        }
    }
}

extension AuditAction {
    /// The act in words.
    var phrase: Phrase {
        switch self {
        case .setUp: .actSetUp
        case .memberAdded: .actMemberAdded
        case .memberUpdated: .actMemberUpdated
        case .userAdded: .actUserAdded
        case .userUpdated: .actUserUpdated
        case .passwordSet: .actPasswordSet
        case .oneTimeCodeSet: .actCodeSet
        case .userLinked: .actUserLinked
        case .signedIn: .actSignedIn
        case .signInFailed: .actSignInFailed
        case .signedOut: .actSignedOut
        case .tokenAdded: .actTokenAdded
        case .tokenRevoked: .actTokenRevoked
        case .reportsSubmitted: .actReportsSubmitted
        case .reportApproved: .actReportApproved
        case .reportRejected: .actReportRejected
        case .reportRetracted: .actReportRetracted
        case .addressDisputed: .actDisputed
        case .disputeWithdrawn: .actDisputeWithdrawn
        case .scoreOverridden: .actOverridden
        case .overrideEnded: .actOverrideEnded
        case .allowEntryAdded: .actAllowEntryAdded
        case .allowEntryRemoved: .actAllowEntryRemoved
        case .allowEntryProposed: .actAllowEntryProposed
        case .allowRemovalProposed: .actAllowRemovalProposed
        case .allowProposalRejected: .actAllowProposalRejected
        case .allowlistImported: .actAllowlistImported
        case .allowlistRemoved: .actAllowlistRemoved
        case .listAdded: .actListAdded
        case .listUpdated: .actListUpdated
        case .listRemoved: .actListRemoved
        case .listHeld: .actListHeld
        case .listReleased: .actListReleased
        case .listRolledBack: .actListRolledBack
        case .zoneFeedAdded: .actZoneFeedAdded
        case .zoneFeedRemoved: .actZoneFeedRemoved
        case .zoneResolverSet: .actZoneResolverSet
        case .zoneResolverRemoved: .actZoneResolverRemoved
        case .sourceOverruled: .actSourceOverruled
        case .lineageRuled: .actLineageRuled
        case .lineageRulingWithdrawn: .actLineageRulingWithdrawn
        case .appealTaken: .actAppealTaken
        case .appealAnswered: .actAppealAnswered
        case .watchRuleAdded: .actWatchRuleAdded
        case .watchRuleRemoved: .actWatchRuleRemoved
        }
    }
}
