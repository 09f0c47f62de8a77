internal import CPSL

/// The public suffix list: where names may be registered (<https://publicsuffix.org/list/>).
///
/// A name that no rule of the list is about has its last label as its suffix (the list's implicit rule `*`).
public final class PublicSuffixes: Sendable {
    /// A domain below which names are given to different holders.
    public struct Suffix: Hashable, Sendable {
        /// Who says that names are registered below the suffix.
        public enum Section: Hashable, Sendable {
            /// The registry of the top-level domain (ICANN section).
            case registry
            /// The holder of the domain itself, for the customers of a shared platform (private section).
            case privateHolder
            /// Nobody: the top-level domain is not in the list.
            case unlisted
        }

        /// The suffix, canonical ASCII without leading dot: `example`, `co.example`.
        public let text: String
        /// Who says that names are registered below the suffix.
        public let section: Section

        /// Whether the names below belong to the customers of one shared platform.
        public var isSharedPlatform: Bool { section == .privateHolder }
    }

    /// Why a list cannot be read.
    public enum ReadingError: Error, Hashable, Sendable {
        /// The file cannot be opened or holds no rule. libpsl takes any line of text for a rule.
        case unreadable(path: String)
    }

    /// The youngest list of this machine: that of Debian's `publicsuffix` or the one inside libpsl.
    public static let system = PublicSuffixes(list: psl_latest(nil))

    // psl_ctx_t belongs to this object alone from the end of init to deinit. libpsl writes to it only while loading;
    // the lookups take it const and keep their state on the stack, so threads may share it. nil is a list of no rules.
    private nonisolated(unsafe) let list: OpaquePointer?

    private init(list: OpaquePointer?) {
        self.list = list
    }

    /// Reads a list from a file.
    /// - Parameter path: a `public_suffix_list.dat`, or its compiled form (DAFSA).
    /// - Throws: ``ReadingError/unreadable(path:)``.
    public convenience init(contentsOf path: String) throws(ReadingError) {
        guard let list = psl_load_file(path) else { throw .unreadable(path: path) }
        // The compiled form has a count of -1.
        guard psl_suffix_count(list) != 0 else {
            psl_free(list)
            throw .unreadable(path: path)
        }
        self.init(list: list)
    }

    deinit {
        psl_free(list)
    }

    /// The public suffix that `name` is or lies below.
    public func suffix(of name: DomainName) -> Suffix {
        let length = suffixLength(of: name.text)
        let text = String(name.text.suffix(length))
        return Suffix(text: text, section: section(of: text))
    }

    /// The registrable domain that `name` is or lies below: its public suffix and one label more.
    /// - Returns: nil when `name` is a public suffix itself.
    public func registrableDomain(of name: DomainName) -> DomainName? {
        let start = name.text.utf8.count - suffixLength(of: name.text)
        guard start > 0 else { return nil }
        let labels = name.text.utf8.prefix(start - 1)
        let label = labels.lastIndex(of: UInt8(ascii: ".")).map(labels.index(after:)) ?? labels.startIndex
        return label == labels.startIndex ? name : DomainName(canonical: String(name.text[label...]))
    }

    /// Whether `name` itself is a public suffix.
    public func contains(_ name: DomainName) -> Bool {
        suffixLength(of: name.text) == name.text.utf8.count
    }

    /// Bytes of the suffix at the end of a canonical name.
    private func suffixLength(of text: String) -> Int {
        let found: Int? = text.withCString { name in
            psl_unregistrable_domain(list, name).map { text.utf8.count - ($0 - name) }
        }
        if let found { return found }
        let lastDot = text.utf8.lastIndex(of: UInt8(ascii: "."))
        return lastDot.map { text.utf8.distance(from: $0, to: text.utf8.endIndex) - 1 } ?? text.utf8.count
    }

    private func section(of suffix: String) -> Suffix.Section {
        if psl_is_public_suffix2(list, suffix, PSL_TYPE_PRIVATE | PSL_TYPE_NO_STAR_RULE) == 1 {
            return .privateHolder
        }
        return psl_is_public_suffix2(list, suffix, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1
            ? .registry : .unlisted
    }
}

extension DomainName {
    /// The registrable domain that this name is or lies below; nil when it is a public suffix itself.
    public func registrableDomain(by suffixes: PublicSuffixes = .system) -> DomainName? {
        suffixes.registrableDomain(of: self)
    }

    /// The public suffix that this name is or lies below.
    public func publicSuffix(by suffixes: PublicSuffixes = .system) -> PublicSuffixes.Suffix {
        suffixes.suffix(of: self)
    }
}
