"""pandas and Polars of Python: python frame.py NAME COUNT FILE. Milliseconds on standard output.

Rows come as records and go as records, as they do for the others, whose work a run() of a task
would do; and once as frames, which is what these two are made for."""

import hashlib
import json
import random
import sys
import time

name, count, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]

random.seed(42)
species = ["setosa", "versicolor", "virginica"]
rows = [
    {
        "id": at,
        "sepal_length": round(random.random() * 8, 2),
        "sepal_width": round(random.random() * 5, 2),
        "petal_length": random.random() * 7,
        "petal_width": random.random() * 3,
        "species": species[at % 3],
    }
    for at in range(count)
]

if name == "pandas":
    import pandas as pd

    frame = pd.DataFrame(rows)
    actions = {
        "write": lambda: pd.DataFrame(rows).to_csv(file, index=False),
        "read": lambda: pd.read_csv(file).to_dict("records"),
        "writeFrame": lambda: frame.to_csv(file, index=False),
        "readFrame": lambda: pd.read_csv(file),
    }
else:
    import polars as pl

    frame = pl.DataFrame(rows)
    actions = {
        "write": lambda: pl.DataFrame(rows).write_csv(file),
        "read": lambda: pl.read_csv(file).to_dicts(),
        "writeFrame": lambda: frame.write_csv(file),
        "readFrame": lambda: pl.read_csv(file),
    }


def hash_file():
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def milliseconds(action):
    begun = time.perf_counter()
    result = action()
    assert result is None or len(result) in (count, 64)
    return (time.perf_counter() - begun) * 1000


figures = {key: milliseconds(action) for key, action in {**actions, "hash": hash_file}.items()}
json.dump(figures, sys.stdout)
