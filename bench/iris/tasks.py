# %% imports
import os

import joblib
import luigi
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, precision_score, recall_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

# %% data
class IrisData(luigi.ExternalTask):
    def output(self):
        return luigi.LocalTarget("data/iris.csv")

# %% split
class TrainTestSplit(luigi.Task):
    test_size = luigi.FloatParameter(default=0.3)
    seed = luigi.IntParameter(default=42)

    def requires(self):
        return IrisData()

    def output(self):
        folder = f"outputs/split-{self.test_size}-{self.seed}"
        return {name: luigi.LocalTarget(f"{folder}/{name}.csv") for name in ("train", "test")}

    def run(self):
        iris = pd.read_csv(self.input().path)
        train, test = train_test_split(
            iris, test_size=self.test_size, random_state=self.seed, stratify=iris["species"]
        )
        write_frame(train, self.output()["train"])
        write_frame(test, self.output()["test"])

# %% helpers
def write_frame(frame, target):
    with target.open("w") as file:
        frame.to_csv(file, index=False)


def make_model(model):
    if model["kind"] == "random-forest":
        return RandomForestClassifier(
            n_estimators=model.get("n_estimators", 100),
            max_features=model.get("max_features", 0.8),
            random_state=42,
        )
    return KNeighborsClassifier(n_neighbors=model.get("k", 5))


def score(actual, predicted, species):
    rows = [{"metric": "accuracy", "species": "all", "value": accuracy_score(actual, predicted)}]
    precisions = precision_score(actual, predicted, labels=species, average=None, zero_division=0)
    recalls = recall_score(actual, predicted, labels=species, average=None, zero_division=0)
    for name, precision, recall in zip(species, precisions, recalls):
        rows.append({"metric": "precision", "species": name, "value": precision})
        rows.append({"metric": "recall", "species": name, "value": recall})
    return pd.DataFrame(rows)

# %% train
class TrainModel(luigi.Task):
    model = luigi.DictParameter()
    features = luigi.ListParameter()

    def requires(self):
        return TrainTestSplit()

    def output(self):
        folder = f"outputs/{self.task_id}"
        files = {"model": "model.joblib", "predictions": "predictions.csv", "metrics": "metrics.csv"}
        return {name: luigi.LocalTarget(f"{folder}/{file}") for name, file in files.items()}

    def run(self):
        train = pd.read_csv(self.input()["train"].path)
        test = pd.read_csv(self.input()["test"].path)
        features = list(self.features)
        model = make_model(self.model).fit(train[features], train["species"])
        predicted = model.predict(test[features])
        species = sorted(train["species"].unique())
        self.output()["model"].makedirs()
        with self.output()["model"].temporary_path() as file:
            joblib.dump(model, file)
        write_frame(test.assign(predicted=predicted), self.output()["predictions"])
        write_frame(score(test["species"], predicted, species), self.output()["metrics"])
        ran.append("TrainModel")

# %% pipeline
models = [
    {"kind": "random-forest", "n_estimators": 100},
    {"kind": "random-forest", "n_estimators": 20, "max_features": 0.5},
    {"kind": "knn", "k": 5},
    {"kind": "knn", "k": 15},
]
all_features = ["sepal_length", "sepal_width", "petal_length", "petal_width"]


class IrisPipeline(luigi.WrapperTask):
    models = luigi.ListParameter()
    features = luigi.ListParameter(default=all_features)

    def requires(self):
        return [TrainModel(model=model, features=self.features) for model in self.models]

# %% run
ran = []
workers = int(os.environ.get("LUIGI_WORKERS", "1"))
done = luigi.build([IrisPipeline(models=models)], local_scheduler=True, workers=workers, log_level="ERROR")
assert done
ran
