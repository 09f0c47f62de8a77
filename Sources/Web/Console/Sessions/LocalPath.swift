/// A path of this console that a request names to go on to: never another site.
struct LocalPath: Sendable {
    /// Longest path.
    static let maximumLength = 2048

    let text: String

    /// The path, or the first page when `text` is none of ours.
    init(_ text: String?) {
        let text = text ?? "/"
        let isOurs =
            text.utf8.first == UInt8(ascii: "/") && text.utf8.count <= Self.maximumLength
            && !text.hasPrefix("//") && !text.hasPrefix("/\\")
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
            && !text.hasPrefix("/sign-")
        self.text = isOurs ? text : "/"
    }
}
