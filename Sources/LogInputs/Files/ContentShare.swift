/// How much a file holds of what was read of a source.
enum ContentShare {
    /// Every byte that was read, and maybe more.
    case all
    /// Only a part of what was read, from the first byte on: a copy that was taken before the rest was written.
    case part
    /// It is another file.
    case nothing
}
