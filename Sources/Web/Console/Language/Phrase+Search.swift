extension Phrase {
    static let searchTexts: [Phrase: Texts] = [
        .nothingFound: Texts("Nothing found.", "لا نتائج."),
        .understood: Texts("Addresses in your text", "العناوين الواردة في النص"),
        .contained: Texts("Contained in it", "ما يحتويه"),
        .containing: Texts("Contains it", "ما يقع ضمنه"),
        .noAddressesInText: Texts(
            "There is no address in this text. Type an IP address, network, AS number, domain name or URL, defanged or not.",
            "لا عنوان في هذا النص. اكتب عنوان إنترنت أو شبكة أو رقم نظام مستقل أو اسم نطاق أو رابطًا، بصيغة آمنة أو عادية."
        ),
        .notAnAddress: Texts(
            "“{token}” is not an address. Correct it or leave it out.",
            "«{token}» ليس عنوانًا صالحًا. صحّحه أو احذفه."
        ),
        .unknownAddress: Texts("Nothing is known of {address} itself.", "لا نعرف شيئًا عن {address} نفسه."),
        .searchIntroduction: Texts(
            "Type or paste anything: an address in any notation, a network, a whole report. Marsad finds the addresses in it, what contains them and what they contain.",
            "اكتب أو الصق ما تشاء: عنوانًا بأي صيغة، أو شبكة، أو تقريرًا كاملًا. يستخرج مرصد العناوين منه، وما يحتويها وما تحتويه."
        ),
        .openRecord: Texts("Open the record", "فتح السجل"),
        .searchText: Texts("Text to search in", "النص"),
    ]
}
