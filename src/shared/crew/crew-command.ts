/** What the crew says while the crew key is held: an item is out, or back, or the last order once more. Pure. */
import type { Menu } from '../menu/menu.ts';
import type { SoldOutSubject } from '../sold-out/sold-out.ts';

export type CrewCommand =
  | { readonly kind: 'sold-out' | 'back'; readonly subject: SoldOutSubject; readonly name: string }
  | { readonly kind: 'repeat-order' };

/** `unknown-item`: it is a command, and names nothing on the menu or more than one thing. */
export type NoCommand = 'unknown-item' | 'no-command';

const OUT = [
  /^(?:please )?(?:86|eighty six) (.+)$/,
  /^(?:we are|we re|were) (?:all )?out of (.+)$/,
  /^(?:no more|mark) (.+?)(?: (?:as )?sold out)?$/,
  /^(.+) (?:is|are) (?:sold out|out|86|eighty six|gone)$/,
  /^(?:se acab[oó]|no hay|ya no hay|agotad[oa]) (.+)$/,
];
const BACK = [
  /^(.+) (?:is|are) back(?: on)?$/,
  /^(?:bring back|we have) (.+?)(?: (?:back|again))?$/,
  /^(?:un 86|un eighty six) (.+)$/,
  /^(?:ya hay|hay otra vez|volvi[oó]) (.+)$/,
];
const REPEAT =
  /^(?:please )?(?:repeat|read(?: back)?|say) (?:the |that |my )?last order(?: again)?$|^repite el [uú]ltimo pedido$/;
const ARTICLES = /^(?:the|an?|el|la|los|las|our|all(?: the)?)\s/;

export function crewCommandIn(words: string, menu: Menu): CrewCommand | NoCommand {
  const said = plain(words);
  if (REPEAT.test(said)) return { kind: 'repeat-order' };
  const out = named(said, OUT);
  const back = named(said, BACK);
  const name = out ?? back;
  if (name === undefined) return 'no-command';
  const found = subjectCalled(name, menu);
  if (found === undefined) return 'unknown-item';
  return { kind: out === undefined ? 'back' : 'sold-out', ...found };
}

function named(said: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const name = pattern.exec(said)?.[1];
    if (name !== undefined) return name.replace(ARTICLES, '');
  }
  return undefined;
}

type Subject = { readonly subject: SoldOutSubject; readonly name: string };

/** By its whole name first, then by all of its words; of several, none. */
function subjectCalled(said: string, menu: Menu): Subject | undefined {
  const called: (Subject & { readonly names: readonly string[] })[] = [
    ...menu.items.map(({ id: itemId, name, aliases }) => ({
      subject: { kind: 'item', itemId } as const,
      name,
      names: [name, ...aliases],
    })),
    ...menu.modifiers.map(({ id: modifierId, name }) => ({
      subject: { kind: 'modifier', modifierId } as const,
      name,
      names: [name],
    })),
    ...menu.choices.flatMap(({ id: choiceId, options }) =>
      options.map(({ id: optionId, name }) => ({
        subject: { kind: 'option', choiceId, optionId } as const,
        name,
        names: [name],
      })),
    ),
  ];
  const wanted = stems(said);
  const whole = called.filter(({ names }) => names.some((name) => stems(plain(name)) === wanted));
  const [first] = whole;
  // An item goes before the option of a choice that has its name: it is what the crew runs out of.
  if (first !== undefined) return { subject: first.subject, name: first.name };
  const words = wanted.split(' ');
  const partly = called.filter(({ subject, names }) => {
    if (subject.kind !== 'item') return false;
    return names.some((name) =>
      words.every((word) => stems(plain(name)).split(' ').includes(word)),
    );
  });
  const [only, another] = partly;
  return only !== undefined && another === undefined
    ? { subject: only.subject, name: only.name }
    : undefined;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/g, ' ')
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `lemonades` is the lemonade. */
function stems(text: string): string {
  return text
    .split(' ')
    .filter((word) => word !== 'w' && word !== 'with')
    .map((word) => word.replace(/(?<=\p{L}{3})s$/u, ''))
    .join(' ');
}
