# Lines of a Zeek dns.log whose addresses, query, names above the query, or answers are in the first file.
FNR == NR { listed[$1]; next }
/^#/ { next }
{
    if ($3 in listed || $5 in listed) { count++; next }
    name = $10
    while (name != "") {
        if (name in listed) { count++; next }
        dot = index(name, ".")
        if (!dot) break
        name = substr(name, dot + 1)
    }
    parts = split($22, answers, ",")
    for (part = 1; part <= parts; part++) if (answers[part] in listed) { count++; next }
}
END { print count + 0 }
