import Addresses

extension IPNetwork {
    /// The network that an option means: `203.0.113.0/24`, or a single address.
    /// - Throws: ``AddressError`` for anything else.
    init(argument text: String) throws(AddressError) {
        self = text.contains("/") ? try IPNetwork(text) : IPNetwork(try IPAddress(text))
    }
}
