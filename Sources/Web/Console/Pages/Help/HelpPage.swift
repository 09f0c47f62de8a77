import Hummingbird
import Registry
import Reports
import Reputation

/// `/help`: keys, levels, labels and words.
struct HelpPage {
    let console: Console

    struct Entry: Sendable {
        let key: String
        let meaning: String
    }

    struct Level: Sendable {
        let level: CellView.LevelText
        let range: String
    }

    struct Content: Sendable {
        let keys: [Entry]
        let levels: [Level]
        let labels: [CellView.Label]
        let words: [Entry]
    }

    func add(to router: Router<HubContext>) {
        console.page(router, "/help", for: .read) { visit in
            Page(template: "help", area: .help, title: .help, content: Self.content(visit))
        }
    }

    private static func content(_ visit: Visit) -> Content {
        let reading = visit.reading
        let areas = Area.allCases.filter { $0 != .help && $0.isOpen(to: visit.identity) }.map { area in
            Entry(key: "g " + area.key.dropFirst(3).lowercased(), meaning: reading(area.phrase))
        }
        let ranges = ["0 – 20", "20 – 40", "40 – 60", "60 – 80", "80 – 100"]
        return Content(
            keys: [
                Entry(key: "/", meaning: reading(.keySearch)), Entry(key: "?", meaning: reading(.keyHelp)),
                Entry(key: "c", meaning: reading(.keyCopy)),
            ] + areas,
            levels: zip(Reputation.Level.allCases, ranges).map { level, range in
                Level(level: CellView.LevelText(level, score: 0, in: reading), range: range)
            },
            labels: SharingLabel.allCases.map { CellView.Label($0, in: reading) },
            words: [
                Entry(key: reading(.report), meaning: reading(.reportMeaning)),
                Entry(key: reading(.source), meaning: reading(.sourceMeaning)),
                Entry(key: reading(.sighting), meaning: reading(.sightingMeaning)),
                Entry(key: reading(.score), meaning: reading(.scoreMeaning)),
                Entry(key: reading(.lineage), meaning: reading(.lineageMeaning)),
                Entry(key: reading(.constituency), meaning: reading(.constituencyMeaning)),
                Entry(key: reading(.revision), meaning: reading(.revisionMeaning)),
            ]
        )
    }
}
