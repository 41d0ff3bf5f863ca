import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Where our time went, in one line: the packages with the largest share of a CPU profile.
 * @param {(flags: string[]) => unknown} run runs Node with these flags; the process must end by itself
 */
export async function describeProfile(run) {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-bench-profile-"));
  try {
    await run(["--cpu-prof", `--cpu-prof-dir=${folder}`]);
    const files = readdirSync(folder).filter((file) => file.endsWith(".cpuprofile"));
    if (files.length === 0) return "No profile was written.";
    return summarize(
      files.map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8"))),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same of work that is done in this thread. @param {() => unknown} work */
export async function describeProfileHere(work) {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
    await work();
    const { profile } = await session.post("Profiler.stop");
    return summarize([/** @type {Profile} */ (profile)]);
  } finally {
    session.disconnect();
  }
}

/**
 * @typedef {{ id: number, callFrame: { functionName: string, url: string } }} ProfileNode
 * @typedef {{ nodes: ProfileNode[], samples: number[], timeDeltas: number[] }} Profile
 */

/** @param {readonly Profile[]} profiles one for each thread */
function summarize(profiles) {
  /** @type {Map<string, number>} */
  const spent = new Map();
  for (const { nodes, samples, timeDeltas } of profiles) {
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
    samples.forEach((id, at) => {
      const place = placeOf(frames.get(id));
      if (place !== undefined) spent.set(place, (spent.get(place) ?? 0) + (timeDeltas[at] ?? 0));
    });
  }
  const total = [...spent.values()].reduce((sum, microseconds) => sum + microseconds, 0);
  const largest = [...spent].sort(([, a], [, b]) => b - a).slice(0, 5);
  const parts = largest.map(
    ([place, microseconds]) => `${place} ${((100 * microseconds) / total).toFixed(0)}%`,
  );
  return `Profile of ours (${(total / 1000).toFixed(0)} ms of processor time in Node's threads): ${parts.join(", ")}.`;
}

/** `dispatch` is the profiler's own. */
const uncounted = new Set(["(idle)", "(root)", "dispatch"]);

/** @param {ProfileNode["callFrame"] | undefined} frame */
function placeOf(frame) {
  if (frame === undefined || uncounted.has(frame.functionName)) return undefined;
  const { functionName, url } = frame;
  if (functionName === "(program)") return "native code";
  if (functionName === "(garbage collector)") return "garbage collection";
  const [, inPackage] = url.match(/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
  if (inPackage !== undefined) return `\`${inPackage}\``;
  if (/^node:internal\/(modules|vm)/.test(url)) return "Node's module loader";
  if (url.startsWith("node:")) return `\`${url.split("/").slice(0, 2).join("/")}\` of Node`;
  if (url === "") return `\`${functionName || "built-in functions"}\``;
  if (url.includes("/vendor/danfojs/")) return "bundled danfojs";
  return url.includes("/dist/") || url.endsWith("/cauce-render.mjs")
    ? `Cauce's \`${functionName || "modules"}\``
    : "the pipeline's code";
}
