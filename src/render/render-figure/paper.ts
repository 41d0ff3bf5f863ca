/** A picture's paper, and what the plots on it have to know. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  /** Below the title. */
  readonly top: number;
}
