#!/usr/bin/env python3
"""Writes the lists and logs that the matching bench reads, the same bytes every time.

    generate_match.py FOLDER [--lines 4000000]

list-2m.txt    1 M names, 1 M IP addresses, 10 k networks, 200 k URLs, one a line, mixed
list-10m.txt   the same and more of each, 10 M in all
dns.log        Zeek's dns.log in TSV; eve.json, squid.log and syslog.log are a quarter as long
*.truth        the numbers of the lines with a planted hit; no other line of the log meets either list

What is asked for follows Zipf's law over names of two to six labels below real top-level names, every tenth name is asked
for once only, some platforms host listed and harmless names alike, and some harmless hosts serve a listed URL. The names are made
of random syllables: none of them is meant, and nothing here is ever resolved.
"""
import argparse
import pathlib

import numpy as np

SEED = 20170301
SYLLABLES = (
    "ba be bi bo bu da de di do ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no pa pe po ra re ri ro ru sa se si so "
    "ta te ti to tu va ve vi za ze zo shop mail web net data cloud link star home play news pay tech my on in go"
).split()
TOP_LEVELS = (
    "com net org ru info xyz top cn de online site club tk br in uk io co fr pl it shop icu live nl jp eu us biz me sa ae qa kw bh om "
    "co.uk com.br com.cn com.sa net.ae"
).split()
TOP_WEIGHTS = np.array([40, 9, 6, 5, 3, 3, 3, 2.5, 2.5, 2, 2, 1.5] + [1] * (len(TOP_LEVELS) - 12))
HOSTS = "www www www api cdn mail static img m app login assets s3 edge ws push update telemetry ns1 gw".split()
BASE62 = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", dtype=np.uint8)
NAMES_10M, IPS_10M, NETWORKS_10M, URLS_10M = 5_000_000, 4_440_000, 60_000, 500_000
NAMES, IPS, NETWORKS, URLS = 1_000_000, 1_000_000, 10_000, 200_000
HIT_SHARE = 0.001
CHUNK = 200_000
FIRST_TIME = 1_767_225_600


class Names:
    """Names that look like those people register."""

    def __init__(self, rng):
        self.rng = rng
        self.tops = np.array(TOP_LEVELS, dtype=object)
        self.weights = TOP_WEIGHTS / TOP_WEIGHTS.sum()
        self.syllables = np.array(SYLLABLES, dtype=object)

    def registered(self, count):
        rng = self.rng
        counts = rng.integers(2, 6, count)
        parts = self.syllables[rng.integers(0, len(SYLLABLES), (count, 5))]
        parts[np.arange(5)[None, :] >= counts[:, None]] = ""
        labels = parts[:, 0] + parts[:, 1] + parts[:, 2] + parts[:, 3] + parts[:, 4]
        numbers = rng.integers(0, 10_000, count)
        share = rng.random(count)
        tops = self.tops[rng.choice(len(self.tops), count, p=self.weights)]
        return [
            f"{label}{number if kind < 0.35 else '' if kind < 0.8 else f'-{number % 100}'}.{top}"
            for label, number, kind, top in zip(labels, numbers, share, tops)
        ]

    def label(self, count, length):
        letters = BASE62[self.rng.integers(0, 36, (count, length)) % 36]
        return [row.tobytes().decode().lower() for row in letters]


def distinct_names(names, count, platforms):
    """Mostly registered names, some hosts below them, some below platforms."""
    rng = names.rng
    known = {}
    excluded = set(platforms)
    while len(known) < count:
        batch = names.registered(min(count - len(known) + 10_000, 500_000))
        share = rng.random(len(batch))
        hosts = rng.integers(0, len(HOSTS), len(batch))
        places = rng.integers(0, len(platforms), len(batch))
        for name, kind, host, place in zip(batch, share, hosts, places):
            if kind < 0.70 and name not in excluded:
                known[name] = None
            elif kind < 0.90:
                known[f"{HOSTS[host]}.{name}"] = None
            else:
                known[f"{name.replace('.', '-')}.{platforms[place]}"] = None
    return list(known)[:count]


