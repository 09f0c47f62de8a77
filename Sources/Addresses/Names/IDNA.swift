internal import CIDN2

/// Internationalised names: UTS 46 non-transitional mapping and IDNA 2008 validity, through libidn2.
enum IDNA {
    /// The ASCII form of a name, its non-ASCII labels in punycode, lower case.
    /// - Parameter bytes: the name in UTF-8; full stops of other scripts separate labels too.
    /// - Throws: ``AddressError/Reason/invalidInternationalName``.
    static func toASCII(_ bytes: Span<UInt8>) throws(AddressError) -> [UInt8] {
        var input = [UInt8](unsafeUninitializedCapacity: bytes.count + 1) { buffer, count in
            for index in bytes.indices { buffer[index] = bytes[index] }
            buffer[bytes.count] = 0
            count = bytes.count + 1
        }
        guard !bytes.contains(0) else { throw AddressError(.forbiddenCharacter) }
        var output: UnsafeMutablePointer<UInt8>?
        let flags = Int32(bitPattern: IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        let status = input.withUnsafeMutableBufferPointer { idn2_lookup_u8($0.baseAddress, &output, flags) }
        guard status == IDN2_OK.rawValue, let output else {
            throw AddressError(.invalidInternationalName)
        }
        defer { idn2_free(output) }
        var result: [UInt8] = []
        var next = output
        while next.pointee != 0 {
            result.append(next.pointee.asciiLowercased)
            next += 1
        }
        return result
    }

    /// The Unicode form of an ASCII name; labels that do not decode stay as they are.
    static func toUnicode(_ name: String) -> String {
        var output: UnsafeMutablePointer<CChar>?
        guard idn2_to_unicode_8z8z(name, &output, 0) == IDN2_OK.rawValue, let output else { return name }
        defer { idn2_free(output) }
        return String(cString: output)
    }
}
