"""Reads OpenMetrics from standard input as Prometheus' own client does, and prints what it found as JSON."""

import json
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families

families = {}
for family in text_string_to_metric_families(sys.stdin.read()):
    families[family.name] = {
        "type": family.type,
        "unit": family.unit,
        "samples": [
            {"name": sample.name, "labels": sample.labels, "value": float(sample.value)}
            for sample in family.samples
        ],
    }
json.dump(families, sys.stdout)
