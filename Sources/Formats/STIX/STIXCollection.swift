import Addresses
import Reports

/// What a text of STIX objects says of addresses, kept until all of it has been read: what an indicator indicates, how far
/// it may be shared and whether it was revoked may stand anywhere.
struct STIXCollection {
    /// Most addresses of one text: 8 Mi.
    static let maximumReports = 8 << 20

    /// An address as an object claims it.
    struct PendingReport {
        let address: Address
        let claim: Claim
        let id: STIXID
        /// The version of the object; only the last one of a text counts.
        let version: Int64
        let markings: Int
        let place: JSONPlace
        /// Whether the object only says that the address was seen.
        let isObservable: Bool
    }

    /// Two objects and how they are related.
    struct Relation {
        let source: STIXID
        let target: STIXID
        let markings: Int
    }

    /// When an object was seen.
    struct Sighting {
        let id: STIXID
        let first: Timestamp?
        let last: Timestamp?
        let times: Int
    }

    /// A report or grouping that says something of all it refers to.
    struct Container {
        let members: [STIXID]
        let markings: Int
        let reference: String?
    }

    private(set) var reports: [PendingReport] = []
    private(set) var relations: [Relation] = []
    private(set) var sightings: [Sighting] = []
    private(set) var containers: [Container] = []
    private(set) var named: [STIXID: STIXNamedObject] = [:]
    private(set) var markings = STIXMarkings()
    /// Whether there was more than fits.
    private(set) var isFull = false
    private var versions: [STIXID: Int64] = [:]
    private var markingSets: [[STIXID]] = [[]]
    private var markingNumbers: [[STIXID]: Int] = [[]: 0]

    /// Registers a version of an object.
    /// - Returns: false when the same or a later one is known.
    mutating func isNews(_ id: STIXID, version: Int64) -> Bool {
        if let known = versions[id], known >= version { return false }
        versions[id] = version
        return true
    }

    func isCurrent(_ report: PendingReport) -> Bool {
        versions[report.id] == report.version
    }

    /// The number of a set of references to markings.
    mutating func number(of references: [STIXID]) -> Int {
        if let number = markingNumbers[references] { return number }
        markingSets.append(references)
        markingNumbers[references] = markingSets.count - 1
        return markingSets.count - 1
    }

    func label(ofMarkings number: Int) -> SharingLabel? {
        markings.label(of: markingSets[number])
    }

    mutating func add(_ report: PendingReport) {
        guard reports.count < Self.maximumReports else {
            isFull = true
            return
        }
        reports.append(report)
    }

    mutating func add(_ relation: Relation) {
        guard relations.count < Self.maximumReports else {
            isFull = true
            return
        }
        relations.append(relation)
    }

    mutating func add(_ sighting: Sighting) {
        guard sightings.count < Self.maximumReports else {
            isFull = true
            return
        }
        sightings.append(sighting)
    }

    mutating func add(_ container: Container) { containers.append(container) }

    mutating func name(_ id: STIXID, _ object: STIXNamedObject) { named[id] = object }

    mutating func learn(marking object: JSONNode) { markings.learn(object) }
}
