/// What a field holds.
enum FieldRole: UInt8 {
    /// Only the format that the name gives away is of interest.
    case marker
    /// Nothing of interest; also used to shadow a name that means something elsewhere.
    case none
    /// A moment, a date alone or a time of day alone.
    case time
    case zone
    case source
    case sourcePort
    case destination
    case destinationPort
    /// The address of the host that the log speaks of, and the one it spoke with; who began is not said.
    case local
    case localPort
    case remote
    case remotePort
    case translatedSource
    case translatedDestination
    case client
    case forwardedFor
    /// Addresses or names in the answer to a question.
    case answer
    case otherAddress
    case query
    case serverName
    case httpHost
    case destinationName
    case sourceName
    case name
    case mail
    case url
    /// A path, or a whole URL.
    case target
    case targetQuery
    case scheme
    /// A request line, or a URL.
    case request
    case referrer
    case action
    case direction
    case sensor
    case sensorAddress
    /// The name of the host that the log speaks of.
    case host
    /// A sentence that is read as prose.
    case prose
    /// A log line of its own inside the record.
    case inner
    /// The name of a pair whose value follows in a sibling field.
    case pairName
    case pairValue
    /// Tuples of a flow log, each an event.
    case flowTuple
    /// A word with an address in brackets: `GUI(192.0.2.1)`.
    case embedded
}

/// What a field's name means: the role, how good it is beside others of the same role (less is better), and the format
/// that it gives away.
struct FieldMeaning {
    var role: FieldRole
    var rank: UInt8
    var format: LogFormat?

    /// The same meaning with the format of `marker`, where there is one.
    func marked(_ marker: FieldMeaning?) -> FieldMeaning {
        FieldMeaning(role: role, rank: rank, format: marker?.format ?? format)
    }

    static let none = FieldMeaning(role: .none, rank: .max, format: nil)
}
