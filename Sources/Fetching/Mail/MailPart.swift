import Foundation

/// One part of a message, decoded.
struct MailPart {
    /// Longest name of a file.
    static let maximumNameLength = 100

    /// The media type in small letters.
    let type: String
    /// Whether it was attached as a file.
    let isAttachment: Bool
    /// A name that is safe for a file of this machine.
    let fileName: String
    /// The content.
    let bytes: [UInt8]

    init(_ type: String, _ headers: MailHeaders, _ body: ArraySlice<UInt8>, number: Int) {
        self.type = type
        let disposition = headers.parameters("content-disposition")
        let name = disposition["filename"] ?? headers.parameters("content-type")["name"]
        isAttachment = disposition.value == "attachment" || name != nil || !type.hasPrefix("text/")
        fileName = Self.safe(name.map(EncodedWords.decoded) ?? "part-\(number)")
        switch headers["content-transfer-encoding"]?.lowercased().filter({ !$0.isWhitespace }) {
        case "base64": bytes = TransferDecoding.base64(body)
        case "quoted-printable": bytes = TransferDecoding.quotedPrintable(body)
        default: bytes = Array(body)
        }
    }

    /// The last component of a name, of letters, digits, dots, dashes; never hidden.
    private static func safe(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "part"
        let kept = last.utf8.suffix(maximumNameLength).map { byte -> UInt8 in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"): byte
            default: UInt8(ascii: "_")
            }
        }
        let text = String(decoding: kept, as: UTF8.self)
        return text.trimmingCharacters(in: CharacterSet(charactersIn: ".")).isEmpty ? "part" : text
    }
}

/// The two encodings of mail that change bytes (RFC 2045 §6.7, §6.8). Damaged text gives what can be read of it.
enum TransferDecoding {
    static func base64(_ text: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for character in text {
            let value: UInt32
            switch character {
            case 0x41...0x5A: value = UInt32(character - 0x41)
            case 0x61...0x7A: value = UInt32(character - 0x61 + 26)
            case 0x30...0x39: value = UInt32(character - 0x30 + 52)
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="): return bytes
            default: continue
            }
            bits = (bits << 6 | value) & 0xFF_FFFF
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    static func quotedPrintable(_ text: some Sequence<UInt8>, isHeader: Bool = false) -> [UInt8] {
        let input = Array(text)
        var bytes: [UInt8] = []
        var position = 0
        while position < input.count {
            let byte = input[position]
            position += 1
            if isHeader, byte == UInt8(ascii: "_") {
                bytes.append(0x20)
            } else if byte != UInt8(ascii: "=") {
                bytes.append(byte)
            } else if position + 1 < input.count, let high = digit(input[position]),
                let low = digit(input[position + 1])
            {
                bytes.append(high << 4 | low)
                position += 2
            } else {
                // A soft line break, or an equals sign that should not be there.
                let rest = input[position...].prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
                let end = position + rest.count
                if end < input.count, input[end] == 0x0A { position = end + 1 } else { bytes.append(byte) }
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
