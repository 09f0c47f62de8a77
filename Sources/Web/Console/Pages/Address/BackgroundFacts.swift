import Addresses
import Enrichment
import Foundation
import Registry

/// What is known of an address by where it lies, as the page of an address tells it.
enum BackgroundFacts {
    /// What is known, in the order of the page; the member that answers for it stands elsewhere.
    static func all(_ background: AddressBackground, _ reading: Reading) -> [TablesContent.Fact] {
        var cells: [(phrase: Phrase, cell: Cell)] = []
        let geography = background.geography
        if let country = geography.country?.value.text {
            cells.append((.country, .words(name(ofCountry: country, reading), output: country)))
        }
        if let system = geography.system?.value {
            var parts: [Cell] = [.address(.asn(system))]
            if let organisation = geography.organisation?.value { parts.append(.foreign(organisation)) }
            cells.append((.networkSystem, .list(parts)))
        } else if let organisation = geography.organisation?.value {
            cells.append((.networkSystem, .foreign(organisation)))
        }
        if let name = background.registrableDomain {
            cells.append((.registeredDomain, .address(.domain(name))))
        } else if let suffix = background.publicSuffix {
            cells.append((.publicSuffix, .code(suffix.text)))
        }
        if let reservation = background.reservation { cells.append((.reservedFor, .foreign(reservation))) }
        return cells.map {
            TablesContent.Fact(name: reading($0.phrase), value: CellView($0.cell, in: reading))
        }
    }

    /// A country's name in the reader's language; its two letters where there is none.
    private static func name(ofCountry code: String, _ reading: Reading) -> String {
        Locale(identifier: reading.language.rawValue).localizedString(forRegionCode: code) ?? code
    }
}
