#!/usr/bin/env python3
"""Measures how long a registered address takes to be blocked by a real resolver: hub -> Knot DNS or BIND -> BIND with RPZ.

    dns.py FOLDER MARSAD [--count 50] [--entries 100000] [--primary knot|bind]

Everything runs on loopback: a hub with so many entries on the list, the primary that it feeds, a BIND that follows the
primary by NOTIFY and IXFR, and an authority that answers every name below net. Names and addresses are registered by
turns through the API; each is asked for until the primary has it, and until the resolver answers NXDOMAIN.
"""
import argparse
import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

ZONES = {"bad-qname": "qname", "bad-ip": "ip"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Bench:
    def __init__(self, folder, marsad, primary, entries):
        self.folder, self.marsad, self.primary = os.path.abspath(f"{folder}/dns-{primary}"), marsad, primary
        self.entries = entries
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("primary", "resolver", "authority"):
            os.makedirs(f"{self.folder}/{name}")
        self.ports = {name: free_port() for name in ("primary", "resolver", "authority", "hub", "control")}
        self.secret = base64.b64encode(os.urandom(32)).decode()
        self.running = []

    def path(self, name):
        return f"{self.folder}/{name}"

    def write(self, name, text, mode=0o644):
        with open(os.open(self.path(name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
            file.write(text)
        return self.path(name)

    def command(self, *arguments):
        return subprocess.run(
            [self.marsad, *arguments, "--data", self.path("hub")], check=True, capture_output=True, text=True
        ).stdout

    def start(self, log, *command):
        process = subprocess.Popen(command, stderr=open(self.path(log), "w"), stdout=subprocess.DEVNULL)
        self.running.append(process)
        return process

    def wait(self, log, words, seconds=120):
        end = time.monotonic() + seconds
        while words not in open(self.path(log), errors="replace").read():
            if time.monotonic() > end:
                sys.exit(f"dns bench: '{words}' never came in {self.path(log)}")
            time.sleep(0.05)

    # Configurations

    def options(self, name):
        return (
            f'options {{ directory "{self.path(name)}"; pid-file "named.pid"; session-keyfile "session.key"; '
            f"listen-on port {self.ports[name]} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }}; "
            "dnssec-validation no; empty-zones-enable no; "
        )

    def key(self, name="marsad"):
        return f'key "{name}" {{ algorithm hmac-sha256; secret "{self.secret}"; }};\n'

    def start_primary(self):
        port, resolver = self.ports["primary"], self.ports["resolver"]
        if self.primary == "knot":
            zones = "".join(f"  - domain: {zone}\n    file: {zone}.zone\n" for zone in ZONES)
            conf = self.write(
                "primary/knot.conf",
                f"""server:
    rundir: "{self.path('primary')}"
    listen: 127.0.0.1@{port}
log:
  - target: stderr
    any: info
database:
    storage: "{self.path('primary')}"
key:
  - id: marsad
    algorithm: hmac-sha256
    secret: {self.secret}
remote:
  - id: resolver
    address: 127.0.0.1@{resolver}
    key: marsad
acl:
  - id: marsad
    key: marsad
    action: [update, transfer]
template:
  - id: default
    storage: "{self.path('primary')}"
    acl: marsad
    notify: resolver
    zonefile-sync: 60
    journal-max-depth: 1000
zone:
{zones}""",
            )
            self.start("primary.log", "/usr/sbin/knotd", "-c", conf)
            self.wait("primary.log", "control, binding to")
        else:
            zones = "".join(
                f'zone "{zone}" {{ type primary; file "{zone}.zone"; allow-update {{ key marsad; }}; '
                f"allow-transfer {{ key marsad; }}; also-notify {{ 127.0.0.1 port {resolver} key marsad; }}; }};\n"
                for zone in ZONES
            )
            conf = self.write(
                "primary/named.conf",
                self.options("primary") + "recursion no; notify explicit; notify-delay 0; };\n"
                + "controls { };\n" + self.key() + zones,
            )
            self.start("primary.log", "/usr/sbin/named", "-g", "-c", conf)
            self.wait("primary.log", "running")

    def start_resolver(self):
        self.write(
            "authority/net.zone",
            "$ORIGIN net.\n$TTL 60\n@ SOA localhost. hostmaster.localhost. 1 60 60 432000 60\n@ NS localhost.\n"
            "* A 198.51.100.10\n"
            + "".join(f"by-ip{number} A 45.9.{number // 250}.{number % 250}\n" for number in range(1000)),
        )
        conf = self.write(
            "authority/named.conf",
            self.options("authority")
            + 'recursion no; };\ncontrols { };\nzone "net" { type primary; file "net.zone"; };\n',
        )
        self.start("authority.log", "/usr/sbin/named", "-g", "-c", conf)
        self.wait("authority.log", "running")
        policy = " ".join(f'zone "{zone}" min-update-interval 1;' for zone in ZONES)
        zones = "".join(
            f'zone "{zone}" {{ type secondary; file "{zone}.zone"; '
            f"primaries {{ 127.0.0.1 port {self.ports['primary']} key marsad; }}; }};\n"
            for zone in ZONES
        )
        conf = self.write(
            "resolver/named.conf",
            self.options("resolver")
            + f"recursion yes; allow-query {{ 127.0.0.1; }}; forward only; "
            + f"forwarders {{ 127.0.0.1 port {self.ports['authority']}; }}; "
            + f"response-policy {{ {policy} }} qname-wait-recurse no; }};\ncontrols {{ }};\n" + self.key() + zones,
        )
        self.start("resolver.log", "/usr/sbin/named", "-g", "-c", conf)
        for zone in ZONES:
            self.wait("resolver.log", f"rpz: {zone}: reload done: success")

    def start_hub(self):
        half = self.entries // 2
        feed = self.write(
            "feed.txt",
            "".join(f"host{number}.bulk{number % 977}-site.net\n" for number in range(half))
            + "".join(f"45.{16 + number // 65536}.{number // 256 % 256}.{number % 256}\n" for number in range(half))
            + "held-site.net\n",
        )
        self.command("import", "--source", "feed", feed)
        self.command("members", "add", "sa", "--name", "A", "--arabic-name", "ا")
        self.token = self.command("token", "add", "soc", "--member", "sa", "--scope", "submit").split()[0]
        self.command(
            "lists", "add", "bad", "--use", "block", "--kinds", "ip", "domain", "--minimum-level", "low",
            "--maximum-label", "AMBER",
        )
        self.command("lists", "publish", "bad")
        key = (
            self.write("tsig.key", f"hmac-sha256:marsad:{self.secret}\n", 0o600)
            if self.primary == "knot"
            else self.write("tsig.key", self.key(), 0o600)
        )
        for zone, part in ZONES.items():
            file = self.path(f"primary/{zone}.zone")
            self.command(
                "lists", "dns", "add", zone, "--list", "bad", "--part", part, "--primary",
                f"127.0.0.1:{self.ports['primary']}", "--key", key, "--tools", self.primary, "--zone-file", file,
            )
            self.command("lists", "dns", "zone-file", zone)
        self.start_primary()
        self.start_resolver()
        self.start(
            "hub.log", self.marsad, "serve", "--feeds", "none", "--data", self.path("hub"), "--listen",
            f"127.0.0.1:{self.ports['hub']}",
        )
        self.wait("hub.log", "listening at")

    # Measuring

    def register(self, address):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.ports['hub']}/api/v1/reports",
            json.dumps({"address": address, "category": "phishing", "confidence": 100, "permittedUse": "block"}).encode(),
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        urllib.request.urlopen(request).read()

    def dig(self, server, *question):
        return subprocess.run(
            ["dig", "@127.0.0.1", "-p", str(self.ports[server]), "+tries=1", "+time=2", *question],
            capture_output=True, text=True,
        ).stdout

    def measure(self, number):
        if number % 2 == 0:
            address = name = f"evil{number}-site.net"
            owner = f"{name}.bad-qname."
        else:
            address, name = f"45.9.{number // 250}.{number % 250}", f"by-ip{number}.net"
            owner = f"32.{number % 250}.{number // 250}.9.45.rpz-ip.bad-ip."
        assert "NOERROR" in self.dig("resolver", name), "it resolves before"
        start = time.monotonic()
        self.register(address)
        registered = time.monotonic() - start
        while "status: NOERROR" not in self.dig("primary", owner, "CNAME", "+norec"):
            if time.monotonic() - start > 60:
                sys.exit(f"dns bench: {address} never reached the primary")
        pushed = time.monotonic() - start
        while "status: NXDOMAIN" not in self.dig("resolver", name):
            if time.monotonic() - start > 120:
                sys.exit(f"dns bench: {address} is never blocked")
        return registered, pushed, time.monotonic() - start

    def stop(self):
        for process in reversed(self.running):
            process.send_signal(signal.SIGTERM)
        for process in self.running:
            process.wait(30)


def spread(name, seconds):
    ordered = sorted(seconds)
    at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]
    print(
        f"  {name:28} min {ordered[0]:6.3f}  p50 {at(.5):6.3f}  p90 {at(.9):6.3f}  p95 {at(.95):6.3f}  "
        f"max {ordered[-1]:6.3f} s"
    )
    return at(0.95)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("marsad")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--primary", choices=["knot", "bind"], action="append")
    options = parser.parse_args()
    for primary in options.primary or ["knot", "bind"]:
        bench = Bench(options.folder, options.marsad, primary, options.entries)
        try:
            bench.start_hub()
            results = [bench.measure(number) for number in range(options.count)]
            log = open(bench.path("hub.log")).read()
        finally:
            bench.stop()
        print(f"{primary} -> BIND with RPZ, {options.entries} entries, {options.count} registrations")
        spread("registered", [result[0] for result in results])
        spread("registered -> at the primary", [result[1] for result in results])
        p95 = spread("registered -> NXDOMAIN", [result[2] for result in results])
        pushes = re.findall(r"(\d+) messages of at most (\d+) bytes, (\d+) ms", log)
        if pushes:
            print(
                f"  {len(pushes)} pushes, at most {max(int(push[1]) for push in pushes)} bytes each, "
                f"p50 {sorted(int(push[2]) for push in pushes)[len(pushes) // 2]} ms from difference to answer"
            )
        text = open(bench.path("primary.log"), errors="replace").read().lower()
        whole = len(re.findall(r"axfr, outgoing, remote 127.0.0.1@\d+, started|axfr started", text))
        increments = len(re.findall(r"ixfr, outgoing, remote 127.0.0.1@\d+, started|ixfr started", text))
        print(f"  the resolver took {whole} whole zones and {increments} increments")
        print(f"  budget: p95 <= 5 s: {'held' if p95 <= 5 else 'MISSED'}")


main()
