import Reports

extension FeedOutput {
    /// Reports the addresses of a condition with what is said of all of them, and counts what is left out.
    func report(_ reduction: Reduction, _ base: Claim) {
        for piece in reduction.leftOut { reject(piece.reason, piece.text.utf8.span) }
        for finding in reduction.findings {
            let claim = base.narrowed(by: finding)
            for address in finding.sought.addresses { accept(address, claim: claim) }
        }
    }
}
