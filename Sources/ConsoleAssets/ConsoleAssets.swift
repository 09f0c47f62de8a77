/// The console's files: templates, style, script and icon, inside the program, so that it works wherever it stands.
///
/// They are files of their own in `Assets`, which the build turns into bytes; this table gives them their names.
public enum ConsoleAssets {
    /// A file for browsers.
    public struct File: Sendable {
        /// Its name.
        public let name: String
        /// Its media type.
        public let mediaType: String
        /// What is in it.
        public let bytes: [UInt8]
    }

    private static let script = "text/javascript; charset=utf-8"

    /// What browsers may fetch.
    public static let files = [
        File(
            name: "console.css",
            mediaType: "text/css; charset=utf-8",
            bytes: PackageResources.console_css
        ),
        File(
            name: "console.js",
            mediaType: script,
            bytes: PackageResources.console_js
        ),
        File(name: "live.js", mediaType: script, bytes: PackageResources.live_js),
        File(name: "say.js", mediaType: script, bytes: PackageResources.say_js),
        File(name: "session.js", mediaType: script, bytes: PackageResources.session_js),
        File(name: "icon.svg", mediaType: "image/svg+xml", bytes: PackageResources.icon_svg),
    ]

    /// The templates (Mustache), by name.
    public static let templates: [String: String] = Dictionary(
        uniqueKeysWithValues: [
            ("layout", PackageResources.layout_mustache),
            ("sentence", PackageResources.sentence_mustache),
            ("address-text", PackageResources.address_text_mustache),
            ("address-doubts", PackageResources.address_doubts_mustache),
            ("cell", PackageResources.cell_mustache),
            ("level", PackageResources.level_mustache),
            ("label", PackageResources.label_mustache),
            ("field", PackageResources.field_mustache),
            ("table", PackageResources.table_mustache),
            ("form", PackageResources.form_mustache),
            ("form-page", PackageResources.form_page_mustache),
            ("tables-page", PackageResources.tables_page_mustache),
            ("situation", PackageResources.situation_mustache),
            ("search", PackageResources.search_mustache),
            ("address", PackageResources.address_mustache),
            ("help", PackageResources.help_mustache),
            ("message", PackageResources.message_mustache),
        ]
        .map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
    )
}
