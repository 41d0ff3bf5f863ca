import { type Browser, chromium as playwright } from "playwright-core";
import { chromium } from "../setup/requirements.ts";

/** The machine's Chromium, without a window and without calls of its own to the network. */
export function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: chromium().path,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
