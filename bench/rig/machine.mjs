import { cpus, loadavg, release, totalmem, type } from "node:os";

/** Where and when a table was measured, in one line. */
export function describeMachine() {
  const [first] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const [load = 0] = loadavg();
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.version}, ${type()} ${release()}, ${cpus().length} × ${first?.model.trim()}, ${memory}, load ${load.toFixed(1)} at the end, no NODE_EXTRA_CA_CERTS.`;
}
