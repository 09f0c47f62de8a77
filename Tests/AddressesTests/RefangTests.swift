import Testing

@testable import Addresses

@Suite struct `Defanging undone` {
    private static func prose(_ text: String) -> String {
        String(decoding: Refang(text.utf8.span, as: .prose).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("evil[.]example", "evil.example"), ("evil(.)example", "evil.example"),
        ("evil{.}example", "evil.example"),
        ("evil[dot]example", "evil.example"), ("evil(DOT)example", "evil.example"),
        ("evil[[.]]example", "evil.example"),
        ("evil[ . ]example", "evil.example"), ("evil[.example", "evil.example"),
        ("evil.]example", "evil.example"),
        ("evil\\.example", "evil.example"), ("evil\\\\.example", "evil.example"),
        ("evil[,]example", "evil.example"),
        ("evil [.] example", "evil.example"), ("evil[.] example", "evil.example"),
        ("evil[.]\n    example", "evil.example"),
        ("evil．example", "evil.example"), ("evil。example", "evil.example"), ("evil｡example", "evil.example"),
        ("a[@]evil[.]example", "a@evil.example"), ("a [at] evil [dot] example", "a@evil.example"),
        ("hxxp://evil.example", "http://evil.example"), ("hXXps://evil.example", "https://evil.example"),
        ("h**p://evil.example", "http://evil.example"), ("hxtp://evil.example", "http://evil.example"),
        ("htxp://evil.example", "http://evil.example"), ("hzzps://evil.example", "https://evil.example"),
        ("meow://evil.example", "http://evil.example"), ("h[tt]p://evil.example", "http://evil.example"),
        ("fxp://evil.example", "ftp://evil.example"), ("http[:]//evil.example", "http://evil.example"),
        ("http:[//]evil.example", "http://evil.example"), ("http[://]evil.example", "http://evil.example"),
        ("http]]://evil.example", "http://evil.example"), ("http:[/][/]evil.example", "http://evil.example"),
        ("http:\\/\\/evil.example\\/a", "http://evil.example/a"),
        ("http:\\\\evil.example", "http://evil.example"),
        ("hxxp[:]//evil[.]example[:]8080[/]a[.]exe", "http://evil.example:8080/a.exe"),
        ("http://a.example/?u=hxxps[:]//b[.]example", "http://a.example/?u=https://b.example"),
        ("e[x]ample.com", "example.com"), ("2001:db8::[e]001", "2001:db8::e001"),
    ])
    func `gives plain text`(text: String, plain: String) {
        #expect(Self.prose(text) == plain)
    }

    @Test(arguments: [
        "see [1] and (2) and {a}", "array[i].name", "https://evil.example/a[1]",
        "https://evil.example/?a[0]=1&b[]=2",
        "link:https://evil.example[text]", "C:\\Users\\x", "a : b :: c",
        "std::vector",
        "one dot two", "one at two", "全角。文", "a <b> c", "\u{FF0E}", "[", "(", "h[", "[.", "xp://", "::1",
        "[::1]:80",
    ])
    func `leaves other text alone`(text: String) {
        let refanged = Refang(text.utf8.span, as: .prose)
        #expect(refanged.bytes == Array(text.utf8))
        #expect(refanged.origins.elementsEqual(0..<Int32(text.utf8.count)))
    }

    @Test func `remembers where each byte was`() {
        let text = "x hxxps[:]//evil [.] example[/]a"
        let refanged = Refang(text.utf8.span, as: .prose)
        #expect(String(decoding: refanged.bytes, as: UTF8.self) == "x https://evil.example/a")
        #expect(refanged.origin(of: 2) == 2)
        #expect(refanged.origin(of: 7) == 7)
        #expect(refanged.origin(of: 10) == 12)
        #expect(refanged.origin(of: 14) == 17)
        #expect(refanged.origin(of: 15) == 21)
        #expect(refanged.origin(of: 23) == 31)
        #expect(refanged.origin(of: 24) == text.utf8.count)
    }
}
