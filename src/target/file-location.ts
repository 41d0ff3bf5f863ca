/** A file as errors speak of it, and where it really is. */
export interface FileLocation {
  readonly path: string;
  readonly absolutePath: string;
}
