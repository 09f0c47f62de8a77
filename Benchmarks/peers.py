#!/usr/bin/env python3
"""Counts lines of a Zeek dns.log whose addresses, query, names above the query, or answers are listed, in SQL.

    peers.py duckdb|clickhouse LIST LOG
"""
import sys

LABELS = 6


def duckdb_count(words, log):
    import duckdb

    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(24))
    # One semi-join for each field and each name above the query is far quicker than one over all of them unnested.
    above = [r"regexp_replace(query, '^([^.]*[.]){%d}', '')" % labels for labels in range(1, LABELS)]
    seen = " UNION ".join(
        f"SELECT number FROM (SELECT number, {field} AS entry FROM lines) SEMI JOIN listed USING (entry)"
        for field in ["source", "target", "query", *above, "unnest(string_split(answers, ','))"]
    )
    database = duckdb.connect()
    database.execute(f"CREATE TABLE listed AS SELECT column0 AS entry FROM read_csv('{words}', header=false, "
                     "auto_detect=false, delim='\t', columns={'column0': 'VARCHAR'})")
    database.execute(f"""
        CREATE TABLE lines AS SELECT row_number() OVER () AS number, c2 AS source, c4 AS target, c9 AS query, c21 AS answers
        FROM read_csv('{log}', delim='\t', header=false, auto_detect=false, skip=8, quote='', escape='', columns={{{columns}}})
    """)
    return database.execute(f"SELECT count(*) FROM ({seen})").fetchall()[0][0]


def clickhouse_count(words, log):
    import chdb

    columns = ", ".join(f"c{place} String" for place in range(24))
    above = ", ".join(f"arrayStringConcat(arraySlice(labels, {start}), '.')" for start in range(1, LABELS + 1))
    result = chdb.query(f"""
        WITH listed AS (SELECT c1 FROM file('{words}', 'TSV', 'c1 String'))
        SELECT countIf(c2 IN listed OR c4 IN listed OR arrayExists(entry -> entry IN listed, [{above}])
                       OR arrayExists(entry -> entry IN listed, splitByChar(',', c21)))
        FROM (SELECT *, splitByChar('.', c9) AS labels FROM file('{log}', 'TSV', '{columns}')
              WHERE NOT startsWith(c0, '#') SETTINGS input_format_tsv_skip_first_lines = 8)
    """)
    return int(str(result).strip())


if __name__ == "__main__":
    tool, words, log = sys.argv[1:]
    print({"duckdb": duckdb_count, "clickhouse": clickhouse_count}[tool](words, log))
