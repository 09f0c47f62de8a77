/// A value of a MaxMind DB record.
public indirect enum GeoValue: Hashable, Sendable {
    case map([String: GeoValue])
    case array([GeoValue])
    case string(String)
    case double(Double)
    case float(Float)
    case bytes([UInt8])
    /// Unsigned numbers of 16, 32, 64 and 128 bits.
    case unsigned(UInt128)
    case signed(Int32)
    case boolean(Bool)

    /// The value of a key, when this is a map that has it.
    public subscript(key: String) -> GeoValue? {
        if case .map(let members) = self { members[key] } else { nil }
    }
}