def public_v4(rng, count):
    first = np.array([n for n in range(1, 224) if n not in (10, 100, 127, 169, 172, 192, 198, 203)], dtype=np.uint32)
    high = first[rng.integers(0, len(first), count)] << np.uint32(24)
    return high | rng.integers(0, 1 << 24, count, dtype=np.uint32)


def v4_texts(addresses):
    octets = [(addresses >> np.uint32(shift) & np.uint32(255)).tolist() for shift in (24, 16, 8, 0)]
    return ["%d.%d.%d.%d" % row for row in zip(*octets)]


def v6_texts(rng, count):
    groups = rng.integers(1, 0xFFFF, (count, 5)).tolist()
    return ["2a0%d:%x:%x::%x:%x" % (a % 8, b, c, d, e) for a, b, c, d, e in groups]


class Lists:
    """What is listed, and what is not."""

    def __init__(self, rng):
        self.names = Names(rng)
        self.platforms = self.names.registered(400)
        self.domains = distinct_names(self.names, NAMES_10M, self.platforms)
        addresses = np.unique(public_v4(rng, IPS_10M + 100_000))
        rng.shuffle(addresses)
        self.v4 = addresses[: IPS_10M - IPS_10M // 50]
        self.ips = v4_texts(self.v4)
        self.ips += v6_texts(rng, IPS_10M - len(self.ips))
        order = rng.permutation(len(self.ips))
        self.ips = [self.ips[place] for place in order]
        lengths = rng.choice([20, 22, 23, 24, 24, 24, 24, 25, 28, 29], NETWORKS_10M).astype(np.uint32)
        masks = (np.uint64(0xFFFFFFFF) << (np.uint64(32) - lengths.astype(np.uint64))).astype(np.uint32)
        self.bases = public_v4(rng, NETWORKS_10M) & masks
        self.masks = masks
        self.networks = [f"{text}/{length}" for text, length in zip(v4_texts(self.bases), lengths)]
        self.harmless = self.harmless_hosts(rng)
        hosts = self.names.registered(URLS_10M)
        shared = rng.integers(0, len(self.harmless) // 50, URLS_10M) * 50
        share = rng.random(URLS_10M)
        paths = rng.integers(0, 1 << 40, URLS_10M).tolist()
        self.urls = [
            f"{'https' if kind < 0.4 else 'http'}://{self.harmless[place] if kind > 0.7 else host}/m/{path:x}"
            + (".php" if path % 3 == 0 else "/login?id=%d" % (path % 1000) if path % 3 == 1 else "")
            for host, place, kind, path in zip(hosts, shared, share, paths)
        ]

    def harmless_hosts(self, rng):
        listed = set(self.domains)
        registered = self.names.registered(150_000)
        hosts = []
        for name, count, platform in zip(registered, rng.integers(1, 5, len(registered)), rng.random(len(registered))):
            if platform < 0.06:
                name = f"{name.split('.')[0]}.{self.platforms[int(platform * 1e6) % 400]}"
            for number in range(count):
                prefix = HOSTS[int(rng.integers(0, len(HOSTS)))]
                hosts.append(name if number == 0 else f"{prefix}{number if number > 2 else ''}.{name}" if number < 3
                             else f"{prefix}.r{number}.eu-west.{name}")
        return [host for host in dict.fromkeys(hosts) if not is_listed(host, listed)]

    def harmless_v4(self, rng, count):
        drawn = np.unique(public_v4(rng, count * 2))
        drawn = drawn[~np.isin(drawn, self.v4)]
        bases = {}
        for mask in np.unique(self.masks):
            bases[mask] = np.unique(self.bases[self.masks == mask])
        for mask, known in bases.items():
            drawn = drawn[~np.isin(drawn & mask, known)]
        rng.shuffle(drawn)
        return v4_texts(drawn[:count])

    def write(self, folder):
        rng = np.random.default_rng(SEED + 1)
        for name, counts in (("list-2m.txt", (NAMES, IPS, NETWORKS, URLS)),
                             ("list-10m.txt", (NAMES_10M, IPS_10M, NETWORKS_10M, URLS_10M))):
            lines = []
            for kind, count in zip((self.domains, self.ips, self.networks, self.urls), counts):
                lines += kind[:count]
            order = rng.permutation(len(lines))
            with open(folder / name, "w") as file:
                file.writelines(f"{lines[place]}\n" for place in order)


def is_listed(host, listed):
    while True:
        if host in listed:
            return True
        dot = host.find(".")
        if dot < 0:
            return False
        host = host[dot + 1:]


class Traffic:
    """Who asks for what: pools that the logs draw from."""

    def __init__(self, rng, lists):
        self.rng = rng
        self.lists = lists
        self.hosts = lists.harmless
        ranks = np.arange(1, len(self.hosts) + 1, dtype=np.float64)
        self.weights = np.cumsum(1 / ranks)
        self.weights /= self.weights[-1]
        self.servers = lists.harmless_v4(rng, 150_000)
        self.servers6 = ["2600:%x:%x::%x" % tuple(row) for row in rng.integers(1, 0xFFFF, (20_000, 3)).tolist()]
        self.clients = ["10.%d.%d.%d" % tuple(row) for row in rng.integers(1, 255, (6_000, 3)).tolist()]
        self.clients = [client.encode() for client in self.clients]

    def popular(self, count):
        """Indices of hosts by Zipf's law."""
        return np.searchsorted(self.weights, self.rng.random(count)).tolist()

    def once(self, index, label):
        return f"{label}.{self.hosts[index]}"

    def uids(self, count):
        letters = BASE62[self.rng.integers(0, 62, (count, 17))]
        letters[:, 0] = ord("C")
        return letters.view("S17").ravel().tolist()

    def listed(self, number):
        """A listed name or one below it, a listed address, or one inside a listed network."""
        rng = self.rng
        kind = number % 4
        if kind == 0:
            return "name", self.lists.domains[int(rng.integers(0, NAMES))]
        if kind == 1:
            return "name", f"{HOSTS[int(rng.integers(0, len(HOSTS)))]}.{self.lists.domains[int(rng.integers(0, NAMES))]}"
        if kind == 2:
            return "ip", self.lists.ips[int(rng.integers(0, IPS))]
        place = int(rng.integers(0, NETWORKS))
        inside = self.lists.bases[place] | (~self.lists.masks[place] & np.uint32(rng.integers(0, 1 << 32)))
        return "ip", v4_texts(np.array([inside], dtype=np.uint32))[0]


def planted(rng, lines):
    return np.sort(rng.choice(lines, int(lines * HIT_SHARE), replace=False)).tolist()


def write_log(path, header, hits, chunks):
    """Writes the header and all chunks; the truth beside it counts the header's lines."""
    with open(path, "wb") as file:
        file.write(header)
        for chunk in chunks:
            file.write(chunk)
    above = header.count(b"\n")
    path.with_suffix(".truth").write_text("".join(f"{line + above + 1}\n" for line in hits))


def replaced(values, hits, start, make):
    """Puts what `make` gives in the place of every planted line of a chunk."""
    for line in hits:
        if start <= line < start + len(values):
            values[line - start] = make(line)
    return values


ZEEK_HEADER = (
    b"#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n#open\t2026-01-01-00-00-00\n"
    b"#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\tqclass\tqclass_name\tqtype"
    b"\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\trejected\n"
    b"#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tinterval\tstring\tcount\tstring\tcount\tstring\tcount\tstring"
    b"\tbool\tbool\tbool\tbool\tcount\tvector[string]\tvector[interval]\tbool\n"
)


class DNS:
    def __init__(self, traffic):
        self.traffic = traffic
        rng = traffic.rng
        self.tails = [self.tail(host, rng) for host in traffic.hosts]

    def tail(self, host, rng, answer=None):
        """The fields from the query on."""
        share = rng.random()
        ttl = "%d.000000" % (60, 300, 3600, 17)[int(share * 1000) % 4]
        servers = self.traffic.servers
        if answer is None and share < 0.12:
            target = self.traffic.servers6[int(rng.integers(0, len(self.traffic.servers6)))]
            return f"{host}\t1\tC_INTERNET\t28\tAAAA\t0\tNOERROR\tF\tF\tT\tT\t0\t{target}\t{ttl}\tF".encode()
        if answer is None and share < 0.30:
            return f"{host}\t1\tC_INTERNET\t1\tA\t3\tNXDOMAIN\tF\tF\tT\tF\t0\t-\t-\tF".encode()
        answers = [answer or servers[int(rng.integers(0, len(servers)))]]
        if share > 0.88:
            answers.append(servers[int(rng.integers(0, len(servers)))])
        if share > 0.95:
            answers.insert(0, f"{host.split('.')[0]}.edge{int(share * 1000) % 90}.{self.traffic.lists.platforms[0]}")
        ttls = ",".join([ttl] * len(answers))
        return f"{host}\t1\tC_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t0\t{','.join(answers)}\t{ttls}\tF".encode()

    def hit(self, line):
        kind, text = self.traffic.listed(line)
        rng = self.traffic.rng
        if kind == "name":
            return self.tail(text, rng)
        return self.tail(self.traffic.hosts[int(rng.integers(0, len(self.traffic.hosts)))], rng, answer=text)

    def chunks(self, lines, hits):
        traffic, rng = self.traffic, self.traffic.rng
        resolvers = [b"10.0.0.53", b"10.0.1.53", b"10.8.0.53", b"172.16.4.10"]
        for start in range(0, lines, CHUNK):
            count = min(CHUNK, lines - start)
            tails = [self.tails[index] for index in traffic.popular(count)]
            labels = traffic.lists.names.label(count // 10, 14)
            for place, label in zip(rng.integers(0, count, count // 10).tolist(), labels):
                old = tails[place]
                tails[place] = label.encode() + b"." + old
            replaced(tails, hits, start, self.hit)
            times = (FIRST_TIME * 1_000_000 + (start + np.arange(count)) * 21_000 + rng.integers(0, 20_000, count)).tolist()
            rows = zip(
                [time // 1_000_000 for time in times], [time % 1_000_000 for time in times], traffic.uids(count),
                [traffic.clients[index] for index in rng.integers(0, 6_000, count).tolist()],
                rng.integers(1024, 65536, count).tolist(),
                [resolvers[index] for index in rng.integers(0, 4, count).tolist()],
                rng.integers(1, 65536, count).tolist(), rng.integers(100, 900_000, count).tolist(), tails,
            )
            yield b"".join([b"%d.%06d\t%b\t%b\t%d\t%b\t53\tudp\t%d\t0.%06d\t%b\n" % row for row in rows])


def stamp(second):
    day, rest = divmod(second, 86_400)
    return 1 + day % 28, rest // 3600, rest // 60 % 60, rest % 60


class Others:
    """EVE JSON lines, Squid's native log, and syslog."""

    def __init__(self, traffic):
        self.traffic = traffic

    def draw(self, lines, start, hits, hit):
        traffic, rng = self.traffic, self.traffic.rng
        count = min(CHUNK, lines - start)
        hosts = [traffic.hosts[index] for index in traffic.popular(count)]
        servers = [traffic.servers[index] for index in rng.integers(0, len(traffic.servers), count).tolist()]
        clients = [traffic.clients[index].decode() for index in rng.integers(0, 6_000, count).tolist()]
        paths = [f"/b/{number:x}" + ("?q=%d&r=a.b" % (number % 97) if number % 3 == 0 else ".html" if number % 3 == 1 else "/i/p.gif")
                 for number in rng.integers(0, 1 << 32, count).tolist()]
        for line in hits:
            if start <= line < start + count:
                place = line - start
                kind, text = traffic.listed(line)
                if kind == "name":
                    hosts[place] = text
                elif hit == "url" and line % 8 == 2:
                    scheme, rest = traffic.lists.urls[int(rng.integers(0, URLS))].split("://")
                    hosts[place], path = rest.split("/", 1)
                    paths[place] = "/" + path
                else:
                    servers[place] = text
        return zip(range(start, start + count), hosts, servers, clients, paths,
                   rng.integers(1024, 65536, count).tolist(), rng.integers(1, 1 << 30, count).tolist())

    def eve(self, lines, hits):
        for start in range(0, lines, CHUNK):
            yield "".join([self.event(*row) for row in self.draw(lines, start, hits, "host")]).encode()

    @staticmethod
    def event(line, host, server, client, path, port, number):
        day, hour, minute, second = stamp(line // 40)
        head = (f'{{"timestamp":"2026-01-{day:02}T{hour:02}:{minute:02}:{second:02}.{number % 1_000_000:06}+0000","flow_id":{number}{port}'
                f',"in_iface":"eth0","event_type":"')
        ends = f'"src_ip":"{client}","src_port":{port},"dest_ip":"{server}","dest_port":'
        kind = number % 4
        if kind == 0:
            return (f'{head}dns",{ends}53,"proto":"UDP","dns":{{"version":2,"type":"answer","id":{number % 65536},"rrname":"{host}",'
                    f'"rrtype":"A","rcode":"NOERROR","answers":[{{"rrname":"{host}","rrtype":"A","ttl":300,"rdata":"{server}"}}]}}}}\n')
        if kind == 1:
            return (f'{head}tls",{ends}443,"proto":"TCP","tls":{{"subject":"CN={host}","issuerdn":"C=US, O=Example CA, CN=R3",'
                    f'"sni":"{host}","version":"TLS 1.3","ja3":{{"hash":"{number:032x}"}}}}}}\n')
        if kind == 2:
            return (f'{head}http",{ends}80,"proto":"TCP","tx_id":0,"http":{{"hostname":"{host}","url":"{path.replace("/", chr(92) + "/")}",'
                    f'"http_user_agent":"Mozilla\\/5.0 (X11; Linux x86_64; rv:128.0) Gecko\\/20100101 Firefox\\/128.0",'
                    f'"http_method":"GET","protocol":"HTTP\\/1.1","status":200,"length":{number % 100_000}}}}}\n')
        return (f'{head}flow",{ends}443,"proto":"TCP","app_proto":"tls","flow":{{"pkts_toserver":{number % 900},"pkts_toclient":{port % 900},'
                f'"bytes_toserver":{number % 10**6},"bytes_toclient":{number % 10**7},"state":"closed","reason":"timeout",'
                f'"alerted":false}},"host":"{host}"}}\n')

    def squid(self, lines, hits):
        for start in range(0, lines, CHUNK):
            yield "".join([
                f"{FIRST_TIME + line // 40}.{number % 1000:03} {number % 900:6} {client} TCP_{'MISS' if number % 3 else 'HIT'}/200 "
                f"{number % 90_000} GET http://{host}{path} - HIER_DIRECT/{server} text/html\n"
                for line, host, server, client, path, port, number in self.draw(lines, start, hits, "url")
            ]).encode()

    def syslog(self, lines, hits):
        for start in range(0, lines, CHUNK):
            yield "".join([self.message(*row) for row in self.draw(lines, start, hits, "host")]).encode()

    @staticmethod
    def message(line, host, server, client, path, port, number):
        day, hour, minute, second = stamp(line // 40)
        head = f"Jan {day:2} {hour:02}:{minute:02}:{second:02} gw{number % 7} "
        kind = number % 4
        if kind == 0:
            return (f"{head}kernel: [{line}.{number % 10**6:06}] fw-out IN=eth1 OUT=eth0 MAC=00:1b:21:{number % 90 + 10}:aa:01 SRC={client} DST={server} "
                    f"LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID={number % 65536} DF PROTO=TCP SPT={port} DPT=443 SYN URGP=0 host={host}\n")
        if kind == 1:
            return f"{head}named[712]: client @0x7f{number:x} {client}#{port} ({host}): query: {host} IN A +E(0)K (10.0.0.53) from {server}\n"
        if kind == 2:
            return f"{head}dnsmasq[501]: {number % 10**7} {client}/{port} reply {host} is {server}\n"
        return f"{head}sshd[{number % 65536}]: Failed password for invalid user admin from {server} port {port} ssh2 via {host}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--lines", type=int, default=4_000_000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    lists = Lists(np.random.default_rng(SEED))
    lists.write(options.folder)
    traffic = Traffic(np.random.default_rng(SEED + 2), lists)
    hits = planted(traffic.rng, options.lines)
    write_log(options.folder / "dns.log", ZEEK_HEADER, hits, DNS(traffic).chunks(options.lines, hits))
    others = Others(traffic)
    for name, chunks in (("eve.json", others.eve), ("squid.log", others.squid), ("syslog.log", others.syslog)):
        hits = planted(traffic.rng, options.lines // 4)
        write_log(options.folder / name, b"", hits, chunks(options.lines // 4, hits))


if __name__ == "__main__":
    main()
