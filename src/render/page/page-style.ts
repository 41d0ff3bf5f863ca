/// <reference lib="dom" />

/** Where Jupyter says that a widget is not there: the view itself, without a part that draws it. */
const lostPanel = ".jp-OutputArea-output.jupyter-widgets:not(:has(*))";

const rules = `
& .cauce-tools{display:flex;flex-wrap:wrap;gap:4px;align-items:center;margin-bottom:6px;font:12px system-ui,sans-serif}
& .cauce-tools button,& .cauce-tools input{font:inherit;color:inherit;background:transparent;border:1px solid rgba(128,138,150,.6);border-radius:5px;height:24px;padding:0 8px;box-sizing:border-box}
& .cauce-tools button{cursor:pointer;min-width:26px}
& .cauce-tools button:hover{background:rgba(128,138,150,.18)}
& .cauce-tools input{width:150px}
& .cauce-tools .cauce-hits{min-width:70px}
& :is(button,input,summary,.n,.cauce-view):focus-visible{outline:2px solid #1f6fd6;outline-offset:1px}
& .cauce-dag .n{cursor:pointer}
& .cauce-dag .n.cauce-dim,& .cauce-dag .e.cauce-dim{opacity:.22}
& .cauce-dag .e.cauce-lit path{stroke-width:2.6}
&.cauce-tip{position:fixed;z-index:10000;max-width:560px;max-height:320px;overflow:auto;padding:8px 11px;border-radius:7px;font:12px/1.45 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;box-shadow:0 3px 14px rgba(0,0,0,.3);border:1px solid rgba(128,138,150,.6);color:var(--jp-ui-font-color1,var(--vscode-editor-foreground,CanvasText));background:var(--jp-layout-color1,var(--vscode-editor-background,Canvas))}
&.cauce-tip button{font:inherit;color:inherit;background:transparent;border:1px solid rgba(128,138,150,.6);border-radius:5px;padding:2px 8px;display:block;margin-top:6px;cursor:pointer}
&.cauce-tip button:hover{background:rgba(128,138,150,.18)}
&.cauce-there{position:fixed;z-index:10000;pointer-events:none;border-radius:3px;outline:2px solid #d1242f;outline-offset:1px}
.jp-OutputArea:has(&) ${lostPanel}{font-size:0}
.jp-OutputArea:has(&) ${lostPanel}::after{font-size:13px;content:"The panel of explore ends with its kernel. Run the cell to open it again."}
`;

/**
 * The class that the rules are for: another with every change of them, because a page may hold
 * pictures that different versions of this script serve.
 */
export const PAGE_LOOK = `cauce-look-${hashOf(rules)}`;

/** The rules of the tools, once in a page. */
export function addPageStyle(): void {
  if (document.getElementById(PAGE_LOOK) !== null) return;
  const style = document.createElement("style");
  style.id = PAGE_LOOK;
  style.textContent = rules.replaceAll("&", `.${PAGE_LOOK}`);
  document.head.append(style);
}

function hashOf(text: string): string {
  let hash = 0;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return (hash >>> 0).toString(36);
}
