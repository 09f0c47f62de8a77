#!/usr/bin/env python3
"""Measures the hub with a million registered addresses: lookups under load (wrk), memory, subscribers of the change stream,
and 100 000 reports in one request. Prints each figure beside its budget.

  hub.py FOLDER MARSAD [COUNT]      makes a registry in FOLDER/hub, unless it is there
"""
import asyncio
import json
import os
import pathlib
import random
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request

folder, marsad = pathlib.Path(sys.argv[1]) / "hub", sys.argv[2]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
SECONDS = 10
CONNECTIONS = 64
SUBSCRIBERS = 1000
REPORTS = 100_000
GENERATOR = random.Random(11)


def run(*arguments):
    done = subprocess.run([marsad, *arguments, "--data", str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"hub: marsad {' '.join(arguments)}: {done.stderr}")
    return done.stdout.strip()


def addresses():
    """Addresses outside what is set aside, half of them IP addresses, half names, each once."""
    for number in range(count):
        if number % 2:
            value = 0x2D000000 + number * 7
            yield ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))
        else:
            yield f"h{number:x}.listed{number % 5003}.test-zone.net"


def make():
    if (folder / "made").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    feed = folder / "feed.txt"
    feed.write_text("\n".join(addresses()) + "\n")
    print(f"hub: registering {count} addresses", file=sys.stderr)
    run("import", "--source", "bench", str(feed))
    run("members", "add", "sa", "--name", "CERT sa", "--arabic-name", "مركز")
    (folder / "made").touch()


def token(name, scopes):
    return run("token", "add", name, "--member", "sa", "--scope", scopes, "--days", "30").split()[-1]


class Hub:
    def __init__(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [marsad, "serve", "--data", str(folder), "--listen", f"127.0.0.1:{self.port}"],
            stderr=subprocess.PIPE, text=True,
        )
        for line in self.process.stderr:
            if "listening" in line:
                break
        # What it says later is read so that it never waits for a reader.
        import threading
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()

    def memory(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0

    def processor(self):
        """Seconds of processor time so far."""
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def ask(hub, path, secret, body=None, kind=None):
    headers = {"Authorization": f"Bearer {secret}"}
    if kind:
        headers["Content-Type"] = kind
    request = urllib.request.Request(hub.url + path, data=body, headers=headers)
    with urllib.request.urlopen(request, timeout=300) as answer:
        return answer.read()


LUA = """
local wanted, secrets, place = {}, {}, 0
for line in io.lines("%(addresses)s") do wanted[#wanted + 1] = line end
for line in io.lines("%(secrets)s") do secrets[#secrets + 1] = line end
-- Requests are made before the run: what is timed is the hub.
local made = {}
init = function()
    for n, address in ipairs(wanted) do
        made[n] = wrk.format("GET", "/api/v1/addresses/" .. address, {Authorization = "Bearer " .. secrets[n %% #secrets + 1]})
    end
end
request = function() place = place %% #made + 1; return made[place] end
local threads = {}
done = function(summary, latency)
    local e = summary.errors
    io.write(string.format("RESULT %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.timeout + e.status))
end
"""


def lookups(hub, secrets):
    wanted = list(addresses()) if count <= 100_000 else [
        address for address in addresses() if GENERATOR.random() < 50_000 / count
    ]
    GENERATOR.shuffle(wanted)
    wanted += [f"nobody{number}.unlisted.net" for number in range(len(wanted) // 10)]
    (folder / "wanted.txt").write_text("\n".join(wanted))
    (folder / "secrets.txt").write_text("\n".join(secrets))
    script = folder / "wrk.lua"
    script.write_text(LUA % {"addresses": folder / "wanted.txt", "secrets": folder / "secrets.txt"})
    best = None
    for _ in range(3):
        before = hub.processor()
        done = subprocess.run(
            ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", str(script), hub.url],
            capture_output=True, text=True, check=True,
        )
        line = next(line for line in done.stdout.splitlines() if line.startswith("RESULT"))
        requests, micros, middle, late, errors = map(int, line.split()[1:])
        rate = requests / micros * 1e6
        if best is None or rate > best[0]:
            best = (rate, middle / 1000, late / 1000, errors, (hub.processor() - before) / requests * 1e6)
    return best


async def subscribers(hub, secret, submit_secret):
    """Opens the streams, registers one address, and waits until all have heard of it."""
    heard, ready = [], 0

    async def one():
        nonlocal ready
        reader, writer = await asyncio.open_connection("127.0.0.1", hub.port)
        writer.write(
            f"GET /api/v1/stream HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {secret}\r\n\r\n".encode()
        )
        await reader.readuntil(b": marsad")
        ready += 1
        await reader.readuntil(b"event: address")
        heard.append(time.monotonic())
        writer.close()

    tasks = []
    for number in range(SUBSCRIBERS):
        tasks.append(asyncio.create_task(one()))
        if number % 50 == 49:
            await asyncio.sleep(0.05)
    while ready < SUBSCRIBERS:
        await asyncio.sleep(0.05)
    memory = hub.memory()
    body = json.dumps({"address": f"s{time.time_ns():x}.stream.net", "category": "phishing"}).encode()
    start = time.monotonic()
    await asyncio.to_thread(ask, hub, "/api/v1/reports", submit_secret, body, "application/json")
    await asyncio.wait_for(asyncio.gather(*tasks), 60)
    return max(heard) - start, memory


def reports(hub, secret):
    mark = f"{time.time_ns():x}"
    lines = b"".join(
        json.dumps({"address": f"r{number:x}.{mark}.net", "category": "phishing", "confidence": 70}).encode() + b"\n"
        for number in range(REPORTS)
    )
    start = time.monotonic()
    receipt = json.loads(ask(hub, "/api/v1/reports", secret, lines, "application/x-ndjson"))
    assert receipt["added"] == REPORTS, receipt
    return time.monotonic() - start


def main():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    make()
    mark = f"{time.time_ns():x}"
    # A token may ask so often; the load comes from many, as it does from many enforcement points.
    readers = [token(f"reader-{mark}-{number}", "read") for number in range(CONNECTIONS)]
    writer = token(f"writer-{mark}", "submit")
    hub = Hub()
    try:
        ask(hub, "/api/v1/statistics", readers[0])
        ask(hub, "/api/v1/addresses/example.net", readers[0])
        idle = hub.memory()
        rate, middle, late, errors, cost = lookups(hub, readers)
        loaded = hub.memory()
        last, streaming = asyncio.run(subscribers(hub, readers[0], writer))
        took = reports(hub, writer)
        after = hub.memory()
    finally:
        hub.stop()
    print(f"hub, {count} addresses registered")
    for name, value, budget in [
        ("lookups a second", f"{rate:,.0f}", "15,000"),
        ("  half of them within", f"{middle:.1f} ms", ""),
        ("  99 % within", f"{late:.1f} ms", "10 ms"),
        ("  processor time of each, both cores together", f"{cost:.0f} µs", "133 µs"),
        ("  failed", f"{errors}", "0"),
        ("memory when idle", f"{idle:.0f} MB", "300 MB"),
        ("  after the lookups", f"{loaded:.0f} MB", ""),
        (f"  with {SUBSCRIBERS} subscribers", f"{streaming:.0f} MB", ""),
        ("  at the end", f"{after:.0f} MB", ""),
        (f"a change told to {SUBSCRIBERS} subscribers", f"{last:.2f} s", "1 s"),
        (f"{REPORTS:,} reports in one request", f"{took:.1f} s", "5 s"),
    ]:
        print(f"  {name:<42} {value:>12}   {'budget ' + budget if budget else ''}")


main()
