import sys

import luigi


def compute(steps):
    state = 1
    for _ in range(steps):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
    return state


class Work(luigi.Task):
    at = luigi.IntParameter()
    steps = luigi.IntParameter()

    def output(self):
        return luigi.LocalTarget(f"out/{self.at}.txt")

    def run(self):
        with self.output().open("w") as file:
            file.write(f"{compute(self.steps)}\n")


class All(luigi.WrapperTask):
    count = luigi.IntParameter()
    steps = luigi.IntParameter()

    def requires(self):
        return [Work(at, self.steps) for at in range(self.count)]


if __name__ == "__main__":
    count, steps, workers = (int(word) for word in sys.argv[1:])
    luigi.build([All(count, steps)], local_scheduler=True, workers=workers, log_level="ERROR")
