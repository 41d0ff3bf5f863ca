import type { Runtime } from "node:inspector";

const mostText = 300;

/** A value in one line, with a glance at its members. */
export function describeRemote(remote: Runtime.RemoteObject): string {
  const { type, subtype, value, description = "", preview, unserializableValue } = remote;
  if (unserializableValue !== undefined) return unserializableValue;
  if (type === "undefined" || subtype === "null") return subtype ?? type;
  if (type === "string") return shorten(JSON.stringify(value));
  if (type === "function") return describeFunction(description);
  if (type !== "object") return shorten(description === "" ? String(value) : description);
  if (subtype === "error") return shorten(description.split("\n")[0] ?? "");
  // The engine's own pair of a map: its types do not know it.
  if (String(subtype) === "internal#entry") return shorten(description);
  return shorten(preview === undefined ? description : describePreview(preview, description));
}

/** The kind of a value: its class, or JavaScript's own word. */
export function typeOfRemote({ type, subtype, className }: Runtime.RemoteObject): string {
  return type === "object" && subtype !== "null" ? (className ?? "Object") : (subtype ?? type);
}

function describeFunction(source: string): string {
  const head = source.startsWith("class")
    ? source.slice(0, source.indexOf("{"))
    : source.split(/\{|=>/, 1)[0];
  return shorten(`${head ?? ""}`.replaceAll(/\s+/g, " ").trim() || "function");
}

function describePreview(preview: Runtime.ObjectPreview, description: string): string {
  const more = preview.overflow ? [" …"] : [];
  if (preview.entries !== undefined) {
    const entries = preview.entries.map(({ key, value }) =>
      key === undefined ? previewText(value) : `${previewText(key)} => ${previewText(value)}`,
    );
    return `${description} {${[...entries, ...more].join(", ")}}`;
  }
  const isList = preview.subtype === "array" || preview.subtype === "typedarray";
  const members = preview.properties.map((property) => {
    const text = propertyText(property);
    return isList && /^\d+$/.test(property.name) ? text : `${property.name}: ${text}`;
  });
  const inside = [...members, ...more].join(", ");
  if (isList) return `${description} [${inside}]`;
  if (members.length === 0 && description !== "Object") return description;
  return description === "Object" ? `{${inside}}` : `${description} {${inside}}`;
}

function previewText({ description = "", type }: Runtime.ObjectPreview): string {
  return type === "string" ? JSON.stringify(description) : description;
}

function propertyText({ type, value = "", subtype }: Runtime.PropertyPreview): string {
  if (type === "string") return JSON.stringify(value);
  if (type === "accessor") return "(getter)";
  if (type === "function") return "ƒ";
  if (subtype === "null") return "null";
  return type === "object" && value === "Object" ? "{…}" : value;
}

function shorten(text: string): string {
  return text.length > mostText ? `${text.slice(0, mostText)}…` : text;
}
