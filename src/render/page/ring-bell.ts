/// <reference lib="dom" />
import { memoryOf } from "./picture-memory.ts";

const hertz = 880;
const seconds = 0.6;

/** Rings once for a run that this page has seen going on, and never for one that it only shows. */
export function ringBell({ dataset }: HTMLElement): void {
  const memory = memoryOf(dataset.key ?? "");
  if (dataset.live !== undefined) memory.isLive = true;
  else if (dataset.bell !== undefined && memory.isLive) {
    memory.isLive = false;
    void sound().catch(() => {});
  }
}

/** A browser lets a page sound once a person has clicked or typed there. */
async function sound(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const tone = new OscillatorNode(context, { frequency: hertz });
  const volume = new GainNode(context, { gain: 0.2 });
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + seconds);
  tone.connect(volume).connect(context.destination);
  tone.onended = () => void context.close();
  tone.start();
  tone.stop(context.currentTime + seconds);
}
