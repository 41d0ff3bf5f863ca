let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character each. Made late: Node reads all its locales for the first one. */
export function segmentCharacters(text: string): string[] {
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
