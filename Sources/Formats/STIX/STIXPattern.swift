/// A pattern of the STIX patterning language (STIX 2.1, §9), as written.
indirect enum STIXObservation {
    /// `[…]`: one observation that meets the comparison.
    case comparison(STIXComparison)
    case all([STIXObservation])
    case any([STIXObservation])
    /// One after the other.
    case sequence([STIXObservation])
    case qualified(STIXObservation, STIXQualifier)
}

/// When and how often an observation must be made.
enum STIXQualifier {
    case within(seconds: Double)
    case repeats(Int)
    case from(start: [UInt8], stop: [UInt8])
}

/// What one observation must show.
indirect enum STIXComparison {
    case test(STIXTest)
    case all([STIXComparison])
    case any([STIXComparison])
}

/// One property of an object against a constant.
struct STIXTest {
    enum Comparator {
        case equal
        case notEqual
        case greater
        case greaterOrEqual
        case less
        case lessOrEqual
        case `in`
        case like
        case matches
        case isSubset
        case isSuperset
        case exists
    }

    var path: STIXObjectPath
    var isNegated: Bool
    var comparator: Comparator
    /// One constant; of a set all, of `EXISTS` none.
    var constants: [STIXConstant]
    /// Where the test stands in the pattern.
    var place: Range<Int>
}

/// `type:property.property[index]`.
struct STIXObjectPath {
    enum Step: Equatable {
        case property(String)
        case index(Int)
        /// `[*]`
        case anyIndex
    }

    var type: String
    var steps: [Step]

    /// The names of the steps, without indexes.
    var properties: [String] {
        steps.compactMap { step in
            if case .property(let name) = step { name } else { nil }
        }
    }
}

/// A value in a pattern.
enum STIXConstant: Equatable {
    case string([UInt8])
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    /// `t'…'`, the text between the quotes.
    case timestamp([UInt8])
    /// `b'…'` and `h'…'`, decoded.
    case bytes([UInt8])
}

/// Why a text is no pattern, and where.
struct STIXPatternError: Error {
    /// Byte offset in the pattern.
    let offset: Int
    let detail: String
}
