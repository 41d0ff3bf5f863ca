const TOKEN = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|&(#\d+|[a-z]+);|([<&])/g;

/**
 * What keeps a text from being well-formed XML, as far as our own pictures use XML: tags that do
 * not pair, bare `<` and `&`, unquoted attributes. An empty list for a good one.
 */
export function checkWellFormed(xml: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [token, closes, name, , empty, , bare] of xml.matchAll(TOKEN)) {
    if (bare !== undefined) faults.push(`bare ${token}`);
    else if (name === undefined || empty === "/") continue;
    else if (closes !== "/") open.push(name);
    else if (open.pop() !== name) faults.push(`unexpected </${name}>`);
  }
  return [...faults, ...open.map((name) => `unclosed <${name}>`)];
}
