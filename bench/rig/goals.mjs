/**
 * What was to be reached, beside what was measured. A goal that could not be measured, because a
 * peer is missing, is told as such.
 * @typedef {{ goal: string, found: number | undefined, unit?: string, least?: number, most?: number }} Goal
 */

/** @param {readonly Goal[]} goals */
export function describeGoals(goals) {
  return goals.map((goal) => `- ${goal.goal}: ${verdict(goal)}`).join("\n");
}

/** @param {Goal} goal */
function verdict({ found, unit = "×", least = 0, most = Number.POSITIVE_INFINITY }) {
  if (found === undefined || Number.isNaN(found)) return "not measured";
  const text = `${found < 10 ? found.toFixed(2) : found.toFixed(1)}${unit}`;
  return found >= least && found <= most ? `**met** (${text})` : `**not met** (${text})`;
}

/** How many times ours a peer takes. @param {number | undefined} theirs @param {number | undefined} ours */
export function ratio(theirs, ours) {
  return theirs === undefined || ours === undefined ? undefined : theirs / ours;
}
