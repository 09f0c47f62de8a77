import LogInputs
import Testing

/// Inputs on ports of this machine that the system picks.
enum Inputs {
    static func udp(
        host: String = "127.0.0.1",
        receiveBuffer: Int = 32 << 20
    ) throws -> LogInputConfiguration {
        try LogInputConfiguration(
            name: "udp",
            kind: .datagrams(
                DatagramInputConfiguration(
                    address: ListenAddress(host: host, port: 0),
                    receiveBuffer: receiveBuffer,
                    gatherTime: .milliseconds(1)
                )
            )
        )
    }

    static func tcp(
        host: String = "127.0.0.1",
        tls: TLSFiles? = nil,
        connections: Int = 100,
        frame: Int = 4096,
        idle: Duration = .seconds(3600),
        frameLimit: Duration = .seconds(3600)
    ) throws -> LogInputConfiguration {
        try LogInputConfiguration(
            name: "tcp",
            kind: .streams(
                StreamInputConfiguration(
                    address: ListenAddress(host: host, port: 0),
                    tls: tls,
                    maximumConnections: connections,
                    maximumFrameLength: frame,
                    idleLimit: idle,
                    frameLimit: frameLimit
                )
            )
        )
    }
}

/// Looks again and again until something is so; the suites' time limits end what never will be.
func until(_ isSo: () throws -> Bool) async throws {
    while try !isSo() {
        try Task.checkCancellation()
        await Task.yield()
    }
}
