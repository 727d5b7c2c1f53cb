/**
 * Names Linux sound cards by where they are plugged in. PortAudio names a card by its number, `(hw:1,0)`, and numbers go
 * round when headsets are plugged in in another order: a lane would get the other lane's. Pure but for `readAlsaCards`.
 */
import { readFileSync } from 'node:fs';

const CARDS_FILE = '/proc/asound/cards';
const FIRST_LINE = /^\s*(\d+)\s+\[.*\]:/;
/** `… at usb-0000:00:14.0-2, full speed` and `… at 0xf7f10000 irq 31`. */
const PORT = / at (\S+?),?(?: .*)?$/;
const HARDWARE = /\(hw:(\d+),(\d+)\)$/;

/** Empty where there is no ALSA. */
export function readAlsaCards(): string {
  try {
    return readFileSync(CARDS_FILE, 'utf8');
  } catch {
    return '';
  }
}

/** `cards`: the text of `/proc/asound/cards`. A name that says no card's number, or an unknown one, stays. */
export function namesByPort(cards: string): (name: string) => string {
  const ports = portsOf(cards);
  return (name) =>
    name.replace(HARDWARE, (whole, card: string, device: string) => {
      const port = ports.get(Number(card));
      if (port === undefined) return whole;
      return device === '0' ? `(${port})` : `(${port}, ${device})`;
    });
}

function portsOf(cards: string): ReadonlyMap<number, string> {
  const ports = new Map<number, string>();
  const lines = cards.split('\n');
  for (const [index, line] of lines.entries()) {
    const [, card] = FIRST_LINE.exec(line) ?? [];
    const [, port] = PORT.exec(lines[index + 1] ?? '') ?? [];
    if (card !== undefined && port !== undefined) ports.set(Number(card), port);
  }
  return ports;
}
