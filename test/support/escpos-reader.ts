/** Reads ESC/POS as a printer does: bytes in any pieces become lines of text and what else happens to the paper. */

export type PrintedLine = {
  readonly text: string;
  /** Of the line's first character. */
  readonly width: number;
  readonly height: number;
  readonly isBold: boolean;
  readonly isInverted: boolean;
};

export type PaperEvent =
  | { readonly kind: 'line'; readonly line: PrintedLine }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer'; readonly pin: number }
  | { readonly kind: 'code-page'; readonly page: number }
  /** The host asks for an answer in its turn (GS r). */
  | { readonly kind: 'asked' };

const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´­±‗¾¶§÷¸°¨·¹³²■ ';
const UPPER_HALF = new Map<number, string>([
  [0, CP437],
  [2, CP850],
  [19, CP850.replace('ı', '€')],
  [16, upperHalf('windows-1252')],
  [17, upperHalf('ibm866')],
]);

/** A sign of a code page that this reader has no table of. */
const ELSEWHERE = '¤';

function upperHalf(encoding: string): string {
  return new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, at) => at + 128));
}

/** Bytes of each command, its first two included; what is not here is not a command that a till sends. */
const LENGTHS = new Map([
  ['1b40', 2],
  ['1c2e', 2],
  ['1b4d', 3],
  ['1b74', 3],
  ['1b45', 3],
  ['1d21', 3],
  ['1d42', 3],
  ['1d56', 3],
  ['1d72', 3],
  ['1b70', 5],
]);

type LineLook = Omit<PrintedLine, 'text'>;
type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] };

export class EscposReader {
  #bytes: number[] = [];
  #codePage = 0;
  #look: Writable<LineLook> = { width: 1, height: 1, isBold: false, isInverted: false };
  #line: { text: string; readonly look: LineLook } | undefined;

  read(bytes: Iterable<number>): readonly PaperEvent[] {
    this.#bytes.push(...bytes);
    const events: PaperEvent[] = [];
    for (let took = this.#take(events); took > 0; took = this.#take(events)) {
      this.#bytes.splice(0, took);
    }
    return events;
  }

  /** How many bytes the first thing in the buffer has; 0 when it has not come whole. */
  #take(events: PaperEvent[]): number {
    const [first, second] = this.#bytes;
    if (first === undefined) return 0;
    if (first === 0x0a) {
      events.push({ kind: 'line', line: { text: this.#line?.text ?? '', ...this.#lookOfLine() } });
      this.#line = undefined;
      return 1;
    }
    if (first >= 0x20) {
      this.#line ??= { text: '', look: { ...this.#look } };
      this.#line.text += this.#character(first);
      return 1;
    }
    if (second === undefined) return 0;
    const name = Buffer.from([first, second]).toString('hex');
    const length = LENGTHS.get(name);
    if (length === undefined) throw new Error(`the printer does not know the command ${name}`);
    if (this.#bytes.length < length) return 0;
    this.#obey(name, this.#bytes.slice(2, length), events);
    return length;
  }

  #lookOfLine() {
    return this.#line?.look ?? this.#look;
  }

  #character(byte: number): string {
    if (byte < 0x80) return String.fromCharCode(byte);
    return UPPER_HALF.get(this.#codePage)?.[byte - 0x80] ?? ELSEWHERE;
  }

  #obey(name: string, [value = 0]: readonly number[], events: PaperEvent[]): void {
    switch (name) {
      case '1b40':
        this.#look = { width: 1, height: 1, isBold: false, isInverted: false };
        this.#codePage = 0;
        return;
      case '1b74':
        this.#codePage = value;
        events.push({ kind: 'code-page', page: value });
        return;
      case '1b45':
        this.#look.isBold = value === 1;
        return;
      case '1d42':
        this.#look.isInverted = value === 1;
        return;
      case '1d21':
        this.#look.width = (value >> 4) + 1;
        this.#look.height = (value & 0x0f) + 1;
        return;
      case '1d56':
        events.push({ kind: 'cut' });
        return;
      case '1b70':
        events.push({ kind: 'drawer', pin: value });
        return;
      case '1d72':
        events.push({ kind: 'asked' });
    }
  }
}
