#!/usr/bin/env python3
"""Judges the product's scores by what public histories say came later: `make evaluate`.

usage: evaluate.py VERDICTS PROGRAM WORK
VERDICTS holds lists-ip.npz, lists-domain.npz, stream.npz (any of them) and the measures and peers' formulas (scores.py,
eval_lists.py, eval_stream.py; else those of ../shared/verdicts are used). PROGRAM is marsad-evaluate. WORK is for files.

Each case hides one list and its lineage from the product, plays the days forward, and asks for the scores of all
addresses on the test days; what the hidden list then lists is the truth. The dated reports hide nothing: the truth is
what is reported later by somebody new. Exit status 1 when a goal is missed on the published histories.
"""
import collections, importlib.util, json, os, subprocess, sys, datetime
import numpy as np

VERDICTS, PROGRAM, WORK = sys.argv[1:4]
HERE = os.path.dirname(os.path.abspath(__file__))
MEASURES = next((d for d in (VERDICTS, os.path.join(HERE, "../../shared/verdicts"))
                 if os.path.exists(os.path.join(d, "scores.py"))), None)
if MEASURES is None:
    sys.exit("evaluate: no scores.py in %s" % VERDICTS)
sys.path.insert(0, MEASURES)
import scores as measures

LISTS_EPOCH, STREAM_EPOCH = datetime.date(2025, 1, 1), datetime.date(2021, 8, 1)
KINDS = ["ip", "domain", "url"]
KIND_CODES = {"ip": 1, "domain": 4, "url": 5}
GOALS = {"lists": .71, "week": .88, "stream": .82}
# A community that shares what it hunts has one purpose, which is all that reliability needs to know.
COMMUNITY = "phishing"
PEERS = ["count of lists now", "recency of presence", "recency of listing", "MISP NIDS decay", "OpenCTI decay",
         "NERD blacklists", "ours, .5, estimated activity, half-life 14"]
NAMES = {PEERS[-1]: "the measured formula, fixed lineages"}
# What is judged is the score as stored, with two decimals: that makes one of all below a hundredth of a point.
UNROUNDED = "Marsad before rounding"
missed = []


def load(module, *arguments):
    """A script of the measures as a module; it reads its arguments while it is loaded."""
    spec = importlib.util.spec_from_file_location(module + arguments[-1], os.path.join(MEASURES, module + ".py"))
    loaded, kept = importlib.util.module_from_spec(spec), sys.argv
    sys.argv = [module, *arguments]
    try:
        spec.loader.exec_module(loaded)
    finally:
        sys.argv = kept
    return loaded


def play(name, rows, plan, kinds=None):
    """Lets the product play a plan; the folder with its answers."""
    folder = os.path.join(WORK, name)
    os.makedirs(folder, exist_ok=True)
    np.ascontiguousarray(rows, "<i4").tofile(os.path.join(folder, "rows.bin"))
    if kinds is not None:
        np.array([KIND_CODES[KINDS[k]] for k in range(3)], np.uint8)[kinds].tofile(os.path.join(folder, "kinds.bin"))
    with open(os.path.join(folder, "plan.json"), "w") as file:
        json.dump(plan, file)
    subprocess.run([PROGRAM, folder], check=True)
    return folder


def answer(folder, case, day, what="scores"):
    path = os.path.join(folder, "%s-%d.%s" % (case, day, what))
    values = np.fromfile(path, "<f4").astype(float)
    os.remove(path)
    return values


def days_since(epoch):
    return (epoch - datetime.date(1970, 1, 1)).days


def table(title, columns, results):
    print("\n" + title)
    print("%-40s" % "AUC", *("%-12s" % c[:12] for c in columns), "mean AUC", "AP", "P@1k", sep=" | ")
    for method, cells in results.items():
        means = [np.nanmean([cells[c][i] for c in columns if c in cells]) for i in range(3)]
        print("%-40s" % NAMES.get(method, method),
              *("%-12s" % ("%.4f" % cells[c][0] if c in cells else "-") for c in columns),
              "%-8.4f" % means[0], "%.4f" % means[1], "%.4f" % means[2], sep=" | ")
    return np.nanmean([results["Marsad"][c][0] for c in columns]) if columns else float("nan")


