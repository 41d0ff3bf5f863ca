import compiler from "typescript-native/package.json" with { type: "json" };
import { packageVersion } from "../pipeline/package-root.ts";
import { PROTOCOL_VERSION } from "./wire/message.ts";

/** The content of `kernel_info_reply`. */
export function kernelInfo(): Record<string, unknown> {
  const version = packageVersion();
  const typescript = compiler.version;
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "cauce",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // Both spellings: JupyterLab reads the mode, Notebook the name with its flag.
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
      nbconvert_exporter: "script",
    },
    banner: `Cauce ${version}: TypeScript ${typescript} on Node ${process.version}`,
    help_links: [],
    debugger: true,
    supported_features: ["debugger"],
  };
}
