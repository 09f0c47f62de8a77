/// Why a geography database cannot be used: which file, what is wrong, and how to mend it.
public struct GeoError: Error, Hashable, Sendable {
    /// What is wrong. The raw value is a stable label for counters and scripts.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The file cannot be opened or copied.
        case unreadable = "unreadable"
        /// The file is being written.
        case changing = "changing"
        /// The file is larger than ``GeoDatabase/maximumSize``.
        case tooLarge = "too-large"
        /// The file is no MaxMind DB, or only a part of one.
        case notADatabase = "not-a-database"
        /// The search tree or a record is broken.
        case damaged = "damaged"
    }

    /// What is wrong.
    public let code: Code
    /// The file as named by the caller.
    public let file: String
    /// What the layer below said.
    public let detail: String

    init(_ code: Code, file: String, detail: String) {
        self.code = code
        self.file = file
        self.detail = detail
    }
}

extension GeoError: CustomStringConvertible {
    /// One line for a person.
    public var description: String { "\(file): \(sentence) (\(detail)); \(remedy)" }

    private var sentence: String {
        switch code {
        case .unreadable: "the geography database cannot be read"
        case .changing: "the geography database is being written"
        case .tooLarge: "the geography database is too large"
        case .notADatabase: "the file is no MaxMind DB, or not all of one"
        case .damaged: "the geography database is damaged"
        }
    }

    private var remedy: String {
        switch code {
        case .unreadable: "make it readable for this user"
        case .changing: "it is read when it rests; better write beside it and rename"
        case .tooLarge: "use a smaller one"
        case .notADatabase, .damaged: "fetch the file again; what was read before stays in use"
        }
    }
}
