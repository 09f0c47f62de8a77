internal import Addresses
public import Enrichment

/// A MaxMind DB written by hand, after the format's specification 2.0.
public struct GeoFile {
    private let type: String
    private let version: Int
    private let recordSize: Int
    private let buildEpoch: UInt64
    /// Where the records begin in the data section, by network.
    private var records: [(network: IPNetwork, offset: Int)] = []
    private var data: [UInt8] = []

    /// A database of these records, by network.
    public init(
        type: String,
        version: Int = 6,
        recordSize: Int = 28,
        buildEpoch: UInt64 = 1_790_000_000,
        records: [(String, GeoValue)]
    ) {
        self.type = type
        self.version = version
        self.recordSize = recordSize
        self.buildEpoch = buildEpoch
        for (text, value) in records {
            guard let network = try? IPNetwork(text) else { continue }
            self.records.append((network, data.count))
            Self.append(value, to: &data)
        }
    }

    /// Adds a record of arrays that each point twice to the next.
    public mutating func appendBomb(depth: Int, network: String) {
        guard let network = try? IPNetwork(network) else { return }
        // The innermost first: a number; then arrays of two pointers to what was written before.
        var target = data.count
        data += [0xA1, 7]
        for _ in 0..<depth {
            let offset = data.count
            data += [0x02, 0x04]
            for _ in 0..<2 {
                data += [
                    0x38, UInt8(target >> 24 & 0xFF), UInt8(target >> 16 & 0xFF), UInt8(target >> 8 & 0xFF),
                    UInt8(target & 0xFF),
                ]
            }
            target = offset
        }
        records.append((network, target))
    }

    /// The file.
    public var bytes: [UInt8] {
        let tree = SearchTree(records, version: version)
        var bytes = tree.bytes(recordSize: recordSize)
        bytes += [UInt8](repeating: 0, count: 16)
        bytes += data
        bytes += [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
        Self.append(
            .map([
                "binary_format_major_version": .unsigned(2), "binary_format_minor_version": .unsigned(0),
                "build_epoch": .unsigned(UInt128(buildEpoch)), "database_type": .string(type),
                "description": .map(["en": .string("written by a test")]),
                "ip_version": .unsigned(UInt128(version)),
                "languages": .array([.string("en")]), "node_count": .unsigned(UInt128(tree.nodes.count)),
                "record_size": .unsigned(UInt128(recordSize)),
            ]),
            to: &bytes,
            isMetadata: true
        )
        return bytes
    }

    private static func append(
        _ value: GeoValue,
        to bytes: inout [UInt8],
        isMetadata: Bool = false,
        key: String = ""
    ) {
        switch value {
        case .map(let members):
            bytes.append(control(7, members.count))
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                append(.string(key), to: &bytes)
                append(member, to: &bytes, isMetadata: isMetadata, key: key)
            }
        case .array(let elements):
            bytes += [control(0, elements.count), 4]
            for element in elements { append(element, to: &bytes) }
        case .string(let text):
            let utf8 = Array(text.utf8)
            if utf8.count < 29 {
                bytes.append(control(2, utf8.count))
            } else {
                bytes += [control(2, 29), UInt8(utf8.count - 29)]
            }
            bytes += utf8
        case .unsigned(let number):
            let digits = big(number)
            if isMetadata, key.hasSuffix("version") || key == "record_size" {
                bytes.append(control(5, digits.count))
            } else if isMetadata, key == "build_epoch" {
                bytes += [control(0, digits.count), 2]
            } else if digits.count <= 4 {
                bytes.append(control(6, digits.count))
            } else {
                bytes += [control(0, digits.count), digits.count <= 8 ? 2 : 3]
            }
            bytes += digits
        case .signed(let number):
            bytes += [control(0, 4), 1] + big(UInt128(UInt32(bitPattern: number)), count: 4)
        case .boolean(let flag): bytes += [control(0, flag ? 1 : 0), 7]
        case .double(let number): bytes += [control(3, 8)] + big(UInt128(number.bitPattern), count: 8)
        case .float(let number): bytes += [control(0, 4), 8] + big(UInt128(number.bitPattern), count: 4)
        case .bytes(let content): bytes += [control(4, content.count)] + content
        }
    }

    private static func control(_ type: UInt8, _ size: Int) -> UInt8 { type << 5 | UInt8(size) }

    private static func big(_ number: UInt128, count: Int? = nil) -> [UInt8] {
        var digits: [UInt8] = []
        var rest = number
        while rest > 0 {
            digits.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        while let count, digits.count < count { digits.insert(0, at: 0) }
        return digits
    }
}

/// The binary tree over the bits of addresses.
private struct SearchTree {
    enum Record {
        case empty
        case node(Int)
        case data(Int)
    }

    private(set) var nodes: [[Record]] = [[.empty, .empty]]

    init(_ records: [(network: IPNetwork, offset: Int)], version: Int) {
        for (network, offset) in records {
            let isShort = network.isIPv4 && version == 6
            let bits = network.isIPv4 ? UInt128(network.base.v4) : network.base.bits
            let width = version == 4 ? 32 : 128
            insert(bits, width: width, length: network.prefixLength + (isShort ? 96 : 0), offset)
        }
    }

    private mutating func insert(_ bits: UInt128, width: Int, length: Int, _ offset: Int) {
        var node = 0
        for index in 0..<length {
            let side = Int(bits >> UInt128(width - 1 - index) & 1)
            if index == length - 1 {
                nodes[node][side] = .data(offset)
            } else if case .node(let next) = nodes[node][side] {
                node = next
            } else {
                // What held for all below holds for both sides of the new node.
                nodes.append([nodes[node][side], nodes[node][side]])
                nodes[node][side] = .node(nodes.count - 1)
                node = nodes.count - 1
            }
        }
    }

    func bytes(recordSize: Int) -> [UInt8] {
        nodes.flatMap { node -> [UInt8] in
            let values = node.map { record -> UInt32 in
                switch record {
                case .empty: UInt32(nodes.count)
                case .node(let number): UInt32(number)
                case .data(let offset): UInt32(nodes.count + 16 + offset)
                }
            }
            let digits = values.map { value in
                (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * $0)) }
            }
            switch recordSize {
            case 24: return Array(digits[0][1...] + digits[1][1...])
            case 28:
                return Array(digits[0][1...]) + [digits[0][0] << 4 | digits[1][0] & 15]
                    + Array(digits[1][1...])
            default: return digits[0] + digits[1]
            }
        }
    }
}
