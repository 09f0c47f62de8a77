#!/usr/bin/env python3
"""Times `marsad import` of a million addresses beside a plain `sqlite3 .import` of the same file.

    import.py FOLDER MARSAD     FOLDER holds what generate.py wrote
Whole processes are timed, start to exit. The budgets are those of the design, section 12.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


def timed(command, **options):
    start = time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True, **options)
    seconds = time.monotonic() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} left with {done.returncode}: {done.stderr}")
    return seconds, done.stdout


def peak_megabytes(command):
    done = subprocess.run(["/usr/bin/time", "-f", "%M", *map(str, command)], capture_output=True, text=True)
    return int(done.stderr.split()[-1]) // 1024


def main():
    folder, marsad = pathlib.Path(sys.argv[1]), sys.argv[2]
    lines = sum(1 for _ in open(folder / "feed.txt", "rb"))
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="marsad-bench-", dir=folder))
    try:
        run(folder, marsad, lines, scratch)
    finally:
        shutil.rmtree(scratch)


def run(folder, marsad, lines, scratch):
    def import_(name, data):
        command = [marsad, "import", "--data", scratch / data, "--source", "bench", "--json", folder / name]
        seconds, text = timed(command)
        return seconds, json.loads(text)

    rows = []
    seconds, counts = import_("feed.txt", "registry")
    assert counts["added"] == lines, counts
    rows.append((f"{lines:,} new addresses", seconds, 8.0, f"{lines / seconds:,.0f} a second"))
    seconds, counts = min((import_("feed.txt", "registry") for _ in range(5)), key=lambda pair: pair[0])
    assert counts["unchanged"] == lines and counts["added"] == 0, counts
    rows.append(("same bytes again (best of 5)", seconds, 0.05, ""))
    seconds, counts = import_("feed-reordered.txt", "registry")
    assert counts["unchanged"] == lines and counts["added"] == counts["retired"] == 0, counts
    rows.append(("same lines reordered", seconds, 1.0, ""))
    import_("feed.txt", "registry")
    seconds, counts = import_("feed-changed.txt", "registry")
    assert counts["added"] == counts["retired"] == lines // 100, counts
    rows.append(("one line in a hundred changed", seconds, 1.5, ""))
    command = [marsad, "import", "--data", scratch / "peak", "--source", "bench", folder / "feed.txt"]
    megabytes = peak_megabytes(command)

    script = f"CREATE TABLE feed(line TEXT);\n.import {folder / 'feed.txt'} feed\n"
    plain, _ = timed(["sqlite3", scratch / "plain.sqlite"], input=script)
    script = f"CREATE TABLE feed(line TEXT UNIQUE);\n.import {folder / 'feed.txt'} feed\n"
    unique, _ = timed(["sqlite3", scratch / "unique.sqlite"], input=script)

    print(f"{'import':34} {'seconds':>8} {'budget':>7}")
    for label, seconds, budget, note in rows:
        verdict = "ok" if seconds <= budget else "OVER"
        print(f"{label:34} {seconds:8.3f} {budget:7.2f} {verdict:4} {note}")
    print(f"{'sqlite3 .import, no index':34} {plain:8.3f}         (one column, no address is read)")
    print(f"{'sqlite3 .import, unique line':34} {unique:8.3f}")
    print(f"peak memory of the first import: {megabytes} MB; registry on disk: "
          f"{sum(f.stat().st_size for f in (scratch / 'registry').rglob('*') if f.is_file()) // 1_000_000} MB")


if __name__ == "__main__":
    main()
