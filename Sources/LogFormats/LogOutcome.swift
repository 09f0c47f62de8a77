/// What became of a line.
public enum LogOutcome: Hashable, Sendable {
    /// The line gave this many events, one or more.
    case events(Int)
    /// The line is understood and gives no event.
    case skipped(Reason)
    /// Nothing was found in the line: neither a time nor an address nor a name.
    case unparsed

    /// Why a line that is understood gives no event.
    public enum Reason: Hashable, Sendable {
        /// Empty, or white space only.
        case blank
        /// A header, a comment, a closing line.
        case header
        /// A part of a record that spans lines; the record's last line gives the event.
        case partial
        /// A record that spans more than ``LogReader/maximumRecordLength`` bytes and was given up.
        case tooLong
    }
}
