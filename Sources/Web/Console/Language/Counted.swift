/// What the console counts in words.
enum Counted: String, Sendable, CaseIterable {
    case addresses, reports, sources, members, sightings, hosts
    case minutesAgo, hoursAgo, daysAgo
    /// After a preposition.
    case ofDays
    case hiddenReports, votes

    /// The word in all its forms.
    var plural: Plural {
        switch self {
        case .addresses:
            Plural(
                english: ("no addresses", "1 address", "# addresses"),
                arabic: ("لا عناوين", "عنوان واحد", "عنوانان", "# عناوين", "# عنوانًا", "# عنوان")
            )
        case .reports:
            Plural(
                english: ("no reports", "1 report", "# reports"),
                arabic: ("لا بلاغات", "بلاغ واحد", "بلاغان", "# بلاغات", "# بلاغًا", "# بلاغ")
            )
        case .sources:
            Plural(
                english: ("no sources", "1 source", "# sources"),
                arabic: ("لا مصادر", "مصدر واحد", "مصدران", "# مصادر", "# مصدرًا", "# مصدر")
            )
        case .members:
            Plural(
                english: ("no members", "1 member", "# members"),
                arabic: ("لا جهات", "جهة واحدة", "جهتان", "# جهات", "# جهة", "# جهة")
            )
        case .sightings:
            Plural(
                english: ("not sighted", "sighted once", "sighted # times"),
                arabic: ("لم يُرصد", "رُصد مرة واحدة", "رُصد مرتين", "رُصد # مرات", "رُصد # مرة", "رُصد # مرة")
            )
        case .hosts:
            Plural(
                english: ("no inside hosts", "1 inside host", "# inside hosts"),
                arabic: (
                    "لا أجهزة داخلية", "جهاز داخلي واحد", "جهازان داخليان", "# أجهزة داخلية",
                    "# جهازًا داخليًا", "# جهاز داخلي"
                )
            )
        case .minutesAgo, .hoursAgo, .daysAgo, .ofDays: time
        case .hiddenReports, .votes: remarks
        }
    }

    private var time: Plural {
        switch self {
        case .ofDays:
            Plural(
                english: ("0 days", "1 day", "# days"),
                arabic: ("0 يوم", "يوم واحد", "يومين", "# أيام", "# يومًا", "# يوم")
            )
        case .minutesAgo:
            Plural(
                english: ("now", "1 minute ago", "# minutes ago"),
                arabic: (
                    "الآن", "قبل دقيقة واحدة", "قبل دقيقتين", "قبل # دقائق", "قبل # دقيقة", "قبل # دقيقة"
                )
            )
        case .hoursAgo:
            Plural(
                english: ("now", "1 hour ago", "# hours ago"),
                arabic: ("الآن", "قبل ساعة واحدة", "قبل ساعتين", "قبل # ساعات", "قبل # ساعة", "قبل # ساعة")
            )
        default:
            Plural(
                english: ("today", "1 day ago", "# days ago"),
                arabic: ("اليوم", "قبل يوم واحد", "قبل يومين", "قبل # أيام", "قبل # يومًا", "قبل # يوم")
            )
        }
    }

    private var remarks: Plural {
        switch self {
        case .hiddenReports:
            Plural(
                english: (
                    "no reports are hidden from you", "1 report is hidden from you by its sharing label",
                    "# reports are hidden from you by their sharing labels"
                ),
                arabic: (
                    "لا بلاغات محجوبة عنك", "بلاغ واحد لا تسمح إشارة المشاركة بعرضه لك",
                    "بلاغان لا تسمح إشارة المشاركة بعرضهما لك", "# بلاغات لا تسمح إشارة المشاركة بعرضها لك",
                    "# بلاغًا لا تسمح إشارة المشاركة بعرضها لك", "# بلاغ لا تسمح إشارة المشاركة بعرضها لك"
                )
            )
        default:
            Plural(
                english: (
                    "no member calls it a false positive", "1 member calls it a false positive",
                    "# members call it a false positive"
                ),
                arabic: (
                    "لم تعدّه أي جهة إنذارًا كاذبًا", "تعدّه جهة واحدة إنذارًا كاذبًا", "تعدّه جهتان إنذارًا كاذبًا",
                    "تعدّه # جهات إنذارًا كاذبًا", "تعدّه # جهة إنذارًا كاذبًا", "تعدّه # جهة إنذارًا كاذبًا"
                )
            )
        }
    }
}
