import type { CodeFrame } from "../core/code-frame.ts";

/** How a terminal's colours are put on; text stays as it is where there are none. */
export interface FrameColours {
  readonly dim: (text: string) => string;
  readonly fault: (text: string) => string;
}

const plain: FrameColours = { dim: (text) => text, fault: (text) => text };

/** Numbered lines, with the culprit underlined below its line. */
export function renderCodeFrame(frame: CodeFrame, colours: FrameColours = plain): string[] {
  const width = String(frame.firstLine + frame.lines.length - 1).length;
  return frame.lines.flatMap((text, index) => {
    const number = frame.firstLine + index;
    const line = `${colours.dim(`${String(number).padStart(width)} |`)} ${text}`.trimEnd();
    return number === frame.line
      ? [line, `${colours.dim(`${" ".repeat(width)} |`)} ${underline(frame, text, colours)}`]
      : [line];
  });
}

/** Tabs are kept, so that the underline stands where the culprit does. */
function underline({ column, length }: CodeFrame, text: string, { fault }: FrameColours): string {
  const before = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  const most = Math.max(1, text.length - before.length);
  return `${before}${fault("~".repeat(Math.min(length, most)))}`;
}
