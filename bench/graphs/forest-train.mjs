// Grows trees in this process, and prints how long each took.
import { RandomForestClassifier } from "ml-random-forest";
import { growFlowers } from "./flowers.mjs";

const [rows = 0, trees = 0] = process.argv.slice(2).map(Number);
const { lengths, labels } = growFlowers(rows);
const options = { nEstimators: trees, maxFeatures: 0.8, seed: 42, noOOB: true };
const from = performance.now();
new RandomForestClassifier(options).train(lengths, labels);
console.log((performance.now() - from) / trees);
