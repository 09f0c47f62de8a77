internal import Crypto
internal import CryptoExtras

/// A password as it may be stored: a salted, slow one-way function of it (scrypt, RFC 7914).
///
/// Its text names the cost, so a later version can raise it and still check older ones:
/// `scrypt$log2(N)$r$p$salt$key`, salt and key in hexadecimal digits.
public struct PasswordHash: Hashable, Sendable {
    /// Fewest characters of a password.
    public static let minimumLength = 12
    /// Most bytes of a password, in UTF-8.
    public static let maximumBytes = 1024

    /// 2^15 rounds of 8 blocks: 32 MiB, some tens of milliseconds.
    static let defaultCost = Cost(roundsLog2: 15, blockSize: 8, parallelism: 1)
    private static let saltLength = 16
    private static let keyLength = 32

    struct Cost: Hashable {
        let roundsLog2: Int
        let blockSize: Int
        let parallelism: Int

        /// No stored text may ask for more work or memory than this: 256 MiB.
        var isBearable: Bool {
            (10...18).contains(roundsLog2) && (1...8).contains(blockSize) && (1...4).contains(parallelism)
        }
    }

    private let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Takes a new password.
    /// - Throws: ``CredentialError/passwordTooShort`` or ``CredentialError/passwordTooLong``.
    public init(of password: String) throws(CredentialError) {
        try self.init(of: password, cost: Self.defaultCost)
    }

    init(of password: String, cost: Cost) throws(CredentialError) {
        guard password.count >= Self.minimumLength else { throw .passwordTooShort }
        guard password.utf8.count <= Self.maximumBytes else { throw .passwordTooLong }
        self.cost = cost
        salt = RandomBytes.make(Self.saltLength)
        guard let key = Self.derive(password, salt: salt, cost: cost) else { throw .failed }
        self.key = key
    }

    /// The hash stored as `text`; nil when it is none.
    public init?(stored text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let block = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Hexadecimal.bytes(parts[4]),
            let key = Hexadecimal.bytes(parts[5]), salt.count == Self.saltLength, key.count == Self.keyLength
        else { return nil }
        cost = Cost(roundsLog2: rounds, blockSize: block, parallelism: parallelism)
        guard cost.isBearable else { return nil }
        self.salt = salt
        self.key = key
    }

    /// The form to store.
    public var stored: String {
        "scrypt$\(cost.roundsLog2)$\(cost.blockSize)$\(cost.parallelism)$\(Hexadecimal.text(salt))$\(Hexadecimal.text(key))"
    }

    /// Whether `password` is the one; takes as long for a wrong one as for the right one.
    public func matches(_ password: String) -> Bool {
        guard password.utf8.count <= Self.maximumBytes,
            let candidate = Self.derive(password, salt: salt, cost: cost)
        else { return false }
        return SecretComparison.areEqual(candidate, key)
    }

    /// Takes the time of a check, where there is no user to check: an answer must not tell which names exist.
    public static func spendTime(on password: String) {
        _ = derive(password, salt: Array(repeating: 0, count: saltLength), cost: defaultCost)
    }

    private static func derive(_ password: String, salt: [UInt8], cost: Cost) -> [UInt8]? {
        let key = try? KDF.Scrypt.deriveKey(
            from: Array(password.utf8),
            salt: salt,
            outputByteCount: keyLength,
            rounds: 1 << cost.roundsLog2,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
        return key?.withUnsafeBytes { Array($0) }
    }
}
