import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderSentences } from '../../../src/buildpanel/language-model/order-sentences.ts';
import {
  cmuPhones,
  dictionaryText,
  pronunciationsOf,
  withoutSoundAlikes,
} from '../../../src/buildpanel/language-model/pronunciations.ts';
import { seededRandom } from '../../../src/buildpanel/language-model/random.ts';
import {
  pluralOf,
  spoken,
  spokenItems,
  withoutHomophones,
} from '../../../src/buildpanel/language-model/spoken-names.ts';
import { trigramModel } from '../../../src/buildpanel/language-model/trigram.ts';
import { demoMenu } from '../../support/demo-menu.ts';

type Arpa = { readonly shares: Map<string, number>; readonly backoffs: Map<string, number> };

function readArpa(text: string): Arpa {
  const shares = new Map<string, number>();
  const backoffs = new Map<string, number>();
  let order = 0;
  for (const line of text.split('\n')) {
    const section = /^\\(\d)-grams:$/.exec(line);
    if (section !== null) order = Number(section[1]);
    const fields = line.split(' ');
    if (order === 0 || fields.length < order + 1) continue;
    const gram = fields.slice(1, order + 1).join(' ');
    shares.set(gram, 10 ** Number(fields[0]));
    if (fields.length > order + 1) backoffs.set(gram, 10 ** Number(fields[order + 1]));
  }
  return { shares, backoffs };
}

/** As an ARPA reader must: the longest gram known, else the shorter one times the history's weight. */
function shareOf({ shares, backoffs }: Arpa, history: readonly string[], word: string): number {
  const known = shares.get([...history, word].join(' '));
  if (known !== undefined) return known;
  if (history.length === 0) return 0;
  const weight = backoffs.get(history.join(' ')) ?? 1;
  return weight * shareOf({ shares, backoffs }, history.slice(1), word);
}

const sentence = fc
  .array(fc.constantFrom('two', 'greek', 'bowls', 'and', 'a', 'lemonade'), {
    minLength: 1,
    maxLength: 7,
  })
  .map((words) => words.join(' '));

