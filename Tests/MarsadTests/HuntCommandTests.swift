import Foundation
import TestSupport
import Testing

@Suite struct `marsad hunt and marsad archive` {
    private let marsad = Program.product("marsad")
    private let folder: TemporaryFolder
    private var data: String { folder.path("data") }
    /// Noon of yesterday, so that whatever the clock says the lines below are of the past.
    private let noon: Date

    init() throws {
        folder = try TemporaryFolder()
        noon = Date(
            timeIntervalSince1970: (Date().timeIntervalSince1970 / 86_400).rounded(.down) * 86_400 - 43_200
        )
    }

    private func text(_ seconds: TimeInterval) -> String {
        noon.addingTimeInterval(seconds).ISO8601Format()
    }

    private func run(_ arguments: [String], input: String = "") throws -> Program.Outcome {
        var arguments = arguments
        arguments.insert(contentsOf: ["--data", data], at: arguments[0] == "archive" ? 2 : 1)
        return try marsad.run(arguments, input: input)
    }

    private func ingest(_ lines: [String], _ options: [String] = []) throws -> [String: Int] {
        let outcome = try run(
            ["archive", "ingest", "--json"] + options,
            input: lines.joined(separator: "\n") + "\n"
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try Self.object(outcome.output).compactMapValues { $0 as? Int }
    }

    private func hunt(_ arguments: [String]) throws -> (status: Int32, answers: [[String: Any]]) {
        let outcome = try run(["hunt", "--json"] + arguments)
        return (outcome.status, try outcome.lines.map(Self.object))
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// An hour of two sensors, complete but for a minute of one.
    private var lines: [String] {
        [
            #"{"address":"a.evil.example","inside":"10.0.0.7","sensor":"dns","at":"\#(text(60))","count":3}"#,
            #"{"address":"hxxp://evil[.]example/kit/x","inside":"10.0.0.8","sensor":"proxy","at":\#(Int(noon.timeIntervalSince1970) + 90)}"#,
            #"{"address":"A.EVIL.example.","inside":"10.0.0.7","sensor":"dns","at":"\#(text(120))"}"#,
            #"{"address":"198.51.100.7","at":"\#(text(30))"}"#,
            #"{"sensor":"dns","from":"\#(text(0))","to":"\#(text(3600))"}"#,
            #"{"sensor":"proxy","from":"\#(text(0))","to":"\#(text(3600))"}"#,
            #"{"sensor":"proxy","from":"\#(text(600))","to":"\#(text(660))","gap":"overload","lost":51}"#,
        ]
    }

    @Test func `tells who met an address, a network, a domain, a URL`() throws {
        let counts = try ingest(lines, ["--sensor", "dns"])
        #expect(
            counts["read"] == 7 && counts["accepted"] == 7 && counts["rows"] == 3 && counts["stored"] == 1
        )
        let period = ["--since", text(0), "--until", text(3600)]

        let domain = try hunt(["evil.example"] + period)
        #expect(domain.status == 0)
        let answer = try #require(domain.answers.first)
        #expect(
            answer["met"] as? Bool == true && answer["count"] as? Int == 5 && answer["hosts"] as? Int == 2
        )
        #expect(answer["first"] as? String == text(60) && answer["last"] as? String == text(120))
        let meetings = try #require(answer["meetings"] as? [[String: Any]])
        #expect(meetings.map { $0["inside"] as? String } == ["10.0.0.7", "10.0.0.8"])
        #expect(meetings.map { $0["address"] as? String } == ["a.evil.example", "http://evil.example/kit/x"])
        #expect(meetings.map { $0["sensor"] as? String } == ["dns", "proxy"])
        #expect(meetings.map { $0["count"] as? Int } == [4, 1])

        #expect(try hunt(["198.51.100.0/24"] + period).answers.first?["count"] as? Int == 1)
        #expect(try hunt(["evil.example", "--reach", "exactly"] + period).status == 1)
        #expect(
            try hunt(["https://evil.example/kit", "--reach", "path-prefix"] + period).answers.first?["count"]
                as? Int == 1
        )
        #expect(
            try hunt(["http://evil.example/other", "--reach", "host"] + period).answers.first?["count"]
                as? Int == 1
        )
        let several = try hunt(["nobody.example", "evil.example"] + period)
        #expect(several.status == 0 && several.answers.map { $0["met"] as? Bool } == [false, true])
    }

    @Test func `leaves with 1 when nobody met it, and says how complete the archive is`() throws {
        _ = try ingest(lines, ["--sensor", "dns"])
        let inside = try hunt(["nobody.example", "--since", text(0), "--until", text(3600)])
        #expect(inside.status == 1)
        let answer = try #require(inside.answers.first)
        #expect(answer["complete"] as? Bool == false && answer["count"] as? Int == 0)
        let coverage = try #require(answer["coverage"] as? [[String: Any]])
        #expect(coverage.map { $0["sensor"] as? String } == ["dns", "proxy"])
        #expect(coverage.map { $0["complete"] as? Bool } == [true, false])
        let gap = try #require((coverage[1]["gaps"] as? [[String: Any]])?.first)
        #expect(gap["reason"] as? String == "overload" && gap["lost"] as? Int == 51)
        #expect(gap["from"] as? String == text(600) && gap["to"] as? String == text(660))

        #expect(try run(["archive", "retire", "proxy"]).status == 0)
        let retired = try hunt(["nobody.example", "--since", text(0), "--until", text(3600)])
        #expect(retired.answers.first?["complete"] as? Bool == true)
        let told = try run(["hunt", "nobody.example", "--since", "3d"])
        #expect(
            told.status == 1 && told.output.contains("nobody met it") && told.output.contains("dns misses")
        )
    }

    @Test func `the same input changes nothing the second time`() throws {
        #expect(try ingest(lines, ["--sensor", "dns"])["stored"] == 1)
        let again = try ingest(lines, ["--sensor", "dns"])
        #expect(again["stored"] == 0 && again["known"] == 1)
        #expect(try hunt(["evil.example"]).answers.first?["count"] as? Int == 5)
        #expect(try ingest(lines + [lines[0]], ["--sensor", "dns"])["stored"] == 1)
        #expect(try hunt(["evil.example"]).answers.first?["count"] as? Int == 5 + 8)
    }

    @Test func `counts lines that say nothing usable, with their places`() throws {
        let bad = [
            "nonsense", "{}", #"{"address":"evil.example","sensor":"dns"}"#,
            #"{"address":"no address","sensor":"dns","at":5}"#,
            #"{"address":"evil.example","sensor":"dns","at":"yesterday"}"#,
            #"{"address":"evil.example","sensor":"dns","at":1,"inside":"host-7"}"#,
            #"{"address":"evil.example","at":1}"#,
            #"{"address":"evil.example","sensor":"dns","at":-5}"#, #"{"sensor":"dns","from":5,"to":5}"#,
            #"{"sensor":"dns","from":5,"to":6,"gap":"bored"}"#,
            #"{"address":"evil.example","sensor":"","at":1}"#,
            #"{"address":"evil.example","sensor":"dns","at":1,"count":0}"#, "",
        ]
        let outcome = try run(
            ["archive", "ingest", "--json", "--show-rejects", "20"],
            input: bad.joined(separator: "\n")
        )
        #expect(outcome.status == 0)
        let counts = try Self.object(outcome.output)
        #expect(
            counts["read"] as? Int == 12 && counts["rejected"] as? Int == 12 && counts["rows"] as? Int == 0
        )
        for number in 1...12 {
            #expect(outcome.errors.contains("standard input:\(number): "), "line \(number)")
        }
    }

    @Test func `days that are too old or have not come are counted, not kept`() throws {
        let counts = try ingest([
            #"{"address":"evil.example","sensor":"dns","at":"2001-01-01T00:00:00Z"}"#,
            #"{"address":"evil.example","sensor":"dns","at":"\#(text(20 * 86_400))"}"#,
        ])
        #expect(counts["expired"] == 1 && counts["ahead"] == 1 && counts["stored"] == 0)
    }

    @Test func `shows and packs its days`() throws {
        _ = try ingest(lines, ["--sensor", "dns"])
        let status = try Self.object(run(["archive", "status", "--json"]).output)
        #expect(
            (status["days"] as? [[String: Any]])?.map { $0["day"] as? String } == [String(text(0).prefix(10))]
        )
        #expect((status["sensors"] as? [[String: Any]])?.map { $0["sensor"] as? String } == ["dns", "proxy"])
        #expect(try run(["archive", "maintain", "--keep", "1"]).status == 0)
        #expect(try hunt(["evil.example"]).answers.first?["count"] as? Int == 5)
    }

    static let wrong: [([String], Int32, String)] = [
        (["hunt", "no address"], 2, "no address"),
        (["hunt", "evil.example", "--since", "soon"], 2, "since"),
        (["hunt", "evil.example", "--since", "1d", "--until", "2d"], 2, "--since must be before --until"),
        (["hunt", "evil.example", "--reach", "far"], 2, "reach"),
        (["hunt", "evil.example"], 2, "there is no hunt archive"),
        (["archive", "status"], 2, "there is no hunt archive"),
        (["archive", "maintain", "--keep", "0"], 2, "--keep"),
        (["archive", "retire", "nobody"], 2, "there is no such sensor"),
        (["archive", "ingest", "/nonexistent/file"], 2, "/nonexistent/file"),
    ]

    @Test(arguments: wrong)
    func `tell wrong usage`(arguments: [String], status: Int32, words: String) throws {
        let outcome = try run(arguments)
        #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }
}
