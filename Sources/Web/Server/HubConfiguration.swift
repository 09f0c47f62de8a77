public import OpenIDConnect

/// How a hub is reached.
public struct HubConfiguration: Sendable {
    /// A certificate and its key, in PEM files.
    public struct Encryption: Sendable {
        /// The file of the certificate and those that vouch for it, the server's own first.
        public var certificateFile: String
        /// The file of its private key.
        public var keyFile: String

        /// The files given.
        public init(certificateFile: String, keyFile: String) {
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }
    }

    /// The address to listen at.
    public var host: String
    /// The port to listen at; 0 takes a free one.
    public var port: Int
    /// What encrypts connections; nil for a proxy in front that does, or for the same machine.
    public var encryption: Encryption?
    /// The folder for files that can be made again: watchlists.
    public var cacheFolder: String
    /// The folder of geography databases, MaxMind DB files that may be replaced while the hub runs.
    public var geographyFolder: String
    /// How people outside reach the hub, for links; nil takes host and port.
    public var externalURL: String?

    /// Whether the registry holds a demonstration, which every page says.
    public var isDemonstration = false

    /// The OpenID Connect provider that people may sign in with; nil for passwords alone.
    public var signOn: OIDCSettings?

    /// How long a request may take to come, its body included, before its connection is closed.
    public var requestPatience = Duration.seconds(120)

    /// A configuration of these parts.
    public init(
        host: String,
        port: Int,
        cacheFolder: String,
        geographyFolder: String,
        encryption: Encryption? = nil,
        externalURL: String? = nil
    ) {
        self.host = host
        self.port = port
        self.cacheFolder = cacheFolder
        self.geographyFolder = geographyFolder
        self.encryption = encryption
        self.externalURL = externalURL
    }
}
