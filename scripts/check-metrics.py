"""Reads OpenMetrics text from a file or standard input with the reference parser, and fails where it is not valid.

Needs `pip install prometheus_client`. It checks the text only: not what the numbers say.
"""

import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families


def main() -> None:
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8", newline="") as file:
            text = file.read()
    else:
        text = sys.stdin.buffer.read().decode("utf-8")
    families = list(text_string_to_metric_families(text))
    if not families:
        sys.exit("no metric family in the text")
    for family in families:
        print(f"{family.name} {family.type} {family.unit or '-'} {len(family.samples)} samples")


main()
