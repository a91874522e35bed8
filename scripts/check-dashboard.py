"""Reads a Grafana dashboard by Grafana's own types, and fails where they would drop or change something of it.

Needs `pip install grafana-foundation-sdk`, of the Grafana that the dashboard is for. It checks the form: what the
expressions mean is left to promtool.
"""

import json
import sys
from collections.abc import Iterator

from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard


def differences(written: object, read: object, path: str = "") -> Iterator[str]:
    """Where what was read is not what was written; what Grafana adds by itself is none."""
    if isinstance(written, dict) and isinstance(read, dict):
        for key, value in written.items():
            # A threshold without a value is the lowest one, in both forms.
            if value is None and key not in read:
                continue
            yield from differences(value, read.get(key), f"{path}.{key}")
    elif isinstance(written, list) and isinstance(read, list) and len(written) == len(read):
        for index, (one, other) in enumerate(zip(written, read)):
            yield from differences(one, other, f"{path}[{index}]")
    elif written != read:
        yield f"{path[1:]}: {json.dumps(written)} is read as {json.dumps(read)}"


def main() -> None:
    register_default_plugins()
    with open(sys.argv[1], encoding="utf-8") as file:
        written = json.load(file)
    read = json.loads(json.dumps(Dashboard.from_json(written), cls=JSONEncoder))
    found = list(differences(written, read))
    if found:
        sys.exit("\n".join(found))
    print(f"{len(written['panels'])} panels, all of it known to Grafana")


main()
