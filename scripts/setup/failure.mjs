/**
 * A failure that a person can act on: what happened, why, and what to do. Programs print it without a stack trace;
 * anything else that is thrown is a bug and keeps its stack.
 */
export class PlainFailure extends Error {
  /**
   * @param {string} what
   * @param {{ why?: readonly string[], advice?: string, logFile?: string }} [details] `why` holds the last lines of the log.
   */
  constructor(what, { why = [], advice = '', logFile = '' } = {}) {
    super(what);
    this.name = 'PlainFailure';
    this.why = why;
    this.advice = advice;
    this.logFile = logFile;
  }

  /** The failure as indented lines for stderr. */
  toText() {
    return [
      `  What: ${this.message}`,
      ...this.why.map((line, index) => `  ${index === 0 ? 'Why: ' : '     '} ${line}`),
      ...(this.advice === '' ? [] : [`  Do:   ${this.advice}`]),
      ...(this.logFile === '' ? [] : [`  Log:  ${this.logFile}`]),
    ].join('\n');
  }
}

/**
 * Runs a program's main function; a PlainFailure becomes text on stderr and exit code 1.
 *
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error;
    process.stderr.write(`${error.toText()}\n`);
    process.exitCode = 1;
  }
}
