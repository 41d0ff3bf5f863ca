import { alea } from "seedrandom";

/**
 * `count` different positions out of `length`, each set and order equally likely; the same seed
 * gives the same positions. A Fisher–Yates shuffle that stops after `count` steps.
 */
export function sampledPositions(length, count, seed) {
  const random = alea(String(seed));
  const positions = Array.from({ length }, (_, position) => position);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (length - i));
    [positions[i], positions[j]] = [positions[j], positions[i]];
  }
  return positions.slice(0, count);
}
