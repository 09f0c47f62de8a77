internal import CPSL

/// What the last label of a dotted word says about the word.
enum TopLevelDomain {
    /// No such top-level domain.
    case unknown
    /// A top-level domain and nothing else that is common.
    case ordinary
    /// A top-level domain that is also a common ending of file names.
    case fileLike
    /// A top-level domain that is a word, as others after a dot in source code are.
    case codeLike

    /// Classifies the last label of a name.
    /// - Parameter label: the label in lower case, ASCII or UTF-8.
    init(_ label: String) {
        if Self.alsoFileEndings.contains(label) {
            self = .fileLike
        } else if Self.specialUse.contains(label) {
            self = .ordinary
        } else if !Self.isDelegated(label) {
            self = .unknown
        } else if Self.classic.contains(label)
            || (label.utf8.count == 2 && !Self.alsoCodeWords.contains(label))
        {
            self = .ordinary
        } else {
            self = Self.isASCIIWord(label) ? .codeLike : .ordinary
        }
    }

    private static func isASCIIWord(_ label: String) -> Bool {
        label.utf8.allSatisfy(\.isASCIILetter)
    }

    /// Whether the public suffix list's registry section has the label itself as a rule.
    private static func isDelegated(_ label: String) -> Bool {
        psl_is_public_suffix2(psl_builtin(), label, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1
    }

    /// Whether names are registered below `name` itself, such as `co.uk`.
    /// - Parameter name: two labels or more in lower case.
    /// - Returns: whether it is a rule of the registry section.
    static func isPublicSuffix(_ name: String) -> Bool { isDelegated(name) }

    /// Names outside the root zone that are addresses all the same: hidden services, other roots, documentation.
    private static let specialUse: Set<String> = [
        "onion", "i2p", "bit", "bazar", "coin", "emc", "example", "eth", "loki",
    ]

    /// Endings that are file names more often than domains in reports. `com` is not here: as a file ending it is rare.
    private static let alsoFileEndings: Set<String> = [
        "cab", "cat", "do", "inc", "la", "md", "mk", "mm", "mov", "one", "pl", "pm", "ps", "py", "rs", "sh",
        "so",
        "tf", "vi",
        "zip", "invalid", "test",
    ]

    /// The top-level domains of more than two letters that are hardly words of code.
    private static let classic: Set<String> = ["com", "net", "org", "biz", "edu", "gov", "mil", "arpa"]

    /// The top-level domains of two letters that follow a dot in code, as methods, properties or files.
    private static let alsoCodeWords: Set<String> = [
        "ac", "am", "as", "at", "cc", "cx", "do", "id", "in", "io", "is", "it", "lt", "my", "ne", "no", "gt",
        "ge", "re", "to",
    ]

    /// Endings of files that no top-level domain has. A defanged name with one of them is a defanged file name.
    static let fileEndings: Set<String> = [
        "exe", "dll", "sys", "scr", "bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "hta", "lnk", "msi",
        "jar", "apk", "elf",
        "bin", "dat", "tmp", "log", "txt", "pdf", "doc", "docx", "docm", "xls", "xlsx", "xlsm", "xlsb", "ppt",
        "pptx", "rtf",
        "csv", "xml", "json", "html", "htm", "php", "asp", "aspx", "jsp", "cgi", "rar", "iso", "img", "gz",
        "tgz", "tar",
        "png", "jpg", "jpeg", "gif", "bmp", "ico", "svg", "css", "ini", "cfg", "conf", "inf", "reg", "url",
        "swf", "class",
        "dmg", "pkg", "plist", "deb", "rpm", "ocx", "cpl", "pif", "chm", "mht", "eml", "msg", "db", "sqlite",
        "key", "pem",
        "crt", "der", "psd", "mp3", "mp4", "avi", "wav", "zipx", "bak", "yml", "yaml", "toml", "lua", "cpp",
        "hpp", "odd",
    ]

    /// Top-level domains that are also short words of a sentence.
    static let shortWords: Set<String> = [
        "be", "me", "us", "so", "am", "pm", "de", "la", "et", "al", "or", "one", "for",
    ]

    /// Last labels that stand for any top-level domain in examples.
    static let placeholders: Set<String> = ["tld", "domain"]
}
