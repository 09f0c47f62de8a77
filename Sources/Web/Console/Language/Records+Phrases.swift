import Addresses
import Registry
import Reports
import Reputation

extension Level {
    /// The level in words.
    var phrase: Phrase {
        switch self {
        case .none: .levelNone
        case .low: .levelLow
        case .medium: .levelMedium
        case .high: .levelHigh
        case .critical: .levelCritical
        }
    }
}

extension AddressKind {
    /// The kind in words.
    var phrase: Phrase {
        switch self {
        case .ip: .kindIP
        case .network: .kindNetwork
        case .asn: .kindASN
        case .domain: .kindDomain
        case .url: .kindURL
        }
    }
}

extension SharingLabel {
    /// What the label means.
    var meaning: Phrase {
        switch self {
        case .clear: .labelClear
        case .green: .labelGreen
        case .amber: .labelAmber
        case .amberStrict: .labelAmberStrict
        case .red: .labelRed
        }
    }
}

extension PermittedUse {
    /// The use in words.
    var phrase: Phrase {
        switch self {
        case .inform: .useInform
        case .block: .useBlock
        }
    }
}

extension ReportRecord.State {
    /// The state as a badge.
    func badge(in reading: Reading) -> Badge {
        switch self {
        case .active: Badge(reading(.stateActive), output: name, .good)
        case .expired: Badge(reading(.stateExpired), output: name)
        case .delisted: Badge(reading(.stateDelisted), output: name)
        case .pending: Badge(reading(.statePending), output: name, .caution)
        case .retracted: Badge(reading(.stateRetracted), output: name)
        case .rejected: Badge(reading(.stateRejected), output: name, .bad)
        }
    }
}

extension Role {
    /// The role in words.
    var phrase: Phrase {
        switch self {
        case .reader: .roleReader
        case .analyst: .roleAnalyst
        case .approver: .roleApprover
        case .administrator: .roleAdministrator
        case .auditor: .roleAuditor
        case .consumer: .roleConsumer
        case .sensor: .roleSensor
        }
    }
}
