#!/usr/bin/env python3
"""Times `marsad match` beside other tools on the same files, and holds its hits against the truth and an oracle.

    match.py FOLDER MARSAD [--rounds 7] [--reuse-peers]      FOLDER holds what generate_match.py wrote

Whole processes are timed, start to exit, with files in the page cache. Runs are interleaved and the fastest counts, since
the machine may have other work. Slow peers run once, in bounded memory; with --reuse-peers their figures are taken from an
earlier run on files with the same digests.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import oracle

LOGS = ("dns.log", "eve.json", "squid.log", "syslog.log")
PEER_MEMORY = 16 << 30
PEER_SECONDS = 900


def run(command, memory=None, expected=(0, 1), **options):
    """Seconds, peak memory in MB, output."""
    command = [str(word) for word in command]
    if memory:
        command = ["prlimit", f"--as={memory}", *command]
    start = time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-f", "%M", *command], capture_output=True, text=True, check=False, **options)
    seconds = time.monotonic() - start
    if done.returncode not in expected:
        raise RuntimeError(f"{' '.join(command)} left with {done.returncode}: {done.stderr[-300:]}")
    return seconds, int(done.stderr.split()[-1]) // 1024, done.stdout


def fastest(rounds, commands):
    """The fastest of several rounds for each of some commands, run in turn."""
    best = {}
    for _ in range(rounds):
        for name, command in commands.items():
            result = run(command)
            if name not in best or result[0] < best[name][0]:
                best[name] = result
    return best


class Bench:
    def __init__(self, folder, marsad, rounds):
        self.folder, self.marsad, self.rounds = folder, marsad, rounds
        self.failures = []

    def check(self, holds, what):
        if not holds:
            self.failures.append(what)
        return "ok" if holds else "OVER"

    def compile(self, name):
        target = self.folder / f"{name}.marsad"
        source = self.folder / f"{name}.txt"
        best = min(run([self.marsad, "compile", "--from", source, "-o", target, "--json"]) for _ in range(3))
        counts = json.loads(best[2])
        entries = sum(counts[kind] for kind in ("ip", "network", "asn", "domain", "url"))
        bare = min(run([self.marsad, "--version"])[0] for _ in range(20))
        command = [self.marsad, "match", "--watchlist", target, "--count", "/dev/null"]
        opening = min(run(command)[0] for _ in range(20)) - bare
        size = target.stat().st_size
        print(f"\n{name}: {entries:,} entries ({counts['ip']:,} addresses, {counts['network']:,} networks, {counts['domain']:,} "
              f"names, {counts['url']:,} URLs), {size / 1e6:.1f} MB")
        share = size / entries
        print(f"  bytes per entry {share:5.1f}   (budget 24)   {self.check(share <= 24, f'{name} bytes per entry')}")
        verdict = self.check(best[0] <= 2 * entries / 2e6, f"{name} compile")
        print(f"  compile from text {best[0]:6.2f} s, peak {best[1]} MB (budget 2 s for 2 M)   {verdict}")
        verdict = self.check(opening <= 0.010 * max(1, entries / 2.2e6), f"{name} open")
        print(f"  open, every byte verified {opening * 1000:6.1f} ms (budget 10 ms)   {verdict}")
        return target, size

    def logs(self, watchlist, size):
        print(f"\n{'match --count, 2 M entries':34} {'seconds':>8} {'x wc -l':>8} {'ns/line':>8} {'GB/s':>6} {'peak MB':>8}")
        results = {}
        for log in LOGS:
            path = self.folder / log
            command = [self.marsad, "match", "--watchlist", watchlist, "--count"]
            best = fastest(self.rounds, {
                "wc": ["wc", "-l", path],
                "1": [*command, "--threads", "1", path],
                "2": [*command, "--threads", "2", path],
            })
            results[log] = best
            lines, size_read = int(best["wc"][2].split()[0]), path.stat().st_size
            truth = sum(1 for _ in open(path.with_suffix(".truth"), "rb"))
            print(f"{log + ' wc -l':34} {best['wc'][0]:8.3f}")
            for threads in ("1", "2"):
                seconds, peak, output = best[threads]
                found = int(output)
                self.check(found == truth, f"{log} hits: {found} lines, {truth} planted")
                budget = 4 if log == "dns.log" and threads == "2" else None
                ratio = seconds / best["wc"][0]
                verdict = f"  (budget 4) {self.check(ratio <= 4, 'dns.log within 4 x wc -l')}" if budget else ""
                print(f"{log + ', ' + threads + ' thread' + 's' * (threads == '2'):34} {seconds:8.3f} {ratio:8.1f} "
                      f"{seconds * 1e9 / lines:8.0f} {size_read / seconds / 1e9:6.2f} {peak:8}{verdict}")
            print(f"{'':34} scaling {best['1'][0] / best['2'][0]:.2f}, hits in {found:,} lines, as planted")
        peak = results["dns.log"]["2"][1]
        beside = peak - size // (1 << 20)
        print(f"peak memory beside the watchlist file's pages: {beside} MB (budget 100)   {self.check(beside <= 100, 'memory')}")
        return results

    def hits(self, watchlist):
        """Line by line: what match prints, what was planted, and what an independent oracle finds."""
        print()
        for log in LOGS:
            path = self.folder / log
            seconds, _, output = run([self.marsad, "match", "--watchlist", watchlist, path])
            found = {int(number) for number in re.findall(r'"line":(\d+)', output)}
            truth = {int(line) for line in open(path.with_suffix(".truth"))}
            expected = oracle.cached(self.folder, "list-2m.txt", log)
            same = found == truth == expected
            print(f"{log + ', hits printed':34} {seconds:8.3f} s, {len(found):,} lines; planted {len(truth):,}; oracle {len(expected):,}   "
                  f"{self.check(same, f'{log} lines')}")

    def compressed(self, watchlist):
        path = self.folder / "syslog.log"
        for name, packer in (("gz", ["gzip", "-6"]), ("zst", ["zstd", "-q", "-3"])):
            packed = self.folder / f"syslog.log.{name}"
            if not packed.exists():
                with open(packed, "wb") as file:
                    subprocess.run([*packer, "-c", path], stdout=file, check=True)
            best = fastest(3, {
                "unpack": ["bash", "-c", f"{packer[0]} -dc {packed} | wc -l"],
                "match": [self.marsad, "match", "--watchlist", watchlist, "--count", packed],
            })
            print(f"{'syslog.log.' + name:34} {best['match'][0]:8.3f} s; {packer[0]} -dc | wc -l {best['unpack'][0]:.3f} s")

    def delta(self, watchlist):
        """One entry in a hundred changed, half of them removed and as many new ones added."""
        lines = (self.folder / "list-2m.txt").read_text().splitlines()
        others = (self.folder / "list-10m.txt").read_text().splitlines()
        known = set(lines)
        step = 100
        new = [line for line in others[: 200 * len(lines) // step] if line not in known][: len(lines) // step // 2]
        kept = [line for place, line in enumerate(lines) if place % (2 * step)]
        changed = self.folder / "list-changed.txt"
        changed.write_text("\n".join(kept + new) + "\n")
        delta = self.folder / "changed.delta"
        seconds, _, output = run([self.marsad, "compile", "--from", changed, "--since", watchlist, "-o", delta, "--json"])
        made = json.loads(output)
        path = self.folder / "dns.log"
        command = [self.marsad, "match", "--watchlist", watchlist, "--count", "--threads", "2"]
        best = fastest(self.rounds, {"base": [*command, path], "delta": [*command, "--delta", delta, "--", path]})
        ratio = best["delta"][0] / best["base"][0]
        print(f"\ndelta of {made['added']:,} entries added and {made['removed']:,} removed, {made['bytes'] / 1e6:.2f} MB, made in {seconds:.2f} s: "
              f"match {best['delta'][0]:.3f} s, x {ratio:.2f} of the base alone (budget 1.2)   {self.check(ratio <= 1.2, 'delta')}")
        expected = oracle.cached(self.folder, "list-changed.txt", "dns.log")
        found = int(best["delta"][2])
        print(f"{'':34} hits in {found:,} lines; oracle {len(expected):,}   {self.check(found == len(expected), 'delta hits')}")

    def larger(self, watchlist, wc):
        path = self.folder / "dns.log"
        command = [self.marsad, "match", "--watchlist", watchlist, "--count"]
        best = fastest(self.rounds, {"wc": ["wc", "-l", path], "1": [*command, "--threads", "1", path],
                                     "2": [*command, "--threads", "2", path]})
        print(f"{'dns.log against 10 M, 1 thread':34} {best['1'][0]:8.3f} {best['1'][0] / best['wc'][0]:8.1f}")
        ratio = best["2"][0] / best["wc"][0]
        print(f"{'dns.log against 10 M, 2 threads':34} {best['2'][0]:8.3f} {ratio:8.1f}  (budget 8) {self.check(ratio <= 8, '10 M within 8 x wc -l')}"
              f"   peak {best['2'][1]} MB, hits in {int(best['2'][2]):,} lines")


def digest(path):
    cache = path.with_name(path.name + ".sha256")
    if not cache.exists() or cache.stat().st_mtime < path.stat().st_mtime:
        with open(path, "rb") as file:
            cache.write_text(hashlib.file_digest(file, "sha256").hexdigest())
    return cache.read_text()


class Peers:
    """Other tools that find listed addresses in the DNS log, each as well as it can."""

    def __init__(self, folder, reuse):
        self.folder, self.log, self.reuse = folder, folder / "dns.log", reuse
        self.cache = folder / "peers.json"
        self.known = json.loads(self.cache.read_text()) if self.cache.exists() else {}
        self.key = f"{digest(self.log)} {digest(folder / 'list-2m.txt')}"

    def lists(self):
        names, addresses = self.folder / "peer-names.txt", self.folder / "peer-addresses.txt"
        if not names.exists():
            lines = [line for line in (self.folder / "list-2m.txt").read_text().splitlines() if "://" not in line]
            numbers = [line for line in lines if re.fullmatch(r"[0-9.]+(/\d+)?|[0-9a-f:]*:[0-9a-f:]+", line)]
            known = set(numbers)
            names.write_text("".join(f"{line}\n" for line in lines if line not in known))
            addresses.write_text("".join(f"{line}\n" for line in numbers))
            (self.folder / "peer-words.txt").write_text("".join(f"{line}\n" for line in lines if "/" not in line))
        return names, addresses, self.folder / "peer-words.txt"

    def commands(self):
        names, addresses, words = self.lists()
        python = sys.executable
        here = pathlib.Path(__file__).parent
        return {
            "grepcidr (addresses, networks)": ["grepcidr", "-c", "-f", addresses, self.log],
            "grep -F (substrings)": ["env", "LC_ALL=C", "grep", "-c", "-F", "-f", words, self.log],
            "rg -F (substrings)": ["rg", "-c", "-F", "-j1", "-f", words, self.log],
            "mawk exact fields": ["mawk", "-F\t", "-f", here / "peers.awk", words, self.log],
            "DuckDB exact fields": [python, here / "peers.py", "duckdb", words, self.log],
            "ClickHouse exact fields": [python, here / "peers.py", "clickhouse", words, self.log],
        }

    def table(self, wc, ours):
        print(f"\n{'others, dns.log, 2 M entries':34} {'seconds':>8} {'x wc -l':>8} {'x ours':>8} {'peak MB':>8}  lines")
        for name, command in self.commands().items():
            entry = self.known.get(name)
            if not (self.reuse and entry and entry["key"] == self.key):
                try:
                    seconds, peak, output = run(command, memory=PEER_MEMORY, timeout=PEER_SECONDS)
                    entry = {"key": self.key, "seconds": seconds, "peak": peak, "lines": output.split()[-1]}
                except (RuntimeError, subprocess.TimeoutExpired) as failure:
                    entry = {"key": self.key, "failure": str(failure)[:200]}
                self.known[name] = entry
                self.cache.write_text(json.dumps(self.known, indent=1))
            if "failure" in entry:
                print(f"{name:34} {entry['failure']}")
                continue
            print(f"{name:34} {entry['seconds']:8.2f} {entry['seconds'] / wc:8.0f} {entry['seconds'] / ours:8.1f} {entry['peak']:8}  {entry['lines']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("marsad", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--reuse-peers", action="store_true")
    options = parser.parse_args()
    bench = Bench(options.folder, options.marsad, options.rounds)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start; fastest of {options.rounds} rounds")
    watchlist, size = bench.compile("list-2m")
    results = bench.logs(watchlist, size)
    bench.hits(watchlist)
    bench.compressed(watchlist)
    bench.delta(watchlist)
    larger, _ = bench.compile("list-10m")
    bench.larger(larger, results["dns.log"]["wc"][0])
    Peers(options.folder, options.reuse_peers).table(results["dns.log"]["wc"][0], results["dns.log"]["2"][0])
    print(f"load {os.getloadavg()[0]:.1f} at the end")
    for failure in bench.failures:
        print(f"not met: {failure}")


if __name__ == "__main__":
    main()
