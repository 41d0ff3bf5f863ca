// The same table for every contestant: six columns, of which one is text.

/** @param {number} count */
export function makeRows(count) {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const species = ["setosa", "versicolor", "virginica"];
  return Array.from({ length: count }, (_, row) => ({
    id: row,
    sepal_length: Math.round(random() * 800) / 100,
    sepal_width: Math.round(random() * 500) / 100,
    petal_length: random() * 7,
    petal_width: random() * 3,
    species: species[row % species.length],
  }));
}
