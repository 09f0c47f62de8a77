internal import CPSL

/// What the last label of a dotted word says about the word.
enum TopLevelDomain {
    /// No such top-level domain.
    case unknown
    /// A top-level domain and nothing else that is common.
    case ordinary
    /// A top-level domain that is also a common ending of file names.
    case fileLike
    /// A top-level domain that is also a common word after a dot in source code.
    case codeLike

    /// Classifies the last label of a name.
    /// - Parameter label: the label in lower case, ASCII or UTF-8.
    init(_ label: String) {
        if Self.alsoFileEndings.contains(label) {
            self = .fileLike
        } else if Self.alsoCodeWords.contains(label) {
            self = .codeLike
        } else if Self.specialUse.contains(label) || Self.isDelegated(label) {
            self = .ordinary
        } else {
            self = .unknown
        }
    }

    /// Whether the public suffix list's registry section has the label itself as a rule.
    private static func isDelegated(_ label: String) -> Bool {
        psl_is_public_suffix2(psl_builtin(), label, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1
    }

    /// Whether names are registered below `name` itself, such as `co.uk`.
    /// - Parameter name: two labels or more in lower case.
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

    /// Endings that follow a dot in code, as methods, properties or packages.
    private static let alsoCodeWords: Set<String> = [
        "as", "at", "bar", "call", "case", "click", "data", "date", "direct", "do", "docs", "events", "fail",
        "foo", "host",
        "id", "in", "info", "is", "it", "link", "map", "my", "name", "net", "new", "next", "now", "no",
        "open", "page",
        "play", "plus", "post", "prof", "properties", "read", "run", "save", "search", "select", "show",
        "site", "store",
        "style", "support", "to", "tools", "top", "zone", "app", "io", "am", "box", "watch", "help",
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

    /// Last labels that stand for any top-level domain in examples.
    static let placeholders: Set<String> = ["tld", "domain"]
}