describe('the trigram model', () => {
  it('shares out exactly 1 after every history, strays included', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 12 }), (sentences) => {
        const strays = { strayWords: ['weather', 'station'], strayShare: 0.05 };
        const { arpa, vocabulary } = trigramModel(sentences, strays);
        const model = readArpa(arpa);
        const words = [...vocabulary, '</s>'].filter((word) => word !== '<s>');
        for (const history of [[], ['<s>'], ['two'], ['<s>', 'two'], ['greek', 'bowls']]) {
          if (history.some((word) => word !== '<s>' && !vocabulary.has(word))) continue;
          const sum = words.reduce((total, word) => total + shareOf(model, history, word), 0);
          expect(sum).toBeCloseTo(1, 2);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('counts its grams as it says in its head', () => {
    const { arpa } = trigramModel(['a lemonade', 'two greek bowls'], {
      strayWords: ['weather'],
      strayShare: 0.1,
    });
    const [one = '', two = '', three = ''] = arpa.split(/\\\d-grams:\n/).slice(1);
    const linesOf = (section: string) =>
      section.split('\n').filter((line) => /^-?\d/.test(line)).length;
    expect(arpa).toContain(`ngram 1=${linesOf(one)}\n`);
    expect(arpa).toContain(`ngram 2=${linesOf(two)}\n`);
    expect(arpa).toContain(`ngram 3=${linesOf(three)}\n`);
  });
});

describe('names as they are spoken', () => {
  it.each([
    ['Sweet Tea w. Lemon', 'sweet tea with lemon'],
    ['Peach & Prosciutto Caprese', 'peach and prosciutto caprese'],
    ['Summer Vegan Bowl (Cold)', 'summer vegan bowl'],
    ["Mom's Chicken Salad", "mom's chicken salad"],
    ['BLT Sandwich', 'blt sandwich'],
  ])('%s is said "%s"', (printed, said) => {
    expect(spoken(printed)).toBe(said);
  });

  it.each([
    ['greek bowl', 'greek bowls'],
    ['blt sandwich', 'blt sandwiches'],
    ['summer succotash', 'summer succotashes'],
    ['strawberry', 'strawberries'],
    ['pimento bites', 'pimento bites'],
  ])('several of a %s are %s', (one, several) => {
    expect(pluralOf(one)).toBe(several);
  });

  it('leave out what sounds like the printed name', () => {
    const sounds = new Map([
      ['lemon aid', 'lemonade'],
      ['lemon aids', 'lemonades'],
    ]);
    const items = withoutHomophones(spokenItems(demoMenu()), (name) => sounds.get(name) ?? name);
    const lemonade = items.find(({ singular }) => singular[0] === 'lemonade');
    expect(lemonade?.singular).toEqual(['lemonade', 'fresh lemonade']);
    expect(lemonade?.plural).toEqual(['lemonades', 'fresh lemonades']);
  });
});

describe('sampled orders', () => {
  const items = spokenItems(demoMenu());
  const sampled = [...orderSentences(items, 5_000, seededRandom(7))];

  it('are the same for the same seed, and others for another', () => {
    expect([...orderSentences(items, 5_000, seededRandom(7))]).toEqual(sampled);
    expect([...orderSentences(items, 5_000, seededRandom(8))]).not.toEqual(sampled);
  });

  it('hold nothing but lower-case words', () => {
    for (const text of sampled) expect(text).toMatch(/^[a-z']+( [a-z']+)*$/);
  });

  it('name every item, modifier and option of the menu', () => {
    const all = sampled.join('\n');
    for (const item of items) {
      expect(all).toContain(item.singular[0]);
      for (const modifier of item.modifiers) expect(all).toContain(modifier.split(' ').at(-1));
      for (const { option } of item.options) expect(all).toContain(option);
    }
  });
});

describe('the dictionary', () => {
  const cmudict = [
    'two T UW',
    'greek G R IY K',
    'fajita F AH JH IY T AH',
    'fajita(2) F AH HH IY T AH',
  ];
  const sources = {
    cmudict: cmudict.join('\n'),
    flitePhones: () => Promise.resolve('pau k ax m pau'),
  };

  it('knows all ways that cmudict lists, and asks for the words that it lacks', async () => {
    const found = await pronunciationsOf(new Set(['fajita', 'two', 'kombucha']), sources);
    if (!found.ok) throw new Error(found.failure.unpronounceable.join());
    expect(dictionaryText(['two', 'kombucha', 'fajita'], found.value)).toBe(
      'fajita F AH JH IY T AH\nfajita(2) F AH HH IY T AH\nkombucha K AH M\ntwo T UW\n',
    );
  });

  it('says which words nobody can pronounce', async () => {
    const missing = () => Promise.reject(new Error('flite is missing'));
    const found = await pronunciationsOf(new Set(['two', 'kombucha']), {
      ...sources,
      flitePhones: missing,
    });
    expect(found).toEqual({ ok: false, failure: { unpronounceable: ['kombucha'] } });
  });

  it('turns phones of flite into those of cmudict', () => {
    expect(cmuPhones('pau s ax k ow t ae sh pau \n')).toBe('S AH K OW T AE SH');
  });

  it('leaves out strays that sound like a word of orders, or nearly like one of the menu', () => {
    const pronunciations = new Map([
      ['two', ['T UW']],
      ['too', ['T UW']],
      ['soul', ['S OW L']],
      ['sell', ['S EH L']],
      ['weather', ['W EH DH ER']],
    ]);
    const words = { ofOrders: new Set(['two', 'soul']), ofMenu: new Set(['soul']) };
    expect(withoutSoundAlikes(['too', 'sell', 'weather', 'two'], words, pronunciations)).toEqual([
      'weather',
      'two',
    ]);
  });
});