def goal(name, value):
    reached = value >= GOALS[name]
    print("goal %-7s mean AUC %.4f, at least %.2f: %s" % (name, value, GOALS[name], "reached" if reached else "missed"))
    if not reached:
        missed.append(name)


def judge(truth, score, cell):
    average, at = measures.ranked(truth, score)
    for values, value in zip(cell, (measures.auc(truth, score), average, at[0])):
        values.append(value)


def stored(score):
    return np.floor(score * 100 + .5) / 100


# ---- held-out lists

def published_lists(E, kind):
    """The cases of references/verdicts.md: name, what is to be predicted, what is hidden, days, horizon."""
    if kind == "ip":
        hidden = {"datashield": ["datashield", "dshield_crit"], "sefinek": ["sefinek"], "ddrimus": ["ddrimus"],
                  "threatfox": ["threatfox", "bitwire_out", "c2tracker"], "reporters": ["tw:"],
                  "maltrail": ["maltrail"], "gsb_ip": ["gsb_ip"]}
    else:
        hidden = {"openphish": ["openphish"], "maltrail": ["maltrail"], "reporters": ["tw:"],
                  "gsb_host": ["gsb_host"], "infoblox": ["infoblox"]}
    week = ["binarydefense", "compromised-ips", "rutgers", "sip", "sans", "threatfox"] if kind == "ip" else []
    if not all(n == "tw:" or n in E.SRC for names in hidden.values() for n in names) or E.B.max() != E.day(2026, 8, 22):
        return None
    days = list(range(E.day(2026, 3, 1), E.day(2026, 7, 23), 28))
    chosen = lambda names: [i for i, s in enumerate(E.SRC) if s in names or (names == ["tw:"] and s.startswith("tw:"))]
    cases = [(t, chosen(["tw:"] if t == "reporters" else [t]), chosen(names), days, 30) for t, names in hidden.items()]
    for t in week:
        also = ["threatfox", "bitwire_out"] if t == "threatfox" else []
        cases.append(("week-" + t, chosen(["cps:" + t]), chosen(["cps:" + t] + also), [E.day(2026, 8, 18)], 4))
    return cases


def generic_lists(E, lineages):
    """The same questions to histories nobody described: every list in turn, with the lineage that was found for it."""
    last, first = int(max(E.B.max(), E.E.max())), int(E.B[E.B > -1000].min())
    days = [d for d in range(last - 30 - 5 * 28, last - 29, 28) if d > first + 150] or [last - 30]
    groups, own = collections.OrderedDict(), {}
    for i, s in enumerate(E.SRC):
        begun = E.B[(E.S == i) & (E.B > -1000)]
        own[i] = int(begun.min()) if len(begun) else first
        dated = (E.E[E.S == i] == -2).all()
        groups.setdefault(s.split(":")[0] + ":" if dated and ":" in s else s, []).append(i)
    of = {s: set(g) for g in lineages for s in g}
    cases = []
    for name, target in groups.items():
        hidden = [i for i, s in enumerate(E.SRC) if i in target or any(s in of.get(E.SRC[t], ()) for t in target)]
        if own[target[0]] < days[0] - 60:
            cases.append((name, target, hidden, days, 30))
        elif own[target[0]] > last - 14:
            cases.append(("week-" + name, target, hidden, [last - 4], 4))
    return cases


