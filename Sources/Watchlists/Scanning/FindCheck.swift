import Addresses
import CTokenScan

/// Looks again, in the exact tables, at what the quick half of the scanner found.
///
/// It never turns a hit away; what it lets pass is seldom none, so that the line can be read with all care.
struct FindCheck {
    private let text: UnsafeBufferPointer<UInt8>
    private let tables: UnsafePointer<Tables>

    /// - Parameters:
    ///   - text: what was scanned.
    ///   - tables: what to look for; kept by the caller.
    init(_ text: UnsafeBufferPointer<UInt8>, _ tables: UnsafeMutablePointer<Tables>) {
        self.text = text
        self.tables = UnsafePointer(tables)
    }

    func isSuspect(_ find: token_scan_find) -> Bool {
        let token = Int(find.start)..<Int(find.end)
        return switch find.kind {
        case TOKEN_SCAN_NAME: isKnown(token)
        case TOKEN_SCAN_V4: tables.pointee.mayMatch(v4: find.address)
        case TOKEN_SCAN_V6: isKnownIPv6(around: token.lowerBound)
        case TOKEN_SCAN_NUMBERS: isKnownIPv4(token)
        case TOKEN_SCAN_LONG_RUN: isKnownRun(token)
        case TOKEN_SCAN_ESCAPE: LineDecoder(text).escape(at: token.lowerBound) != nil
        default: true
        }
    }

    /// All that ``IPv4Reader`` accepts: ports, padding, and the other readings of the token.
    private func isKnownIPv4(_ token: Range<Int>) -> Bool {
        guard let start = text.baseAddress else { return false }
        return NameToken.readings(of: token, in: text).contains { first in
            guard let (address, _) = IPv4Reader.read(start, from: first, to: token.upperBound) else {
                return false
            }
            return tables.pointee.mayMatch(v4: address)
        }
    }

    private func isKnownIPv6(around colon: Int) -> Bool {
        guard let (address, _) = IPv6Reader(text, around: colon).read() else { return false }
        return !tables.pointee.findings(ip: address).isEmpty
    }

    /// A run without bytes of other scripts; two dots in a row part it.
    private func isKnownRun(_ run: Range<Int>) -> Bool {
        let token = NameToken.trimmed(run, in: text)
        let dot = UInt8(ascii: ".")
        return token.dropLast().contains { text[$0] == dot && text[$0 + 1] == dot } || isKnown(token)
            || isKnownIPv4(token)
    }

    /// Whether an ASCII token, in some reading, or a name above it is in the tables with something to say.
    private func isKnown(_ token: Range<Int>) -> Bool {
        guard let start = text.baseAddress else { return false }
        return NameToken.readings(of: token, in: text).contains { first in
            tables.pointee.hasRecord(name: start + first, length: token.upperBound - first) {
                records,
                isWhole in
                if Tables.Pair(changed: records.changed?.meta, base: records.base?.meta).visible != nil {
                    return true
                }
                guard isWhole else { return false }
                return records.changed?.meta.servesHostWide == true
                    || records.base?.meta.servesHostWide == true
                    || isURLHost(first..<token.upperBound) && isKnownURL(host: first..<token.upperBound)
            }
        }
    }

    /// Whether the text around a host makes it a URL that is listed.
    private func isKnownURL(host: Range<Int>) -> Bool {
        guard let start = text.baseAddress else { return false }
        let findings = tables.pointee.findings(name: start + host.lowerBound, length: host.count)
        let name = String(decoding: text[host].map(\.lowercased), as: UTF8.self)
        let seen = SeenHost(range: host, text: name, findings: findings)
        return SeenURL.readings(around: seen, in: text).contains {
            !tables.pointee.findings(pathAndQuery: $0.address.pathAndQuery, on: findings).isEmpty
        }
    }

    /// Whether the text around a host can make it a URL.
    private func isURLHost(_ host: Range<Int>) -> Bool {
        if host.lowerBound > 0, "/@".utf8.contains(text[host.lowerBound - 1]) { return true }
        return host.upperBound < text.count && "/?:\\.".utf8.contains(text[host.upperBound])
    }
}
