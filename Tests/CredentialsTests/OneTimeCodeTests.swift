import Testing

@testable import Credentials

@Suite struct `One-time codes` {
    /// RFC 6238 appendix B, the last six of the eight digits it prints for SHA-1.
    @Test(
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)]
    )
    func `are those of RFC 6238`(seconds: Int64, code: String) {
        let key = OneTimeCode(key: Array("12345678901234567890".utf8))
        #expect(key.code(for: seconds / 30) == code)
        #expect(key.period(of: code, at: seconds) == seconds / 30)
        #expect(key.period(of: code, at: seconds + 30) == seconds / 30)
        #expect(key.period(of: code, at: seconds + 61) == nil)
    }

    @Test func `are not guessed from other text`() {
        let key = OneTimeCode()
        for text in ["", "1", "1234567", "abcdef"] { #expect(key.period(of: text, at: 0) == nil) }
        #expect(key != OneTimeCode())
    }

    @Test func `name account and issuer in their address without letting them break it`() {
        let key = OneTimeCode(key: Array("12345678901234567890".utf8))
        #expect(key.base32 == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(
            key.uri(account: "sara&x=1@sa", issuer: "Marsad ?")
                == "otpauth://totp/Marsad:sarax1@sa?secret=\(key.base32)&issuer=Marsad&digits=6&period=30"
        )
    }
}
