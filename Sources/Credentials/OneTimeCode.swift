internal import Crypto

/// The key of time-based one-time codes (TOTP, RFC 6238): six digits that change every thirty seconds.
public struct OneTimeCode: Hashable, Sendable {
    /// Seconds that a code is for.
    public static let period: Int64 = 30
    /// How many periods before and after now are accepted, since clocks differ.
    public static let tolerance: Int64 = 1
    private static let keyLength = 20
    private static let digits = 6

    /// The key, as stored.
    public let key: [UInt8]

    /// A new key.
    public init() {
        key = RandomBytes.make(Self.keyLength)
    }

    /// The key stored as `key`.
    public init(key: [UInt8]) {
        self.key = key
    }

    /// The key as people type it into their device: RFC 4648 base 32 without padding.
    public var base32: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var text: [UInt8] = []
        var (pending, bits): (UInt32, UInt32) = (0, 0)
        for byte in key {
            pending = pending << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(pending >> bits & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(pending << (5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The address that devices read from a picture.
    /// - Parameters:
    ///   - account: who signs in; letters, digits, `.`, `-`, `_` and `@` stay, others are left out.
    ///   - issuer: the name of the system, likewise.
    /// - Returns: an `otpauth:` URI.
    public func uri(account: String, issuer: String) -> String {
        func plain(_ text: String) -> String {
            String(
                text.unicodeScalars.filter {
                    $0.isASCII && ($0.properties.isAlphabetic || "0123456789.-_@".unicodeScalars.contains($0))
                }
            )
        }
        let (account, issuer) = (plain(account), plain(issuer))
        return
            "otpauth://totp/\(issuer):\(account)?secret=\(base32)&issuer=\(issuer)&digits=\(Self.digits)&period=\(Self.period)"
    }

    /// The period for which `code` is right around the moment `seconds`; nil when it is for none.
    ///
    /// The caller remembers the period and refuses it the next time, so that a code that was overheard is of no use.
    public func period(of code: String, at seconds: Int64) -> Int64? {
        let now = seconds / Self.period
        var found: Int64?
        for period in (now - Self.tolerance)...(now + Self.tolerance)
        where SecretComparison.areEqual(Array(self.code(for: period).utf8), Array(code.utf8)) {
            found = period
        }
        return found
    }

    /// The code of a period (RFC 4226 §5.3).
    func code(for period: Int64) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: period).bigEndian) { Array($0) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: key))
        )
        let offset = Int(mac[mac.count - 1] & 15)
        let value = mac[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(value % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }
}
