"""COCO's average precision and recall, written from its description with NumPy and no thought of speed: reads pictures as JSON, writes numbers."""
import json
import sys

import numpy as np

IOU = np.linspace(0.5, 0.95, 10)
RECALL = np.linspace(0, 1, 101)
AREAS = {"all": (0, 1e10), "small": (0, 1024), "medium": (1024, 9216), "large": (9216, 1e10)}


def overlap(d, g):
    corner = np.minimum(np.add(d["box"][:2], d["box"][2:]), np.add(g["box"][:2], g["box"][2:]))
    size = corner - np.maximum(d["box"][:2], g["box"][:2])
    shared = size[0] * size[1] if (size > 0).all() else 0.0
    own = d["box"][2] * d["box"][3]
    return shared / (own if g["crowd"] else own + g["box"][2] * g["box"][3] - shared)


def verdicts(labels, found, counts, threshold):
    """For each detection: 1 right, 0 wrong, None where it does not count."""
    free = list(labels)
    result = []
    for d in found:
        def best(those):
            fitting = [(overlap(d, g), i) for i, g in enumerate(free) if g in those and overlap(d, g) >= threshold]
            return max(fitting)[1] if fitting else None

        at = best([g for g in labels if counts(g)])
        if at is None:
            at = best([g for g in labels if not counts(g)])
        if at is None:
            result.append(0 if counts(d) else None)
            continue
        result.append(1 if counts(free[at]) else None)
        if not free[at]["crowd"]:
            free.pop(at)
    return result


def curve(pictures, number, area, most, threshold):
    low, high = AREAS[area]

    def counts(thing):
        return not thing.get("crowd") and low <= thing["area"] <= high

    wanted, scores, right = 0, [], []
    for picture in pictures:
        labels = [g for g in picture["labels"] if g["class"] == number]
        found = sorted((d for d in picture["found"] if d["class"] == number), key=lambda d: -d["score"])[:100]
        wanted += sum(map(counts, labels))
        results = verdicts(labels, found, counts, threshold)[:most]
        scores += [d["score"] for d in found[:most]]
        right += results
    if wanted == 0:
        return None
    kept = [right[i] for i in np.argsort(-np.array(scores), kind="stable") if right[i] is not None] if scores else []
    hits = np.cumsum(np.array(kept, float))
    recall = hits / wanted
    precision = hits / np.arange(1, len(hits) + 1)
    points = [max(precision[recall >= r], default=0.0) for r in RECALL]
    return np.mean(points), (recall[-1] if len(recall) else 0.0)


def main():
    task = json.load(sys.stdin)
    pictures = task["pictures"]
    for picture in pictures:
        for d in picture["found"]:
            d["area"] = d["box"][2] * d["box"][3]

    def measure(area, most, which, thresholds=IOU):
        values = [curve(pictures, c, area, most, t) for c in range(task["classes"]) for t in thresholds]
        values = [v[which] for v in values if v is not None]
        return float(np.mean(values)) if values else None

    print(json.dumps([
        measure("all", 100, 0), measure("all", 100, 0, IOU[:1]), measure("all", 100, 0, IOU[5:6]),
        measure("small", 100, 0), measure("medium", 100, 0), measure("large", 100, 0),
        measure("all", 1, 1), measure("all", 10, 1), measure("all", 100, 1),
        measure("small", 100, 1), measure("medium", 100, 1), measure("large", 100, 1)]))


main()
