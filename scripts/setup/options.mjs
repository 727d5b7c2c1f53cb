import { parseArgs } from 'node:util';
import { PlainFailure } from './failure.mjs';

/**
 * Reads a program's options; an unknown or malformed one is a PlainFailure, and `--help` prints the help.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} Options
 * @param {string} help
 * @param {Options} options
 * @returns {ReturnType<typeof parseArgs<{ options: Options }>>['values'] | undefined} undefined when the help was printed
 */
export function readOptions(help, options) {
  if (process.argv.slice(2).includes('--help')) {
    process.stdout.write(`${help}\n`);
    return undefined;
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new PlainFailure(words, { advice: '--help shows the options' });
  }
}
