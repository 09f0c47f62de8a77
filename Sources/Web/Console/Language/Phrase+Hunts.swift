extension Phrase {
    static let huntTexts: [Phrase: Texts] = [
        .hunts: Texts("Hunts", "عمليات التقصي"),
        .huntQuestion: Texts("Who met it?", "من تواصل معه؟"),
        .huntHint: Texts(
            "A network means all that lies in it, a name all names below it.",
            "الشبكة تعني كل ما فيها، والاسم يعني كل ما تحته من أسماء."
        ),
        .huntStart: Texts("Start hunt", "بدء التقصي"),
        .huntNothingYet: Texts(
            "Enter an address, a network or a name to see which hosts of your member met it.",
            "أدخل عنوانًا أو شبكة أو اسم نطاق لمعرفة أجهزة جهتك التي تواصلت معه."
        ),
        .huntMet: Texts(
            "In your member’s networks: {hosts}, between {from} and {to}.",
            "في شبكات جهتك: {hosts}، بين {from} و {to}."
        ),
        .huntNotMet: Texts(
            "Your member’s sensors have met none of it.",
            "لم ترصد مستشعرات جهتك شيئًا من ذلك."
        ),
        .huntHosts: Texts("Inside hosts of my member", "الأجهزة الداخلية لدى جهتي"),
        .huntFurther: Texts(
            "This hub keeps no archive: it knows sightings of registered addresses. What was met before somebody registered it stands in the sensors’ archives; ask there with {command}",
            "لا أرشيف تقصٍّ في هذا المركز: المعروف هنا رصد العناوين المسجّلة. ما جرى قبل تسجيل العنوان محفوظ في أرشيف المستشعرات، فاستعلم هناك بالأمر {command}"
        ),
    ]
}
