import pc from "picocolors";
import type { FrameColours } from "../render/render-code-frame.ts";

/** Of code around an error; none where the output is no terminal. */
export const frameColours: FrameColours = { dim: pc.dim, fault: pc.red };
