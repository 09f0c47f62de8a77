extension Phrase {
    static let whyTexts: [Phrase: Texts] = [
        .why: Texts("Why was I blocked?", "لماذا حُجبت؟"),
        .whyBlocked: Texts(
            "{address} is on a block list. The reason: {category}. On the list since {date}.",
            "{address} مدرج في قائمة حجب، وسبب إدراجه: {category}، وتاريخ إدراجه: {date}."
        ),
        .whyInformed: Texts(
            "{address} is on a list that points to suspicious addresses and blocks nothing by itself. The reason: {category}. On the list since {date}. If it is blocked for you, your provider or organisation decided so.",
            "{address} مدرج في قائمة تنبّه إلى العناوين المشبوهة ولا تحجب شيئًا بذاتها، وسبب إدراجه: {category}، وتاريخ إدراجه: {date}. فإن كان محجوبًا لديك فذلك قرار مزوّد الخدمة أو الجهة التي تتبعها."
        ),
        .whyBy: Texts("Who keeps the list: {authority}.", "الجهة المسؤولة عن القائمة: {authority}."),
        .whyByAll: Texts(
            "the national cyber security centres of the member states together",
            "المراكز الوطنية للأمن السيبراني في الدول الأعضاء مجتمعةً"
        ),
        .whyAppeal: Texts(
            "If you take this for a mistake, appeal. A person will look at it.",
            "إن كنت ترى في الحجب خطأً فقدّم تظلّمًا، وسينظر فيه مختص."
        ),
        .whyUnknown: Texts(
            "There is nothing that can be told to the public about this reference: it may be mistyped, the block may be over, or its details are not public.",
            "لا يوجد ما يمكن إعلانه للعموم عن هذا الرمز المرجعي: فقد يكون مكتوبًا على نحو غير صحيح، أو انتهى الحجب، أو أن تفاصيله غير معلنة."
        ),
        .whyUnknownAppeal: Texts(
            "If something is still blocked for you and you take that for a mistake, appeal all the same. A person will look at it.",
            "إن بقي الحجب قائمًا لديك وكنت تراه خطأً فقدّم تظلّمًا مع ذلك، وسينظر فيه مختص."
        ),
    ]
}
