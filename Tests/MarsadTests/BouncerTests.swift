import Foundation
import TestSupport
import Testing

private let bouncer = "/usr/bin/crowdsec-firewall-bouncer"
private let isThere = geteuid() == 0 && FileManager.default.isExecutableFile(atPath: bouncer)

/// Debian's bouncer in a network namespace of its own, where the hub runs too.
@Suite(.enabled(if: isThere, "needs root and crowdsec-firewall-bouncer"))
struct `A firewall bouncer of CrowdSec` {
    /// Prints one line for each stage; `equal` waits until the kernel's set is the list.
    private static let script = #"""
        set -u
        cd "$1"; marsad=$2; bouncer=$3
        ip link set lo up
        for i in $(seq 0 9999); do echo 45.10.$((i / 250)).$((i % 250)); done > first.txt
        "$marsad" import --data d --source feed first.txt > out.txt || exit 1
        "$marsad" lists add bad --data d --use block --kinds ip --minimum-level low > out.txt || exit 1
        token=$("$marsad" token add fw --data d --scope consume)
        answers() { [ "$(curl -s -o out.txt -w '%{http_code}' -u "x:$token" http://127.0.0.1:8085/lists/bad.txt)" = 200 ]; }
        serve() {
            "$marsad" serve --data d --listen 127.0.0.1:8085 2>> hub.txt & hub=$!
            for try in $(seq 600); do answers && return; sleep 0.1; done; exit 1
        }
        serve
        cat > fw.yaml <<END
        mode: nftables
        pid_dir: $1
        update_frequency: 1s
        daemonize: false
        log_mode: stdout
        log_level: info
        api_url: http://127.0.0.1:8085/lists/bad/
        api_key: $token
        disable_ipv6: false
        deny_action: DROP
        supported_decisions_types: [ban]
        nftables:
          ipv4: {enabled: true, set-only: false, table: crowdsec, chain: crowdsec-chain}
          ipv6: {enabled: true, set-only: false, table: crowdsec6, chain: crowdsec6-chain}
        END
        "$bouncer" -c fw.yaml > fw.txt 2>&1 & fw=$!
        trap 'kill $fw $hub 2> /dev/null' EXIT
        equal() {
            for try in $(seq 300); do
                curl -s -u "x:$token" http://127.0.0.1:8085/lists/bad.txt | grep -v '#' | sort > want.txt
                nft list table ip crowdsec 2> /dev/null | grep -oE '45\.[0-9.]+|46\.[0-9.]+' | sort > set.txt
                [ "$(wc -l < want.txt)" = "$1" ] && cmp -s set.txt want.txt && { echo "$1 equal"; return; }
                sleep 0.2
            done
            echo "$1 wanted, $(wc -l < want.txt) listed, $(wc -l < set.txt) in the set"
        }
        equal 10000
        (tail -n +1001 first.txt; for i in $(seq 1 200); do echo 46.1.2.$i; done) > second.txt
        "$marsad" import --data d --source feed second.txt > out.txt
        equal 9200
        kill $hub; wait $hub
        head -8000 second.txt > third.txt
        "$marsad" import --data d --source feed third.txt > out.txt
        serve
        equal 8000
        """#

    @Test func `holds what is listed, after changes and a restart of the hub too`() async throws {
        let folder = try TemporaryFolder()
        let script = try folder.write("script.sh", Self.script)
        let outcome = try Program(executable: URL(filePath: "/usr/bin/unshare")).run([
            "-n", "bash", script, folder.path("."), Program.product("marsad").executable.path, bouncer,
        ])
        #expect(outcome.lines == ["10000 equal", "9200 equal", "8000 equal"], "\(outcome)")
    }
}
