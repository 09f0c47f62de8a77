import Reports

/// Lines of firewall scripts: `ipset add`, saved ipset and iptables rules.
enum ScriptLine {
    /// Whether a line that begins with this word is a command rather than an address.
    static func isCommand(_ word: Span<UInt8>) -> Bool {
        if word.count >= 2, word[0] == UInt8(ascii: "-"), word[1].isLetter { return true }
        return word.equals("ipset") || word.equals("iptables") || word.equals("ip6tables")
            || word.equals("add")
            || word.equals("create") || word.equals("flush") || word.equals("destroy") || word.equals("swap")
            || word.equals("sudo")
    }

    /// Reads the address a command blocks; commands that block nothing are skipped.
    static func read(_ text: Span<UInt8>, at start: Int, into output: FeedOutput) {
        var words: [Range<Int>] = []
        var position = 0
        while position < text.count {
            let end = text.endOfWord(from: position)
            words.append(position..<end)
            position = text.startOfWord(from: end)
        }
        guard let range = member(words, in: text) ?? source(words, in: text) else { return output.skip() }
        let claim = comment(words, in: text).map { Claim(comment: $0) } ?? FeedOutput.emptyClaim
        output.read(text.extracting(range), at: start + range.lowerBound, claim: claim)
    }

    /// `add SET ADDRESS`, with options of `ipset` before it.
    private static func member(_ words: [Range<Int>], in text: Span<UInt8>) -> Range<Int>? {
        for index in words.indices.dropLast(2) {
            let word = text.extracting(words[index])
            guard word.equals("add") || word.equals("-a") && isIPSet(words, in: text) else { continue }
            return words[index + 2]
        }
        return nil
    }

    private static func isIPSet(_ words: [Range<Int>], in text: Span<UInt8>) -> Bool {
        words.contains { text.extracting($0).equals("ipset") }
    }

    /// `-s ADDRESS` or `-d ADDRESS` of a rule that drops or rejects.
    private static func source(_ words: [Range<Int>], in text: Span<UInt8>) -> Range<Int>? {
        var address: Range<Int>?
        var drops = false
        for index in words.indices.dropLast() {
            let word = text.extracting(words[index])
            let value = text.extracting(words[index + 1])
            if word.equals("-s") || word.equals("--source") || word.equals("-d")
                || word.equals("--destination")
            {
                if value[0] != UInt8(ascii: "!") { address = address ?? words[index + 1] }
            } else if word.equals("-j") || word.equals("--jump") {
                drops = !value.equals("accept") && !value.equals("return") && !value.equals("log")
            }
        }
        return drops ? address : nil
    }

    /// The text behind `comment` or `--comment`, in quotes.
    private static func comment(_ words: [Range<Int>], in text: Span<UInt8>) -> String? {
        for index in words.indices.dropLast() {
            let word = text.extracting(words[index])
            guard word.equals("comment") || word.equals("--comment") else { continue }
            let start = words[index + 1].lowerBound
            guard text[start] == 0x22, let end = text.first(0x22, from: start + 1) else { continue }
            return FieldText.string(text.extracting(start + 1..<end), limit: Claim.maximumTextLength)
        }
        return nil
    }
}
