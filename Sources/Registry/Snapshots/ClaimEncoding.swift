public import Reports

/// The bytes a claim is hashed by: equal claims give equal bytes, in every version of the program.
///
/// Each field is a byte 0 when it is left out, else a byte 1 and its value: numbers little-endian, texts after their
/// length in 32 bits.
public enum ClaimEncoding {
    /// All fields of `claim`, in the order of their declaration.
    public static func bytes(of claim: Claim) -> [UInt8] {
        var bytes: [UInt8] = []
        append(claim.category?.rawValue, to: &bytes)
        append(claim.confidence, to: &bytes)
        append(claim.firstSeen?.seconds, to: &bytes)
        append(claim.lastSeen?.seconds, to: &bytes)
        append(claim.label?.rawValue, to: &bytes)
        append(claim.permittedUse?.rawValue, to: &bytes)
        append(claim.expiry?.seconds, to: &bytes)
        append(claim.reference, to: &bytes)
        append(claim.comment, to: &bytes)
        append(claim.scope.rawValue, to: &bytes)
        return bytes
    }

    private static func append(_ value: (some FixedWidthInteger)?, to bytes: inout [UInt8]) {
        guard let value else { return bytes.append(0) }
        bytes.append(1)
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return bytes.append(0) }
        bytes.append(1)
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.utf8.count).littleEndian) {
            bytes.append(contentsOf: $0)
        }
        bytes.append(contentsOf: text.utf8)
    }
}
