/**
 * So many flowers of three sorts, which overlap as real ones do; the same ones each time.
 * @param {number} rows
 */
export function growFlowers(rows) {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const labels = Array.from({ length: rows }, (_, at) => at % 3);
  const lengths = labels.map((label) =>
    [5, 3, 1.5, 0.3].map((mean, at) => mean + label * (at + 1) * 0.4 + 3 * (random() - 0.5)),
  );
  return { lengths, labels };
}
