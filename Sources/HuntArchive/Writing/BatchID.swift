/// The name by which a batch is known: one that was taken in is not taken in again.
///
/// A batch's observations lie in one day; the same name may be used once for each day.
public struct BatchID: Hashable, Sendable {
    /// Most bytes of a name.
    public static let maximumByteCount = 64

    /// The name as stored.
    public let bytes: [UInt8]

    /// The batch called `bytes`; nil when that is nothing, or longer than ``maximumByteCount``.
    public init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes.prefix(Self.maximumByteCount + 1))
        guard !bytes.isEmpty, bytes.count <= Self.maximumByteCount else { return nil }
        self.bytes = bytes
    }
}
