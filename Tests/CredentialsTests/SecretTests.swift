import Testing

@testable import Credentials

@Suite struct Secrets {
    @Test(arguments: Secret.Purpose.allCases)
    func `say what they are for, and are found by their digest`(purpose: Secret.Purpose) {
        let secret = Secret(for: purpose)
        #expect(secret.text.hasPrefix(purpose.rawValue))
        #expect(secret.text.utf8.count == purpose.rawValue.utf8.count + 43)
        #expect(secret.digest == SecretDigest(of: secret.text))
        #expect(secret.digest == SecretDigest(bytes: secret.digest.bytes))
        #expect(Secret(for: purpose).text != secret.text)
    }

    @Test func `are compared whole`() {
        #expect(SecretComparison.areEqual([1, 2, 3], [1, 2, 3]))
        #expect(!SecretComparison.areEqual([1, 2, 3], [1, 2, 4]))
        #expect(!SecretComparison.areEqual([1, 2, 3], [1, 2]))
    }
}
