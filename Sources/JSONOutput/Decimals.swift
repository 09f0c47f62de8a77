/// Numbers as people read them.
public enum Decimals {
    /// `value` with at most `decimals` decimals, without trailing zeros.
    public static func text(_ value: Double, decimals: Int = 4) -> String {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let text = "\((value * scale).rounded() / scale)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
