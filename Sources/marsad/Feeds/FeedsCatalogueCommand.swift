import ArgumentParser
import FeedCatalogue
import Formats
import JSONOutput
import Reports

/// `marsad feeds catalogue`: the public feeds that Marsad knows of.
struct FeedsCatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Show the public feeds that Marsad knows of, with their terms."
    )

    @Flag(name: .long, help: "One JSON object per feed.")
    var json = false

    func run() throws {
        var output = StandardOutput()
        do throws(CatalogueError) {
            for feed in try FeedCatalogue.feeds() { output.print(json ? feed.jsonText : feed.text) }
        } catch { throw CommandFailure.operationFailed("\(error)") }
        output.flush()
    }
}

extension CatalogueFeed {
    fileprivate var text: String {
        let marks = [isOnByDefault ? "on by default" : nil, key == nil ? nil : "wants a key"].compactMap(
            \.self
        )
        let remarks = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
        return """
            \(id)\(remarks)
              \(name), by \(owner)
              \(url)
              \(format.rawValue), every \(minutes) min; \(category.name), \(label.name), to \(permittedUse.name); \
            \(licence), \(terms)
            """
    }

    fileprivate var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("id", id)
            writer.field("name", name)
            writer.field("owner", owner)
            writer.field("url", url)
            writer.field("format", format.rawValue)
            writer.field("minutes", minutes)
            writer.field("category", category.name)
            writer.field("confidence", confidence)
            writer.field("label", label.name)
            writer.field("use", permittedUse.name)
            writer.field("lineage", lineage)
            writer.field("licence", licence)
            writer.field("terms", terms)
            writer.field("wantsKey", key != nil)
            writer.field("onByDefault", isOnByDefault)
            writer.field("note", note)
        }
        return writer.text
    }
}
