import Addresses
import Reports

/// The byte form of a delta, little-endian:
/// ```
///  0 magic "MARSADWD"   8 version u32   12 zero u32   16 length u64   24 from u64   32 to u64   40 changes u64
/// 48 changes: scope u8, meta u16, key length u16, key
/// end checksum u64
/// ```
/// Changes stand in the order of their keys and scopes.
extension WatchlistDelta {
    private enum Form {
        static let magic: [UInt8] = Array("MARSADWD".utf8)
        static let version: UInt32 = 1
        static let headLength = 48
        static let changeHeadLength = 5
        static let checksumLength = 8
    }

    /// Longest byte form that is read: 1 GiB.
    public static let maximumByteCount = 1 << 30

    /// The delta as bytes.
    public var bytes: [UInt8] {
        var bytes = Form.magic
        bytes.append(number: Form.version)
        bytes.append(number: 0 as UInt32)
        bytes.append(number: 0 as UInt64)
        bytes.append(number: from)
        bytes.append(number: to)
        bytes.append(number: UInt64(changes.count))
        for change in changes {
            bytes.append(change.scope.rawValue)
            bytes.append(number: change.meta.raw)
            bytes.append(number: UInt16(clamping: change.key.bytes.count))
            bytes.append(contentsOf: change.key.bytes)
        }
        bytes.replace(number: UInt64(bytes.count + Form.checksumLength), at: 16)
        bytes.append(number: bytes.withUnsafeBytes { Checksum.of($0) })
        return bytes
    }

    /// Reads what ``bytes`` gave; nothing in it is trusted.
    /// - Throws: ``WatchlistError`` when it is no delta, of a newer version, cut short, damaged, or holds what no delta can.
    public init(bytes: [UInt8]) throws(WatchlistError) {
        self = try Self.read(bytes, path: nil)
    }

    /// Reads the delta file at `path`.
    /// - Throws: ``WatchlistError``, see ``init(bytes:)``.
    public init(path: String) throws(WatchlistError) {
        let file = try FrozenBytes(mapping: path)
        guard file.count <= Self.maximumByteCount else { throw WatchlistError(.tooLarge, path: path) }
        self = try Self.read(Array(file.bytes), path: path)
    }

    /// Writes the delta to a file, which appears whole or not at all.
    public func write(to path: String) throws(WatchlistError) {
        try replaceFile(at: path, with: bytes)
    }

    private static func read(_ bytes: [UInt8], path: String?) throws(WatchlistError) -> WatchlistDelta {
        var reader = Reader(bytes: bytes)
        do { return try reader.read() } catch { throw WatchlistError(error.reason, path: path) }
    }

    private struct Reader {
        let bytes: [UInt8]
        private var position = Form.headLength

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        private func number<Number: FixedWidthInteger & BitwiseCopyable>(
            at offset: Int,
            as type: Number.Type = Number.self
        ) -> Number {
            bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type)) }
        }

        mutating func read() throws(WatchlistError) -> WatchlistDelta {
            try checkHead()
            let end = bytes.count - Form.checksumLength
            let count = Int(clamping: number(at: 40, as: UInt64.self))
            guard count <= (end - position) / Form.changeHeadLength else {
                throw WatchlistError(.changeDamaged(offset: 40))
            }
            var changes: [Change] = []
            changes.reserveCapacity(count)
            while position < end {
                let offset = position
                guard let change = nextChange(before: end),
                    changes.last.map({ $0.place < change.place }) ?? true
                else { throw WatchlistError(.changeDamaged(offset: offset)) }
                changes.append(change)
            }
            guard changes.count == count else { throw WatchlistError(.changeDamaged(offset: end)) }
            return try WatchlistDelta(from: number(at: 24), to: number(at: 32), changes: changes)
        }

        private func checkHead() throws(WatchlistError) {
            guard bytes.starts(with: Form.magic), bytes.count >= 12 else { throw WatchlistError(.notADelta) }
            let version: UInt32 = number(at: 8)
            guard version <= Form.version else {
                throw WatchlistError(.newerVersion(found: version, supported: Form.version))
            }
            guard bytes.count >= Form.headLength + Form.checksumLength else {
                throw WatchlistError(
                    .wrongLength(found: bytes.count, expected: Form.headLength + Form.checksumLength)
                )
            }
            let length = Int(clamping: number(at: 16, as: UInt64.self))
            guard length == bytes.count else {
                throw WatchlistError(.wrongLength(found: bytes.count, expected: length))
            }
            let end = bytes.count - Form.checksumLength
            let checksum = bytes.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
            guard number(at: end) == checksum, version == Form.version, number(at: 12, as: UInt32.self) == 0
            else { throw WatchlistError(.deltaDamaged) }
        }

        /// The change at the position, behind which it moves; nil when there cannot be one.
        private mutating func nextChange(before end: Int) -> Change? {
            guard end - position >= Form.changeHeadLength else { return nil }
            let meta = EntryMeta(raw: number(at: position + 1))
            let start = position + Form.changeHeadLength
            let length = Int(number(at: position + 3, as: UInt16.self))
            guard let scope = MatchScope(rawValue: bytes[position]), meta.isOfChange, length <= end - start
            else { return nil }
            let key = AddressKey(bytes: Array(bytes[start..<start + length]))
            guard let address = Address(key: key), address.kind == .url || scope == .exact else { return nil }
            position = start + length
            return Change(key: key, scope: scope, meta: meta)
        }
    }
}

extension EntryMeta {
    /// Whether a delta can say so: a score and category that there are, or nothing of an address removed.
    fileprivate var isOfChange: Bool {
        if self == .removed { return true }
        var expected = EntryMeta(score: score, category: category)
        expected.raw |= Self.overrides
        return self == expected
    }
}
