/// <reference lib="dom" />

/** What JupyterLab's pages offer to scripts where `expose_app_in_browser` is set: what tests use of it. */
interface JupyterApp {
  readonly commands: { execute(id: string, args?: object): Promise<unknown> };
  readonly shell: { readonly currentWidget: OpenNotebook };
}

interface OpenNotebook {
  readonly content: {
    readonly widgets: readonly OpenCell[];
    activeCellIndex: number;
  };
  readonly sessionContext?: {
    readonly session?: { readonly kernel?: { readonly status: string } };
  };
}

interface OpenCell {
  readonly model: {
    readonly id: string;
    readonly type: string;
    readonly sharedModel: {
      readonly source: string;
      readonly execution_count?: number | null;
      setSource(text: string): void;
    };
    readonly outputs?: { toJSON(): OpenOutput[] };
  };
  readonly node: HTMLElement;
}

interface OpenOutput {
  readonly output_type: string;
  readonly ename?: string;
  readonly evalue?: string;
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
}

declare global {
  /** In a page of JupyterLab only: for functions that `page.evaluate` runs there. */
  var jupyterapp: JupyterApp;
}
