#!/usr/bin/env python3
"""Times `marsad allow check` with all MISP warninglists of the corpus: loading them, and one check.

A check is what a million addresses cost more than none, by processor time: reading the line and the address included.
"""
import os
import pathlib
import random
import resource
import subprocess
import sys

folder, marsad = pathlib.Path(sys.argv[1]), sys.argv[2]
corpus = pathlib.Path(os.environ.get("MARSAD_CORPUS", pathlib.Path(__file__).parents[1] / "../shared/corpus"))
lists = corpus / "allowlists/misp-warninglists"
if not lists.is_dir():
    print("allow: no corpus on this machine, not timed")
    sys.exit(0)

COUNT = 1_000_000
ROUNDS = 3


def addresses():
    """Realistic ones: IP addresses and names of the corpus's feeds, popular names, a few URLs and networks."""
    generator = random.Random(4)
    listed = [line.split()[0] for line in open(corpus / "feeds/ipsum/ipsum.txt") if line[0].isdigit()]
    names = [
        line.split("#")[0].strip()
        for file in sorted((corpus / "feeds/hagezi-2022/domains").iterdir())
        for line in open(file, errors="replace")
        if line[0] not in "#!\n"
    ]
    popular = (lists / "lists/cisco_top20k/list.json").read_text().split('"')[1::2]
    popular = [name for name in popular if "." in name and " " not in name]
    for _ in range(COUNT):
        kind = generator.random()
        if kind < 0.4:
            yield generator.choice(listed)
        elif kind < 0.75:
            yield f"{generator.choice(['www.', '', 'cdn.x.'])}{generator.choice(names)}"
        elif kind < 0.85:
            yield generator.choice(popular)
        elif kind < 0.95:
            yield f"http://{generator.choice(names)}/{generator.getrandbits(40):x}/login.php?id={generator.getrandbits(16)}"
        else:
            yield f"{generator.randrange(1, 224)}.{generator.randrange(256)}.{generator.randrange(256)}.0/24"


def run(path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(path) as source:
        subprocess.run(
            [marsad, "allow", "check", "-", "--count", "--list", str(lists)],
            stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


file, empty = folder / "allow-addresses.txt", folder / "allow-none.txt"
if not file.exists():
    file.write_text("\n".join(addresses()) + "\n")
empty.write_text("")
loads, checks = [], []
for _ in range(ROUNDS):
    loads.append(run(empty))
    checks.append(run(file))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(f"allow: load all warninglists   {min(loads):.2f} s of processor time (must: 2 s), {peak} MB at most")
print(f"allow: read and check one      {(min(checks) - min(loads)) / COUNT * 1e6:.2f} µs (must: 2 µs)")
