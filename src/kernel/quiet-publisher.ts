import type { Publisher } from "./publisher.ts";

/** Of a silent cell nothing is published: the protocol gives it its reply and its status alone. */
export const quietPublisher: Publisher = {
  stream: () => {},
  displayData: () => {},
  updateDisplayData: () => {},
  executeResult: () => {},
  clearOutput: () => {},
  error: () => {},
  flush: () => {},
};
