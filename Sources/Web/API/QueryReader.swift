import Addresses
import Foundation
import Hummingbird
import Registry
import Reports

/// Reads the parameters of a request; what is not right is a problem that names the parameter.
struct QueryReader {
    private let request: Request

    /// - Throws: a problem for a parameter that the endpoint does not know.
    init(_ request: Request, knowing names: Set<String>) throws(Problem) {
        self.request = request
        for (name, _) in request.uri.queryParameters where !names.contains(String(name)) {
            throw Problem(.badRequest, "\(name): there is no such parameter")
        }
    }

    func text(_ name: String) -> String? {
        request.uri.queryParameters[Substring(name)].map(String.init)
    }

    func integer(_ name: String, in range: ClosedRange<Int64>) throws(Problem) -> Int64? {
        guard let text = text(name) else { return nil }
        guard let value = Int64(text), range.contains(value) else {
            throw Problem(.badRequest, "\(name): a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws(Problem) -> Double? {
        guard let text = text(name) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw Problem(.badRequest, "\(name): a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func moment(_ name: String) throws(Problem) -> Timestamp? {
        guard let text = text(name) else { return nil }
        guard let moment = Timestamp(rfc3339: text) else {
            throw Problem(.badRequest, "\(name): a time as RFC 3339 writes it")
        }
        return moment
    }

    func address(_ name: String) throws(Problem) -> Address? {
        guard let text = text(name) else { return nil }
        do { return try Address(text) } catch { throw Problem(.badRequest, "\(name): \(error)") }
    }

    /// The one of the words that `read` understands.
    func word<Value>(_ name: String, _ read: (String) -> Value?) throws(Problem) -> Value? {
        guard let text = text(name) else { return nil }
        guard let value = read(text) else { throw Problem(.badRequest, "\(name): \(text) is none") }
        return value
    }
}

extension HubContext {
    /// The part of the path called `name`, decoded.
    func part(_ name: String) throws(Problem) -> String {
        guard let text = parameters.get(name)?.removingPercentEncoding, !text.isEmpty else {
            throw Problem(.badRequest, "the path is not readable")
        }
        return text
    }

    /// The address in the path.
    func address() throws(Problem) -> Address {
        let text = try part("address")
        do { return try Address(text) } catch { throw Problem(.badRequest, "address: \(error)") }
    }

    /// The number in the path.
    func number(_ name: String) throws(Problem) -> Int64 {
        guard let number = Int64(try part(name)), number > 0 else {
            throw Problem(.notFound, "there is no number \(name) like this")
        }
        return number
    }

    /// The member that asks.
    func member() throws(Problem) -> Member.ID {
        guard let member = identity.actor.member else {
            throw Problem(.forbidden, "this is for those who work for a member")
        }
        return member
    }
}