def lists(kind):
    path = os.path.join(VERDICTS, "lists-%s.npz" % kind)
    if not os.path.exists(path):
        return print("evaluate: no lists-%s.npz: skipped" % kind)
    os.environ["HYBRID"] = "all"
    E = load("eval_lists", "-", "-", path, kind)
    rows = np.stack([E.A, E.S, E.B, E.E], 1)
    plan = dict(epoch=days_since(LISTS_EPOCH), kind=kind, sources=[dict(name=s) for s in E.SRC])
    cases = published_lists(E, kind)
    is_published = cases is not None
    last = int(max(E.B.max(), E.E.max()))
    whole = dict(name="all", hidden=[], days=[last], makesForecasts=False)
    if cases is None:
        early = int(last - 30 - 5 * 28)
        folder = play("lists-" + kind, rows, dict(plan, cases=[dict(whole, days=[early])]))
        cases = generic_lists(E, json.load(open(os.path.join(folder, "all.json")))["lineages"])
    plays = [whole] + [dict(name=n, hidden=h, days=d, makesForecasts=False) for n, _, h, d, _ in cases]
    folder = play("lists-" + kind, rows, dict(plan, cases=plays))
    begun = {i: int(E.B[(E.S == i) & (E.B > -1000)].min()) if ((E.S == i) & (E.B > -1000)).any() else last
             for i in range(len(E.SRC))}
    results, shown = {}, collections.defaultdict(list)
    for name, target, hidden, days, horizon in cases:
        T = np.isin(np.arange(len(E.SRC)), target)
        feats = np.array([i not in hidden and begun[i] <= days[0] for i in range(len(E.SRC))])
        if name.startswith("week-"):
            feats = np.array([i not in hidden for i in range(len(E.SRC))])
        cells, positives = collections.defaultdict(lambda: ([], [], [])), []
        for D in days:
            product = answer(folder, name, D)
            a, s, b, since = E.state(D, feats)
            ad = np.setdiff1d(np.unique(a), E.present(D, T))
            known = np.isin(a, ad)
            truth = np.isin(ad, E.onsets(D, horizon, T)[0])
            if truth.sum() < 5:
                continue
            positives.append(int(truth.sum()))
            peers = E.methods(D, ad, a[known], s[known], b[known], since[known], np.full(len(E.SRC), .5), 7.,
                              octi=(47., .55) if kind == "ip" else (300., .7))
            for method in PEERS:
                judge(truth, peers[method], cells[method])
            judge(truth, product[ad], cells[UNROUNDED])
            judge(truth, stored(product[ad]), cells["Marsad"])
        if not positives:
            continue
        shown["week" if name.startswith("week-") else "lists"].append((name, int(np.mean(positives))))
        for method, cell in cells.items():
            results.setdefault(method, {})[name] = [float(np.mean(v)) for v in cell]
    for group, cases in shown.items():
        title = "%s lists held out, %s" % (kind.upper() if kind == "ip" else kind, "the week, 4 days" if group == "week" else "30 days")
        print("\n%s; positives a day: %s" % (title, ", ".join("%s %d" % c for c in cases)), end="")
        mean = table("", [c[0] for c in cases], results)
        if kind == "ip" and is_published:
            goal(group, mean)
    show_findings(json.load(open(os.path.join(folder, "all.json"))), kind)


def show_findings(found, kind):
    print("\nfound by the product on the last day (%s lists):" % kind)
    for stay in found["stays"]:
        if stay["listings"] + stay["removals"] < 100:
            continue
        days = stay.get("usualStay")
        print("  %-22s %-14s %s; %d of %d listings ended; %d of %d removals returned within 7 days%s%s" % (
            stay["source"], stay["basis"], "S = %g days" % days if days is not None else "S endless"
            if stay["basis"] != "unknown" else "S = 14 days", stay["ended"], stay["listings"], stay["returns"],
            stay["removals"], ": flapping" if stay["isFlapping"] else "",
            "; drops at %d days" % stay["windowDays"] if stay.get("windowDays") else ""))
    shares = lambda p: " and ".join("%d of %d" % x for x in zip(p["near"], p["listings"]))
    for word, pairs in (("one lineage", found["bonds"]), ("ask an analyst", found["questions"])):
        for pair in pairs:
            print("  %s: %s (%s listings just after the other)" % (word, " + ".join(pair["sources"]), shares(pair)))


