import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import SystemIO

/// The certificate a server shows, read again when its files change: certificates are renewed while a sensor runs.
final class ServerCertificate: Sendable {
    /// How often the files are looked at.
    static let checkInterval = Duration.seconds(60)

    private struct State {
        var shown: NIOSSLContextConfigurationOverride
        var stamp: [SettledFile?]
    }

    private let files: TLSFiles
    private let state: Mutex<State>
    /// The configuration of the server, which asks for the present certificate at each handshake.
    let configuration: TLSConfiguration

    /// - Throws: ``SystemFailure`` when a file cannot be read or does not fit.
    init(_ files: TLSFiles) throws(SystemFailure) {
        self.files = files
        let stamp = Self.stamp(files)
        var configuration = try Self.load(files)
        state = Mutex(State(shown: Self.shown(by: configuration), stamp: stamp))
        configuration.minimumTLSVersion = .tlsv12
        if let authorities = files.clientAuthorities {
            configuration.trustRoots = .file(authorities)
            configuration.certificateVerification = .noHostnameVerification
        }
        self.configuration = configuration
    }

    /// The certificates that are shown now, the server's own first.
    var shown: [NIOSSLCertificateSource]? { state.withLock { $0.shown.certificateChain } }

    /// The configuration, with the certificate as it is at the time of each handshake.
    var currentConfiguration: TLSConfiguration {
        var configuration = configuration
        configuration.sslContextCallback = { [self] _, promise in
            promise.succeed(state.withLock { $0.shown })
        }
        return configuration
    }

    /// Looks at the files every now and then until the task is cancelled. What cannot be loaded is reported, and the old
    /// certificate stays.
    func watch(_ counters: InputCounters) async {
        while (try? await Task.sleep(for: Self.checkInterval)) != nil {
            _ = try? await NIOThreadPool.singleton.runIfActive { self.reload(counters) }
        }
    }

    /// Loads the files anew when they changed.
    func reload(_ counters: InputCounters) {
        let stamp = Self.stamp(files)
        guard stamp != state.withLock({ $0.stamp }) else { return }
        do throws(SystemFailure) {
            let shown = Self.shown(by: try Self.load(files))
            state.withLock { $0 = State(shown: shown, stamp: stamp) }
            counters.resolve(files.certificate)
        } catch { counters.report(error.detail, about: files.certificate) }
    }

    private static func stamp(_ files: TLSFiles) -> [SettledFile?] {
        [files.certificate, files.key].map { path in
            do throws(SystemFailure) { return SettledFile(try FileStatus(path: path)) } catch { return nil }
        }
    }

    private static func shown(by configuration: TLSConfiguration) -> NIOSSLContextConfigurationOverride {
        var shown = NIOSSLContextConfigurationOverride()
        shown.certificateChain = configuration.certificateChain
        shown.privateKey = configuration.privateKey
        return shown
    }

    private static func load(_ files: TLSFiles) throws(SystemFailure) -> TLSConfiguration {
        do {
            let configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificate).map {
                    .certificate($0)
                },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem))
            )
            // Making a context is what tells whether key and certificate belong together.
            _ = try NIOSSLContext(configuration: configuration)
            return configuration
        } catch {
            throw SystemFailure(
                detail:
                    "the certificate \(files.certificate) or the key \(files.key) cannot be used (\(error)); "
                    + "both must be PEM files that belong together"
            )
        }
    }
}
