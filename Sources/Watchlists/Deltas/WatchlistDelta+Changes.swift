public import Addresses
public import Reports

extension WatchlistDelta {
    /// Calls `body` with each address that changed, its scope, and whether it is listed now.
    public func forEachChange(_ body: (_ address: Address, _ scope: MatchScope, _ isListed: Bool) -> Void) {
        for change in changes {
            guard let address = Address(key: change.key) else { continue }
            body(address, change.scope, change.meta.isListed)
        }
    }
}
