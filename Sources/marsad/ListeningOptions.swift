import ArgumentParser
import Demonstration
import Web

/// Where a server listens, common to the commands that have one.
struct ListeningOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "Address and port to listen at: HOST:PORT, [IPV6]:PORT; port 0 takes a free one."
    )
    var listen = "127.0.0.1:8080"

    @Option(name: .long, help: "PEM file of the certificate chain, to encrypt connections.")
    var certificate: String?

    @Option(name: .long, help: "PEM file of the certificate's private key.")
    var key: String?

    @Option(
        name: .long,
        help: "How people reach this server from outside, for links: https://marsad.example."
    )
    var url: String?

    func validate() throws {
        guard Self.split(listen) != nil else {
            throw ValidationError("--listen takes HOST:PORT, for example 127.0.0.1:8080.")
        }
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key go together.")
        }
    }

    /// How a hub is reached that keeps what it can make again in the data folder, and finds geography there.
    func configuration(for data: DataOptions) throws -> HubConfiguration {
        guard let (host, port) = Self.split(listen) else {
            throw CommandFailure.badInput("--listen \(listen): write HOST:PORT")
        }
        var encryption: HubConfiguration.Encryption?
        if let certificate, let key {
            encryption = HubConfiguration.Encryption(certificateFile: certificate, keyFile: key)
        }
        var configuration = HubConfiguration(
            host: host,
            port: port,
            cacheFolder: data.cacheFolder,
            geographyFolder: data.geographyFolder,
            encryption: encryption,
            externalURL: url
        )
        configuration.isDemonstration = DemonstrationMark.isIn(data.folder)
        return configuration
    }

    /// The server's address once it listens at `port`.
    func address(port: Int) -> String {
        if let url { return url }
        let host = Self.split(listen)?.host ?? listen
        return "\(certificate == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    private static func split(_ text: String) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : (String(host), Int(port))
    }
}
