import Foundation
import JSONOutput
import Reports
import TestSupport
import Testing

@Suite struct `JSON writers` {
    private func parsed(_ writer: JSONWriter) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(writer.bytes), options: .fragmentsAllowed)
    }

    @Test func `write fields in order and leave out those without a value`() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("a", "x")
            writer.field("none", String?.none)
            writer.field("b", 7)
            writer.field("c", 0.25)
            writer.field("d", true)
            writer.object("e") { $0.field("f", Timestamp(seconds: 0)) }
            writer.array("g", of: [1, 2]) { $0.number($1) }
            writer.array("h", of: [Int]()) { $0.number($1) }
            writer.name("i")
            writer.null()
        }
        #expect(
            writer.text
                == #"{"a":"x","b":7,"c":0.25,"d":true,"e":{"f":"1970-01-01T00:00:00Z"},"g":[1,2],"h":[],"i":null}"#
        )
    }

    @Test func `keep every text, on one line`() throws {
        var random = SeededGenerator(seed: 0x7507)
        for _ in 0..<500 {
            let scalars = (0..<Int.random(in: 0..<40, using: &random)).map { _ -> Unicode.Scalar in
                let highest: UInt32 = Bool.random(using: &random) ? 0x80 : 0x2FFF
                return Unicode.Scalar(UInt32.random(in: 0..<highest, using: &random)) ?? "?"
            }
            let text = String(String.UnicodeScalarView(scalars))
            var writer = JSONWriter()
            writer.string(text)
            #expect(try parsed(writer) as? String == text)
            #expect(!writer.bytes.contains { $0 < 0x20 })
        }
    }

    @Test(arguments: [
        (0.0, "0"), (1, "1"), (0.123456, "0.1235"), (-2.5, "-2.5"), (1e6, "1000000"), (.infinity, "null"),
        (.nan, "null"), (99.99999, "100"),
    ])
    func `write numbers without idle digits`(value: Double, text: String) {
        var writer = JSONWriter()
        writer.number(value)
        #expect(writer.text == text)
    }

    @Test func `write one value a line`() {
        var writer = JSONWriter()
        for number in 1...3 {
            writer.object { $0.field("n", number) }
            writer.endLine()
        }
        #expect(writer.text == "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n")
    }
}
