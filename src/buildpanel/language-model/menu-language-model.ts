/** The files that the recogniser hears a menu with, made once for each menu and kept in a cache folder. */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Menu } from '../../shared/menu/menu.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { crewSentences } from './crew-sentences.ts';
import { orderSentences } from './order-sentences.ts';
import {
  dictionaryText,
  fliteLetterToSound,
  pronunciationsOf,
  withoutSoundAlikes,
} from './pronunciations.ts';
import { seededRandom } from './random.ts';
import { COMMON_WORDS } from './small-talk.ts';
import { spokenItems, withoutHomophones } from './spoken-names.ts';
import { trigramModel } from './trigram.ts';

/** Raise it when this folder's code changes what it makes. */
const MODEL_VERSION = 7;
const SENTENCES = 30_000;
const STRAY_SHARE = 0.01;

export type LanguageModelFiles = { readonly lm: string; readonly dict: string };
export type LanguageModelFailure =
  | { readonly code: 'no-acoustic-dictionary'; readonly path: string }
  | { readonly code: 'unpronounceable'; readonly words: readonly string[] };

export type LanguageModelOptions = {
  readonly menu: Menu;
  readonly cacheFolder: string;
  readonly cmudictPath: string;
};

/** Paths of the model of `menu`, made now if the cache has none. Safe to call from two processes at once. */
export async function languageModelFor(
  options: LanguageModelOptions,
): Promise<Result<LanguageModelFiles, LanguageModelFailure>> {
  const key = createHash('sha256')
    .update(JSON.stringify([MODEL_VERSION, options.menu]))
    .digest('hex')
    .slice(0, 20);
  const folder = join(options.cacheFolder, key);
  const files = { lm: join(folder, 'menu.lm'), dict: join(folder, 'menu.dict') };
  if (await exists(files.dict)) return ok(files);
  const made = await makeModel(options);
  if (!made.ok) return made;
  await publish(folder, made.value);
  return ok(files);
}

async function makeModel({
  menu,
  cmudictPath,
}: LanguageModelOptions): Promise<
  Result<{ readonly arpa: string; readonly dictionary: string }, LanguageModelFailure>
> {
  if (!(await exists(cmudictPath)))
    return fail({ code: 'no-acoustic-dictionary', path: cmudictPath });
  const cmudict = await readFile(cmudictPath, 'utf8');
  const items = spokenItems(menu);
  const sampled = [...orderSentences(items, SENTENCES, seededRandom(1)), ...crewSentences(items)];
  const ofOrders = new Set(sampled.flatMap((sentence) => sentence.split(' ')));
  const words = new Set([...ofOrders, ...COMMON_WORDS]);
  const sources = { cmudict, flitePhones: fliteLetterToSound };
  const pronounced = await pronunciationsOf(words, sources);
  if (!pronounced.ok) {
    return fail({ code: 'unpronounceable', words: pronounced.failure.unpronounceable });
  }
  const soundsOf = (name: string) =>
    name
      .split(' ')
      .map((word) => pronounced.value.get(word)?.[0] ?? word)
      .join(' ');
  const distinct = withoutHomophones(items, soundsOf);
  const ofMenu = new Set(items.flatMap(({ singular }) => singular.join(' ').split(' ')));
  const heard = [
    ...orderSentences(distinct, SENTENCES, seededRandom(1)),
    ...crewSentences(distinct),
  ];
  const { arpa, vocabulary } = trigramModel(heard, {
    strayWords: withoutSoundAlikes(COMMON_WORDS, { ofOrders, ofMenu }, pronounced.value),
    strayShare: STRAY_SHARE,
  });
  return ok({ arpa, dictionary: dictionaryText(vocabulary, pronounced.value) });
}

/** A folder appears whole or not at all; whoever is second throws its own copy away. */
async function publish(
  folder: string,
  { arpa, dictionary }: { readonly arpa: string; readonly dictionary: string },
): Promise<void> {
  const unfinished = `${folder}.${randomUUID()}`;
  await mkdir(unfinished, { recursive: true });
  await writeFile(join(unfinished, 'menu.lm'), arpa);
  await writeFile(join(unfinished, 'menu.dict'), dictionary);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true });
    if (!(await exists(join(folder, 'menu.dict')))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
