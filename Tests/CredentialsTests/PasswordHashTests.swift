import Testing

@testable import Credentials

@Suite struct `Password hashes` {
    private let cost = PasswordHash.Cost(roundsLog2: 10, blockSize: 8, parallelism: 1)

    @Test func `know their password and no other, also when read back`() throws {
        let hash = try PasswordHash(of: "correct horse battery", cost: cost)
        let read = try #require(PasswordHash(stored: hash.stored))
        #expect(read == hash)
        #expect(read.matches("correct horse battery"))
        for wrong in ["", "correct horse", "correct horse batterY", "correct horse battery "] {
            #expect(!read.matches(wrong))
        }
    }

    @Test func `differ for equal passwords`() throws {
        let one = try PasswordHash(of: "the same password", cost: cost)
        let two = try PasswordHash(of: "the same password", cost: cost)
        #expect(one != two)
    }

    @Test func `take Arabic passwords by characters, and refuse short and endless ones`() throws {
        #expect(try PasswordHash(of: "كلمة مرور طويلة", cost: cost).matches("كلمة مرور طويلة"))
        #expect(throws: CredentialError.passwordTooShort) { try PasswordHash(of: "كلمة مرور", cost: cost) }
        #expect(throws: CredentialError.passwordTooLong) {
            try PasswordHash(of: String(repeating: "x", count: 1025), cost: cost)
        }
    }

    @Test(arguments: [
        "", "scrypt$15$8$1$00$00", "bcrypt$15$8$1$" + String(repeating: "0", count: 32) + "$00",
        "scrypt$40$8$1$" + String(repeating: "0", count: 32) + "$" + String(repeating: "0", count: 64),
        "scrypt$15$8$1$" + String(repeating: "G", count: 32) + "$" + String(repeating: "0", count: 64),
    ])
    func `are not read from what is none, or would cost too much`(text: String) {
        #expect(PasswordHash(stored: text) == nil)
    }
}
