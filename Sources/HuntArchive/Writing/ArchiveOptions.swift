/// How an archive is kept.
public struct ArchiveOptions: Sendable {
    /// Days that observations are kept by default.
    public static let defaultRetentionDays = 90
    /// Most days that may be asked for: ten years.
    public static let maximumRetentionDays = 3660
    /// Bytes of blocks, indexes and filters held in memory by default: 64 MiB.
    public static let defaultCacheSize = 64 << 20
    /// Least and most bytes that may be asked for.
    public static let cacheSizes = (1 << 20)...(16 << 30)

    /// Days before the present one that observations are kept, held within 1 and ``maximumRetentionDays``.
    public let retentionDays: Int
    /// Most bytes of blocks, indexes and filters held in memory, held within ``cacheSizes``.
    public let cacheSize: Int

    /// Options with these values, or the default ones.
    public init(retentionDays: Int = Self.defaultRetentionDays, cacheSize: Int = Self.defaultCacheSize) {
        self.retentionDays = min(max(retentionDays, 1), Self.maximumRetentionDays)
        self.cacheSize = min(max(cacheSize, Self.cacheSizes.lowerBound), Self.cacheSizes.upperBound)
    }
}
