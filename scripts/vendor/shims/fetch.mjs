// Node has had `fetch` since version 18; the node-fetch package would add 350 KB of URL tables.
export default globalThis.fetch;
