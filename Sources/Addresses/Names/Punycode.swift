/// The Bootstring encoding of Unicode labels (RFC 3492), without the `xn--` in front.
enum Punycode {
    private static let base: UInt32 = 36
    private static let lowestThreshold: UInt32 = 1
    private static let highestThreshold: UInt32 = 26
    private static let firstBias: UInt32 = 72
    private static let firstNonBasic: UInt32 = 0x80
    private static let delimiter = UInt8(ascii: "-")

    /// Longest text that is decoded and most scalars that are encoded: both take quadratic time.
    static let maximumLength = 1024

    /// Decodes the part of an A-label after `xn--`.
    ///
    /// Digits of either case are read; a text that no encoder would write is not found out here, encode again to see.
    /// - Parameter text: ASCII bytes.
    /// - Returns: the label, or nil when the text is ill-formed or too long.
    static func decode(_ text: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
        guard text.count <= maximumLength else { return nil }
        var label: [Unicode.Scalar] = []
        var position = text.startIndex
        if let last = text.lastIndex(of: delimiter) {
            for byte in text[..<last] {
                guard byte < firstNonBasic else { return nil }
                label.append(Unicode.Scalar(byte))
            }
            position = last + 1
        }
        var next = firstNonBasic
        var index: UInt32 = 0
        var bias = firstBias
        while position < text.endIndex {
            let before = index
            guard let delta = readInteger(text, at: &position, bias: bias) else { return nil }
            let (sum, overflows) = index.addingReportingOverflow(delta)
            let length = UInt32(label.count) + 1
            guard !overflows, next <= UInt32.max - sum / length else { return nil }
            bias = adapt(sum - before, length: length, isFirst: before == 0)
            next += sum / length
            guard let scalar = Unicode.Scalar(next) else { return nil }
            label.insert(scalar, at: Int(sum % length))
            index = sum % length + 1
        }
        return label
    }

    /// Encodes a label.
    /// - Returns: the text that stands after `xn--`, or nil when the label is too long.
    static func encode(_ label: [Unicode.Scalar]) -> [UInt8]? {
        guard label.count <= maximumLength else { return nil }
        var text = label.compactMap { $0.isASCII ? UInt8(truncatingIfNeeded: $0.value) : nil }
        let basicCount = UInt32(text.count)
        var handled = basicCount
        if basicCount > 0 { text.append(delimiter) }
        var next = firstNonBasic
        var delta: UInt32 = 0
        var bias = firstBias
        while handled < UInt32(label.count) {
            guard let lowest = label.lazy.map(\.value).filter({ $0 >= next }).min() else { return nil }
            // At most 1024 scalars below 0x110000: the product stays below 2³¹.
            delta += (lowest - next) * (handled + 1)
            next = lowest
            for scalar in label {
                if scalar.value < next { delta += 1 }
                guard scalar.value == next else { continue }
                writeInteger(delta, to: &text, bias: bias)
                bias = adapt(delta, length: handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return text
    }

    private static func threshold(_ weight: UInt32, bias: UInt32) -> UInt32 {
        weight <= bias ? lowestThreshold : min(weight - bias, highestThreshold)
    }

    private static func readInteger(
        _ text: ArraySlice<UInt8>,
        at position: inout Int,
        bias: UInt32
    ) -> UInt32? {
        var value: UInt32 = 0
        var factor: UInt32 = 1
        var weight = base
        while position < text.endIndex {
            let byte = text[position].asciiLowercased
            let digit: UInt32
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = UInt32(byte - UInt8(ascii: "a"))
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte - UInt8(ascii: "0")) + 26
            default: return nil
            }
            position += 1
            let (term, termOverflows) = digit.multipliedReportingOverflow(by: factor)
            let (sum, sumOverflows) = value.addingReportingOverflow(term)
            guard !termOverflows, !sumOverflows else { return nil }
            value = sum
            let limit = threshold(weight, bias: bias)
            if digit < limit { return value }
            let (product, productOverflows) = factor.multipliedReportingOverflow(by: base - limit)
            guard !productOverflows else { return nil }
            factor = product
            weight += base
        }
        return nil
    }

    private static func writeInteger(_ value: UInt32, to text: inout [UInt8], bias: UInt32) {
        var rest = value
        var weight = base
        while true {
            let limit = threshold(weight, bias: bias)
            guard rest >= limit else { break }
            text.append(digit(limit + (rest - limit) % (base - limit)))
            rest = (rest - limit) / (base - limit)
            weight += base
        }
        text.append(digit(rest))
    }

    private static func digit(_ value: UInt32) -> UInt8 {
        UInt8(value) + (value < 26 ? UInt8(ascii: "a") : UInt8(ascii: "0") - 26)
    }

    private static func adapt(_ delta: UInt32, length: UInt32, isFirst: Bool) -> UInt32 {
        var rest = isFirst ? delta / 700 : delta / 2
        rest += rest / length
        var bias: UInt32 = 0
        while rest > (base - lowestThreshold) * highestThreshold / 2 {
            rest /= base - lowestThreshold
            bias += base
        }
        return bias + (base - lowestThreshold + 1) * rest / (rest + 38)
    }
}
