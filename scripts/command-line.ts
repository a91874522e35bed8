// The command lines of the tools of this repository, which are for those who work on it.

/**
 * What `read` reads off the arguments. Tells the usage and ends the process, where it is asked for with `--help` (exit
 * code 0), or where `read` throws a TypeError, as `parseArgs` of Node does for what it does not know (2).
 */
export function commandLine<T>(usage: string, read: (args: string[]) => T): T {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return read(args);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

/** The whole number that an option has; throws a TypeError for any other text. */
export function wholeNumber(option: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new TypeError(`--${option} must be a whole number from ${least} to ${most}, not "${text}"`);
}
