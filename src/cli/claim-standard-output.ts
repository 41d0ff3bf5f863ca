let claimed: ((text: string) => boolean) | undefined;

/**
 * Leaves standard output to the command's answer: what modules and tasks print from here on goes
 * to standard error. Gives the way to write the answer.
 */
export function claimStandardOutput(): (text: string) => boolean {
  if (claimed === undefined) {
    claimed = process.stdout.write.bind(process.stdout);
    process.stdout.write = process.stderr.write.bind(process.stderr);
  }
  return claimed;
}
