/** A request that cannot be served; its message tells the client why. */
export class DebugRefusal extends Error {}
