# %% imports
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, precision_score, recall_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

# %% data
iris = pd.read_csv("data/iris.csv")

# %% split
train, test = train_test_split(iris, test_size=0.3, random_state=42, stratify=iris["species"])

# %% helpers
def score(actual, predicted, species):
    rows = [{"metric": "accuracy", "species": "all", "value": accuracy_score(actual, predicted)}]
    precisions = precision_score(actual, predicted, labels=species, average=None, zero_division=0)
    recalls = recall_score(actual, predicted, labels=species, average=None, zero_division=0)
    for name, precision, recall in zip(species, precisions, recalls):
        rows.append({"metric": "precision", "species": name, "value": precision})
        rows.append({"metric": "recall", "species": name, "value": recall})
    return pd.DataFrame(rows)

# %% pipeline
models = {
    "forest of 100": RandomForestClassifier(n_estimators=100, max_features=0.8, random_state=42),
    "forest of 20": RandomForestClassifier(n_estimators=20, max_features=0.5, random_state=42),
    "5 neighbours": KNeighborsClassifier(n_neighbors=5),
    "15 neighbours": KNeighborsClassifier(n_neighbors=15),
}

# %% run
features = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
species = sorted(train["species"].unique())
metrics = {}
for name, model in models.items():
    model.fit(train[features], train["species"])
    metrics[name] = score(test["species"], model.predict(test[features]), species)
[f"TrainModel {name}" for name in metrics]
