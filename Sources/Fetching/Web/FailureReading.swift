import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// What the errors of the client mean.
enum FailureReading {
    /// The failure that an error means before or after the head of an answer had come.
    static func failure(_ error: any Error, place: WebPlace, hasAnswered: Bool) -> FetchFailure {
        let broken: FetchFailure.Kind = hasAnswered ? .cutShort : .unreachable
        switch error {
        case let failure as FetchFailure: return failure
        case is CancellationError: return FetchFailure(.cancelled, "\(place): stopped")
        case let error as HTTPClientError: return failure(error, place, broken)
        case NIOHTTPDecompression.DecompressionError.limit:
            return FetchFailure(
                .expansion,
                "\(place): the answer unfolds to more than the bounds allow; raise them if that is right"
            )
        case is NIOHTTPDecompression.DecompressionError:
            return FetchFailure(.malformed, "\(place): the answer is not compressed as it says")
        case is NIOHTTPDecompression.ExtraDecompressionError:
            return FetchFailure(.cutShort, "\(place): the compressed answer is damaged or ends too early")
        case let error as HTTPParserError where error == .invalidEOFState:
            return FetchFailure(broken, "\(place): the connection ended within the answer")
        case is HTTPParserError:
            return FetchFailure(.malformed, "\(place): the answer is not HTTP (\(error))")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            return FetchFailure(
                .encryption,
                "\(place): the server does not prove who it is, or encryption failed (\(error))"
            )
        default:
            return FetchFailure(
                broken,
                "\(place): \(hasAnswered ? "the answer broke off" : "no connection") (\(error))"
            )
        }
    }

    private static func failure(
        _ error: HTTPClientError,
        _ place: WebPlace,
        _ broken: FetchFailure.Kind
    ) -> FetchFailure {
        let name = error.shortDescription
        switch error {
        case .readTimeout, .writeTimeout, .deadlineExceeded:
            return FetchFailure(.tooSlow, "\(place): no answer in time (\(name))")
        case .cancelled: return FetchFailure(.cancelled, "\(place): stopped")
        case .tlsHandshakeTimeout:
            return FetchFailure(
                .encryption,
                "\(place): the server does not finish the encryption's handshake"
            )
        case .invalidProxyResponse, .proxyAuthenticationRequired, .socksHandshakeTimeout,
            .httpProxyHandshakeTimeout:
            return FetchFailure(.proxy, "\(place): the proxy does not let through (\(name))")
        case .remoteConnectionClosed, .connectTimeout, .getConnectionFromPoolTimeout, .uncleanShutdown:
            return FetchFailure(broken, "\(place): the connection is gone (\(name))")
        default: return FetchFailure(.malformed, "\(place): \(name)")
        }
    }
}
