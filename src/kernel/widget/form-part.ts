/** What a form asks for one value, with what it holds to begin with. Data that a page can draw. */
export type FormPart =
  /** One value is possible, so there is nothing to ask. Without a value the parameter is left out. */
  | { readonly asks: "nothing"; readonly value?: unknown }
  | { readonly asks: "text"; readonly value: string }
  | NumberPart
  | { readonly asks: "yes-or-no"; readonly value: boolean }
  | { readonly asks: "choice"; readonly values: readonly unknown[]; readonly chosen: number }
  | AlternativesPart
  | FieldsPart
  | ListPart
  /** What no other part can ask for: records, tuples, schemas that contain themselves. */
  | { readonly asks: "json"; readonly value?: unknown };

export interface NumberPart {
  readonly asks: "number";
  readonly value?: number | null;
  readonly isWhole: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** What an empty field says, where it may be empty. */
  readonly whenEmpty?: "null" | "left-out";
}

export interface AlternativesPart {
  readonly asks: "alternatives";
  /** The name of the member that tells the alternatives apart. */
  readonly by?: string;
  readonly chosen: number;
  readonly alternatives: readonly { readonly label: string; readonly part: FormPart }[];
}

export interface FieldsPart {
  readonly asks: "fields";
  readonly fields: readonly FormField[];
}

export interface ListPart {
  readonly asks: "list";
  readonly items: readonly FormPart[];
  /** What a new item begins with. */
  readonly added: FormPart;
}

export interface FormField {
  readonly name: string;
  readonly description: string;
  readonly part: FormPart;
}
