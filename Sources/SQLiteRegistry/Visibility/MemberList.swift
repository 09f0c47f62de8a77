import Registry

/// Members as the column `named` of a report keeps them: eight bytes each, little-endian, ascending.
enum MemberList {
    /// nil for none.
    static func bytes(_ members: [Member.ID]) -> [UInt8]? {
        if members.isEmpty { return nil }
        return Set(members).sorted().flatMap { member in
            withUnsafeBytes(of: member.number.littleEndian) { Array($0) }
        }
    }

    static func members(_ bytes: [UInt8]) -> [Member.ID] {
        stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
            Member.ID(bytes[start..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int64($1) })
        }
    }
}
