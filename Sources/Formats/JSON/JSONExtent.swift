/// Finds where a JSON value ends without reading it, over pieces of text that come one after the other.
struct JSONExtent {
    private enum Shape {
        case unknown
        case container
        case string
        case scalar
    }

    private var shape = Shape.unknown
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// Goes over `bytes`, which continue the value; the first of all is the first byte of it.
    /// - Returns: the index behind the value's last byte; nil when it goes on.
    mutating func end(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let first = bytes.first else { return nil }
        if shape == .unknown {
            switch first {
            case UInt8(ascii: "{"), UInt8(ascii: "["): shape = .container
            case 0x22: shape = .string
            default: shape = .scalar
            }
            if shape == .scalar { return scalarEnd(bytes, from: 1) }
        }
        return shape == .scalar ? scalarEnd(bytes, from: 0) : nestedEnd(bytes)
    }

    /// A number or word ends where something stands that belongs to none.
    private func scalarEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        bytes[start...].firstIndex { byte in
            !byte.isAlphanumeric && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "-")
                && byte != UInt8(ascii: "+")
        }
    }

    private mutating func nestedEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        let count = bytes.count
        while index < count {
            if isInString {
                while index < count {
                    let byte = bytes[index]
                    index += 1
                    if isEscaped {
                        isEscaped = false
                    } else if byte == 0x22 {
                        isInString = false
                        break
                    } else if byte == 0x5C {
                        isEscaped = true
                    }
                }
                if !isInString, depth == 0 { return index }
            } else {
                let byte = bytes[index]
                index += 1
                switch byte {
                case 0x22: isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    if depth == 0 { return index }
                default: break
                }
            }
        }
        return nil
    }
}
