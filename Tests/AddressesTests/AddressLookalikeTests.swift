import Addresses
import Testing

@Suite struct `Text that looks like addresses` {
    @Test(arguments: [
        "invoice.exe run.sh tool.py archive.zip clip.mov README.md libc.so main.rs script.pl x.ps1 a.tar.gz notes.one",
        "/usr/lib/x.so ./run.com ../a.com ~/b.com /opt/evil.com/x C:\\x\\y.com %TEMP%\\a.com C:\\a\\evil.com\\b",
        "HKLM\\Software\\Microsoft.NET\\x.com Global\\mutex.com Licatrade.app/Contents/MacOS/run Stockfolio.app",
        "et2z7q0FREZ.cr sTUlsWa1.cr 2czcy5xvh7br[1].jpg",
    ])
    func `has file names and paths`(text: String) {
        #expect(AddressExtractor.extract(from: text.utf8.span) == [])
    }

    @Test(arguments: [
        "version 10.0.1.2, v1.2.3.4, build 1.2.3.5, release: 1.2.3.6, firmware 1.2.3.7",
        "Version=4.0.0.0, Culture=neutral",
        "versions 1.2.3.4, 1.2.3.5 and 1.2.3.6", "Chrome/100.0.0.0 Safari/1.2.3.4 Edg/1.0.0.1",
        "version number 1.2.3.4",
        "version 10.0.19041.1 192.0.2.300 1.2.3 1.3.6.1.4.1.311.1 276.121.68[.]115 01.02.03.04",
    ])
    func `has version numbers`(text: String) {
        #expect(AddressExtractor.extract(from: text.utf8.span) == [])
    }

    @Test(arguments: [
        "System.Net.WebClient System.IO document.write com.android.app com.apple.mail java.util.net foo.bar() org.a.FlyGram",
        "Win32/Agent.ABC MSIL/Agent.ET Injector.MD Trojan.Win32.Agent.ru PowerShell/Pterodo.GA ASP.NET VB.NET",
        "x = window.name; socket.on('a', f); layer.open({ item.link = 1; fooBar.id, Math.random()",
        "if (a.is == b.it) { return user.name; }",
        "self.stream.read(), this.ie, self.tk = x, Color.red = 1, makefile.in meson.build pyconfig.h.in x.foo e.name ASN1",
        "def f(a): return collections.abc", "from a.lexers.shell import x", "pip._vendor.platformdirs.vip",
        "networking.k8s.io/v1 nginx.ingress.kubernetes.io/auth-url",
    ])
    func `has identifiers`(text: String) {
        #expect(AddressExtractor.extract(from: text.utf8.span) == [])
    }

    @Test(arguments: [
        "12:30:45 00:11:22:33:44:55 00:11:22:33:44:55:66:77 std::string a::b abc::def ::add x::1 fe80::1%eth0 3e:0a:2c:0e",
        ":(:) (:) a ::= b", "AS/400 AS400 AS 2025-10-14 KNOWN AS 2021 as 64496 AS 5 class123 BAS64496",
        "d41d8cd98f00b204e9800998ecf8427e",
        "e.g. i.e. U.S. a.m. Ph.D. etc. and so on... 3.14 1.000.000 $1.99 10.5.2024",
        "first.last@ x@y @user.name",
        "http:// http://localhost/ http://[victim domain]/x http://<host>/ file:///etc/passwd",
        ".com, .net, .co.uk",
        "printer.local unknown.tld +example.tld+ _____.tld x.x.x.x tooshor.t",
    ])
    func `has numbers, scopes and words`(text: String) {
        #expect(AddressExtractor.extract(from: text.utf8.span) == [])
    }
}
