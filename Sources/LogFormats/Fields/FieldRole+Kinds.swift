extension FieldRole {
    /// Whether a field of this role holds an address or a port.
    var isEnd: Bool {
        switch self {
        case .source, .destination, .local, .remote, .translatedSource, .translatedDestination, .client,
            .forwardedFor,
            .otherAddress, .sensorAddress:
            true
        default: isPort
        }
    }

    var isPort: Bool {
        switch self {
        case .sourcePort, .destinationPort, .localPort, .remotePort: true
        default: false
        }
    }

    var isURL: Bool {
        switch self {
        case .url, .target, .targetQuery, .request, .referrer: true
        default: false
        }
    }
}