# ---- dated reports

def windows(Z):
    """Test days: those of references/verdicts.md where the histories are those, else the last two fifths of each era."""
    last = int(Z.T_.max())
    if last == Z.day(2026, 8, 22) and Z.NU == 2246:
        return [("22", list(range(Z.day(2022, 9, 1), Z.day(2023, 5, 25), 14))),
                ("25", list(range(Z.day(2025, 12, 1), Z.day(2026, 7, 20), 14)))], True
    days = np.unique(Z.T_)
    eras = np.split(days, np.flatnonzero(np.diff(days) > 60) + 1)
    return [("era %d" % (i + 1), list(range(int(e[0] + .6 * (e[-1] - e[0])), int(e[-1]) - 29, 14)))
            for i, e in enumerate(eras) if e[-1] - e[0] > 180], False


def stream():
    path = os.path.join(VERDICTS, "stream.npz")
    if not os.path.exists(path):
        return print("evaluate: no stream.npz: skipped")
    Z = load("eval_stream", path)
    eras, is_published = windows(Z)
    days = sorted({d for _, era in eras for d in era})
    unique = np.unique(np.stack([Z.A_, Z.U_, Z.T_], 1), axis=0)
    rows = np.concatenate([unique, np.full((len(unique), 1), -2)], 1)
    plan = dict(epoch=days_since(STREAM_EPOCH), sources=[dict(name=str(u), category=COMMUNITY) for u in range(Z.NU)],
                cases=[dict(name="all", hidden=[], days=days, makesForecasts=True)])
    folder = play("stream", rows, plan, kinds=Z.kinds)
    results, columns, errors, levels = {}, [], [], collections.OrderedDict()
    answers = {d: (answer(folder, "all", d), answer(folder, "all", d, "chances")) for d in days}
    for era, test in eras:
        for kind in range(3):
            cells = collections.defaultdict(lambda: ([], [], []))
            column, error, steps = "%s %s" % (KINDS[kind], era), [], np.zeros((5, 2))
            for D in test:
                ad, ai, u, t = Z.state(D, kind)
                if not len(ad):
                    continue
                methods, _, seen = Z.scores(D, kind, ad, ai, u, t, np.arange(Z.NU), None, 7.)
                truth = Z.truth(ad, D, 30, seen)[1]
                if not truth.any():
                    continue
                for method, score in methods.items():
                    if not method.startswith("ours"):
                        judge(truth, score, cells[method])
                product, chance = (x[ad] for x in answers[D])
                judge(truth, product, cells[UNROUNDED])
                judge(truth, stored(product), cells["Marsad"])
                if not np.isnan(chance).any():
                    error.append(measures.ece(truth, chance))
                level = np.minimum((product / 20).astype(int), 4)
                steps += np.stack([np.bincount(level, minlength=5), np.bincount(level, weights=truth, minlength=5)], 1)
            if not cells:
                continue
            columns.append(column)
            errors.append(np.mean(error) if error else float("nan"))
            levels[column] = steps
            for method, cell in cells.items():
                results.setdefault(method, {})[column] = [float(np.mean(v)) for v in cell]
    mean = table("dated reports, independent report within 30 days", columns, results)
    print("calibration error of the chance:", *("%s %.4f" % x for x in zip(columns, errors)), sep="  ")
    print("share confirmed by level (rows), none to critical:")
    for column, steps in levels.items():
        print("  %-12s" % column, *("%.4f (%d)" % (hits / max(n, 1), n) for n, hits in steps), sep="  ")
    if is_published:
        goal("stream", mean)


lists("ip")
lists("domain")
stream()
sys.exit(1 if missed else 0)
