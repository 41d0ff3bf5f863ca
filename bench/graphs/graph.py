import sys

import luigi


class Leaf(luigi.Task):
    at = luigi.IntParameter()

    def output(self):
        return luigi.LocalTarget(f"out/{self.at}.txt")

    def run(self):
        with self.output().open("w") as file:
            file.write(f"task {self.at}\n")


class Wide(luigi.WrapperTask):
    count = luigi.IntParameter()

    def requires(self):
        return [Leaf(at) for at in range(self.count)]


class Link(luigi.Task):
    at = luigi.IntParameter()

    def requires(self):
        return [] if self.at == 0 else [Link(self.at - 1)]

    def output(self):
        return luigi.LocalTarget(f"out/{self.at}.txt")

    def run(self):
        with self.output().open("w") as file:
            file.write(f"task {self.at}\n")


shape, count = sys.argv[1], int(sys.argv[2])
root = Wide(count) if shape == "wide" else Link(count - 1)
done = luigi.build([root], local_scheduler=True, workers=1, log_level="ERROR")
sys.exit(0 if done else 1)
