import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sha256 } from "../plan/fingerprint.ts";
import type { KeptModule } from "./evaluate-module.ts";
import { modulesFolder } from "./modules-folder.ts";

/** Writes a module where the threads find it, under its hash, and returns the file. */
export function keepModule(module: KeptModule, root: string): string {
  const text = JSON.stringify(module);
  const file = path.join(root, modulesFolder, `${sha256(text).slice(0, 32)}.json`);
  if (existsSync(file)) return file;
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
  return file;
}

export function readKeptModule(file: string): KeptModule {
  return JSON.parse(readFileSync(file, "utf8")) as KeptModule;
}
