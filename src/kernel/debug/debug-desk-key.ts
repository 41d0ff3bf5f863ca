/** Where the debugger finds the main thread's desk: a symbol of this name on `globalThis`. */
export const deskKey = "cauce.debug";
