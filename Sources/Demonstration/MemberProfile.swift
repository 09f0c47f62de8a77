import Addresses
import Registry

/// One of the six members of the scenario.
struct MemberProfile: Sendable {
    let code: String
    let name: String
    let arabicName: String
    /// Which of the six it is, from 0: what it answers for follows from it.
    let place: Int

    /// The Gulf states' national CERTs, by neutral names.
    static let all = [
        ("ae", "National CERT AE", "المركز الوطني للاستجابة – الإمارات"),
        ("bh", "National CERT BH", "المركز الوطني للاستجابة – البحرين"),
        ("kw", "National CERT KW", "المركز الوطني للاستجابة – الكويت"),
        ("om", "National CERT OM", "المركز الوطني للاستجابة – عُمان"),
        ("qa", "National CERT QA", "المركز الوطني للاستجابة – قطر"),
        ("sa", "National CERT SA", "المركز الوطني للاستجابة – السعودية"),
    ]
    .enumerated().map { place, words in
        MemberProfile(code: words.0, name: words.1, arabicName: words.2, place: place)
    }

    /// The member whose people and programs of every role are shown.
    static let shown = "qa"

    /// The name under which its institutions lie.
    var suffix: String { "\(code).example" }
    /// The first of the 32 addresses that it answers for.
    private var firstAddress: Int { place * 32 }

    var constituency: [Address] {
        ["192.0.2.\(firstAddress)/27", "2001:db8:\(place + 1)::/48", "AS\(64_496 + place)", suffix]
            .map(DemoAddress.read)
    }

    /// One of its hosts, by number.
    func host(_ number: Int) -> IPAddress? {
        if case .ip(let address) = DemoAddress.read("192.0.2.\(firstAddress + 1 + number % 30)") {
            return address
        }
        return nil
    }

    /// The names of its sensors.
    var sensors: [String] { ["\(code)-dns", "\(code)-gateway"] }
    /// The names of its enforcement points.
    var consumers: [String] { ["\(code)-firewall", "\(code)-resolver"] }

    var settings: MemberSettings {
        MemberSettings(code: code, name: name, arabicName: arabicName, constituency: constituency)
    }
}

/// The addresses that this program writes down.
enum DemoAddress {
    static func read(_ text: String) -> Address {
        guard let address = try? Address(text) else {
            preconditionFailure("the demonstration writes an address that is none: \(text)")
        }
        return address
    }
}
