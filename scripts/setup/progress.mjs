const QUIET_TERMINAL_EVERY_MS = 15_000;
const TERMINAL_EVERY_MS = 1_000;

/**
 * @typedef {{ write(text: string): unknown, isTTY?: boolean | undefined, columns?: number | undefined }} Terminal
 * @typedef {object} StepProgress
 * @property {(doing: string) => void} say what the step does now; the first call announces the step
 * @property {(note: string) => void} stands nothing had to be done
 * @property {(note: string) => void} done
 * @property {() => void} failed
 */

/**
 * Shows one step as `[2/8] Debian packages … ` with a running line while it lasts: in place on a terminal, a line now and
 * then elsewhere.
 *
 * @param {{ index: number, total: number, title: string, terminal: Terminal, isQuiet?: boolean }} options `isQuiet`: a step
 *   that stands says nothing.
 * @returns {StepProgress}
 */
export function showStep({ index, total, title, terminal, isQuiet = false }) {
  const head = `[${index}/${total}] ${title}`;
  const isTerminal = terminal.isTTY === true;
  const startedAt = performance.now();
  let doing = '';
  /** @type {NodeJS.Timeout | undefined} */
  let ticker;

  const elapsed = () => `${Math.round((performance.now() - startedAt) / 1000)} s`;
  const drawRunningLine = () => {
    const line = `${head} … ${elapsed()}  ${doing}`;
    terminal.write(
      isTerminal ? `\r\x1b[2K${line.slice(0, (terminal.columns ?? 100) - 1)}` : `${line}\n`,
    );
  };
  /** @param {string} text */
  const finish = (text) => {
    clearInterval(ticker);
    terminal.write(`${isTerminal ? '\r\x1b[2K' : ''}${head}${text}\n`);
  };

  return {
    say(text) {
      doing = text;
      if (ticker !== undefined) return;
      drawRunningLine();
      ticker = setInterval(
        drawRunningLine,
        isTerminal ? TERMINAL_EVERY_MS : QUIET_TERMINAL_EVERY_MS,
      );
      ticker.unref();
    },
    stands(note) {
      if (!isQuiet) finish(`: stands${note === '' ? '' : ` (${note})`}`);
    },
    done: (note) => finish(`: done in ${elapsed()}${note === '' ? '' : ` (${note})`}`),
    failed: () => finish(`: FAILED after ${elapsed()}`),
  };
}
