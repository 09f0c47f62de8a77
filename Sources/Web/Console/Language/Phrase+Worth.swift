extension Phrase {
    static let worthTexts: [Phrase: Texts] = [
        .worthLearnt: Texts("Learnt on", "آخر تعلّم"),
        .worthNotYet: Texts("Not yet", "لم يحن بعد"),
        .usualStayUsed: Texts("Stay the score uses", "البقاء المعتمد في الدرجة"),
        .stayNeverRemoves: Texts("it hardly removes anything", "لا يكاد يزيل شيئًا"),
        .stayDefault: Texts(
            "the default, until enough is known",
            "القيمة الافتراضية ريثما تتوفر معرفة كافية"
        ),
        .stayFound: Texts("Stay found", "البقاء المستنتج"),
        .stayMeasured: Texts(
            "half are removed within {days} ({ended} of {listings} listings have ended)",
            "يُزال النصف خلال {days} (الإدراجات: {listings}، انتهى منها {ended})"
        ),
        .stayNever: Texts(
            "more than half stay ({ended} of {listings} listings have ended)",
            "يبقى أكثر من النصف (الإدراجات: {listings}، انتهى منها {ended})"
        ),
        .stayStopped: Texts(
            "it has stopped: unchanged for {days}, though it can be read",
            "متوقف: ما زال يُقرأ، لكنه لم يتغير منذ {days}"
        ),
        .stayUnknown: Texts(
            "too little to tell ({listings} listings in {days})",
            "المعلومات لا تكفي للحكم (الإدراجات: {listings} في {days})"
        ),
        .stayRolls: Texts("Drops at the age of (days)", "يُسقط العناوين عند عمر (أيام)"),
        .flapping: Texts("Removals that return within a week", "إزالات تعود خلال أسبوع"),
        .flappingYes: Texts(
            "{returns} of {removals}: it flaps, and a return is no new listing",
            "{returns} من أصل {removals}: قائمة متذبذبة، فلا تُعدّ العودة إدراجًا جديدًا"
        ),
        .flappingNo: Texts("{returns} of {removals}", "{returns} من أصل {removals}"),
        .lineageTable: Texts("Lineage: who may be repeating whom", "المنشأ: من قد ينقل عمّن"),
        .lineageNote: Texts(
            "Sources of one lineage count once. They are told by closeness in time, not by how much they share.",
            "تُحتسب مصادر المنشأ الواحد مرة واحدة. ويُستدل عليها بتقارب أوقات الإدراج لا بكثرة المشترك."
        ),
        .noRelatives: Texts("No other source is close to this one.", "لا مصدر آخر قريب من هذا المصدر."),
        .oneLineage: Texts("One lineage", "منشأ واحد"),
        .maybeOneLineage: Texts("Close: please look", "متقاربان: يُرجى التحقق"),
        .apartLineage: Texts("Apart", "مستقلان"),
        .followsShare: Texts("Follows the other", "يتبع الآخر"),
        .followedShare: Texts("Followed by the other", "يتبعه الآخر"),
        .comparedListings: Texts("Its new listings compared", "إدراجاته الجديدة المقارنة"),
        .basis: Texts("By", "الأساس"),
        .basisDeclared: Texts("declaration", "تصريح"),
        .basisFound: Texts("closeness in time", "تقارب زمني"),
        .basisRuled: Texts("an analyst's decision", "قرار محلل"),
        .reliabilityTable: Texts("Reliability by kind and category", "الموثوقية حسب النوع والتصنيف"),
        .reliabilityNote: Texts(
            "How many of its new listings another lineage confirmed within 30 days. Older ones weigh less.",
            "كم من إدراجاته الجديدة أكّده منشأ آخر خلال 30 يومًا. ويقلّ وزن الأقدم منها."
        ),
        .noReliability: Texts(
            "No listing has had its 30 days to be confirmed yet.",
            "لم يكتمل لأي إدراج أجل التأكيد، وهو 30 يومًا."
        ),
        .confirmableListings: Texts("Listings counted", "إدراجات محتسبة"),
        .confirmedListings: Texts("Confirmed", "مؤكدة"),
        .confirmationChance: Texts("Chance of confirmation", "احتمال التأكيد"),
        .learntReliability: Texts("Reliability learnt", "الموثوقية المستنتجة"),
        .usedReliability: Texts("Reliability in use", "الموثوقية المعتمدة"),
        .comparisonTable: Texts("Against the other sources", "مقارنةً بالمصادر الأخرى"),
        .comparisonNote: Texts(
            "A source of which nothing is listed here alone, and which comes later than the others, adds nothing.",
            "المصدر الذي لا ينفرد بشيء ويتأخر عن غيره لا يضيف جديدًا."
        ),
        .noComparison: Texts("It has not been compared yet.", "لم يُقارن بغيره بعد."),
        .noSharers: Texts(
            "No other source lists any of its addresses.",
            "لا يدرج أي مصدر آخر عنوانًا من عناوينه."
        ),
        .aloneHere: Texts("Listed here alone", "ينفرد به"),
        .sharedAddresses: Texts("Shared addresses", "عناوين مشتركة"),
        .sharedShare: Texts("Share of this source", "نسبتها من هذا المصدر"),
        .otherListed: Texts("The other lists", "ما يدرجه الآخر"),
        .lateness: Texts("Against the first other source", "نسبةً إلى أسبق مصدر آخر"),
        .latenessUnknown: Texts("not known yet", "غير معروف بعد"),
        .latenessSame: Texts(
            "usually on the same day (of {listings} shared addresses)",
            "في اليوم نفسه عادةً (العناوين المشتركة: {listings})"
        ),
        .latenessLater: Texts(
            "usually later by {days} (of {listings} shared addresses)",
            "يتأخر عادةً بمقدار {days} (العناوين المشتركة: {listings})"
        ),
        .latenessEarlier: Texts(
            "usually earlier by {days} (of {listings} shared addresses)",
            "يسبق عادةً بمقدار {days} (العناوين المشتركة: {listings})"
        ),
    ]
}
