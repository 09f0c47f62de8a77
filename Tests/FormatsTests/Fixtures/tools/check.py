"""Reads what Marsad has written with the libraries that others read such files with.

check.py KIND FILE prints what it found as one JSON document and fails with words when the file is not as it should be.
"""

import json
import sys


def stix(path):
    import stix2
    import stix2validator

    text = open(path, encoding="utf-8").read()
    problems = []
    for options in ({"strict": True}, {"interop": True}):
        chosen = stix2validator.ValidationOptions(version="2.1", disabled=["103"], **options)
        results = stix2validator.validate_string(text, chosen)
        for result in results if isinstance(results, list) else [results]:
            for fault in list(result.errors or []) + list(result.warnings or []):
                # The interoperability schema asks markings and observables for properties that STIX 2.1 does not give them.
                kinds = ("marking-definition--", "ipv4-addr--", "ipv6-addr--", "domain-name--", "url--", "autonomous-system--")
                if "interop" in options and str(fault).startswith(kinds) and ("created_by_ref" in str(fault) or "'modified'" in str(fault)):
                    continue
                problems.append(f"{options}: {fault}")
    bundle = stix2.parse(text, allow_custom=False)
    found = [
        {"type": o["type"], "id": o["id"], "pattern": o.get("pattern"), "confidence": o.get("confidence"),
         "markings": o.get("object_marking_refs", [])}
        for o in bundle["objects"]
    ]
    for observable in bundle["objects"]:
        if observable["type"] in ("ipv4-addr", "ipv6-addr", "domain-name", "url"):
            same = stix2.parse({"type": observable["type"], "spec_version": "2.1", "value": observable["value"]})
            if same["id"] != observable["id"]:
                problems.append(f"{observable['id']} should be {same['id']}")
        if observable["type"] == "autonomous-system":
            same = stix2.AutonomousSystem(number=observable["number"])
            if same["id"] != observable["id"]:
                problems.append(f"{observable['id']} should be {same['id']}")
    return {"problems": problems, "objects": found}


def patterns(path):
    from stix2patterns.validator import run_validator

    return [not run_validator(text, stix_version="2.1") for text in json.load(open(path, encoding="utf-8"))]


def misp(path):
    from pymisp import MISPEvent

    event = MISPEvent()
    event.load_file(path)
    return {
        "info": event.info,
        "tags": [t.name for t in event.tags],
        "attributes": [
            {"type": a.type, "value": a.value, "to_ids": a.to_ids, "tags": [t.name for t in a.tags]}
            for a in event.attributes
        ],
    }


def feed(path):
    import hashlib
    import os

    problems = []
    manifest = json.load(open(os.path.join(path, "manifest.json"), encoding="utf-8"))
    hashes = {tuple(l.strip().split(",")) for l in open(os.path.join(path, "hashes.csv"), encoding="utf-8")}
    values = 0
    for uuid, entry in manifest.items():
        event = misp(os.path.join(path, uuid + ".json"))
        if event["info"] != entry["info"]:
            problems.append(f"{uuid}: title differs")
        for attribute in event["attributes"]:
            values += 1
            if (hashlib.md5(attribute["value"].encode()).hexdigest(), uuid) not in hashes:
                problems.append(f"{uuid}: {attribute['value']} is not in hashes.csv")
    return {"problems": problems, "events": len(manifest), "values": values, "hashes": len(hashes)}


def idea(path):
    from idea import lite, valid

    found = []
    for line in open(path, encoding="utf-8"):
        valid.Idea(json.loads(line))
        event = lite.Idea(json.loads(line))
        found.append(str(event["Category"]))
    return found


def intelmq(path):
    from intelmq.lib.message import MessageFactory

    found = []
    for line in open(path, encoding="utf-8"):
        event = MessageFactory.unserialize(line)
        found.append(event["classification.type"])
    return found


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](sys.argv[2])))
