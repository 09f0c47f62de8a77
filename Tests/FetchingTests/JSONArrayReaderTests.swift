@testable import Fetching
import Foundation
import TestSupport
import Testing

@Suite struct JSONArrayReaderTests {
    private static func read(_ text: String, path: [String], pieces: Int) throws -> (
        JSONArrayReader, [String]
    ) {
        var reader = JSONArrayReader(path: path)
        var elements: [String] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            _ = try reader.read(bytes[start..<min(start + pieces, bytes.count)]) {
                element throws(FetchFailure) in
                elements.append(String(decoding: element, as: UTF8.self))
            }
        }
        return (reader, elements)
    }

    @Test(arguments: [1, 2, 7, 4096]) func `elements and values come out whole, however the bytes come`(
        pieces: Int
    ) throws {
        let text = #"""
            {"more" : true, "deep": {"objects": [{"no": 1}], "more": false}, "next":"a\"},{b",
             "objects": [ {"id":"x--1","t":"]}"} , {"n":[{"m":"\\"}]} ], "rest": [[1,2],["objects"]]}
            """#
        let (reader, elements) = try Self.read(text, path: ["objects"], pieces: pieces)
        #expect(elements == [#"{"id":"x--1","t":"]}"}"#, #"{"n":[{"m":"\\"}]}"#])
        #expect(
            reader.values.mapValues { String(decoding: $0, as: UTF8.self) } == [
                "more": "true", "next": #""a\"},{b""#,
            ]
        )
        #expect(reader.isWhole && reader.count == 2)
    }

    @Test(arguments: [
        ("{}", true), (#"{"objects":[]}"#, true), (" { \"more\" : false } \n", true),
        (#"{"objects":[{}]"#, false),
        ("", false), ("<html>", false), (#"{"objects":["a"]}"#, false), (#"{"objects":[1]}"#, false),
        ("{}{}", false),
        ("]", false), ("{]", false), (String(repeating: "[", count: 1000), false), ("true", false),
    ])
    func `what is no such text is told`(text: String, isWhole: Bool) throws {
        #expect(try Self.read(text, path: ["objects"], pieces: 3).0.isWhole == isWhole)
    }

    @Test func `elements are those a parser finds`() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            let objects = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Self.object(&random, depth: 3)
            }
            let whole: [String: Any] = [
                "response": ["Other": [["a": 1]], "Attribute": objects], "Attribute": [["b": 2]],
            ]
            let text = String(decoding: try JSONSerialization.data(withJSONObject: whole), as: UTF8.self)
            let pieces = Int.random(in: 1...50, using: &random)
            let (reader, elements) = try Self.read(text, path: ["response", "Attribute"], pieces: pieces)
            let found = try elements.map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary
            }
            #expect(found == objects.map { $0 as NSDictionary } && reader.isWhole)
        }
    }

    private static func object(_ random: inout SeededGenerator, depth: Int) -> [String: Any] {
        var object: [String: Any] = [:]
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let key = ["a\"", "b}", "objects", "Attribute", "ü\\"][Int.random(in: 0...4, using: &random)]
            switch Int.random(in: 0...3, using: &random) {
            case 0 where depth > 0: object[key] = Self.object(&random, depth: depth - 1)
            case 1 where depth > 0: object[key] = [Self.object(&random, depth: depth - 1), "]", 7]
            case 2: object[key] = "\\\"{[\n"
            default: object[key] = Int.random(in: -9...9, using: &random)
            }
        }
        return object
    }
}
