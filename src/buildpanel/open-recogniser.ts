/** The recogniser with the words of a menu: its language model, made on first use, and warm programs. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Menu } from '../shared/menu/menu.ts';
import {
  languageModelFor,
  type LanguageModelFailure,
} from './language-model/menu-language-model.ts';
import type { Recogniser } from './recognition.ts';
import { PocketsphinxRecogniser } from './recogniser/pocketsphinx-recogniser.ts';
import { SetupFailure } from './setup-failure.ts';

/** Where Debian's pocketsphinx-en-us puts its model. */
const MODEL_FOLDER = '/usr/share/pocketsphinx/model/en-us';

/** Throws a `SetupFailure` that says what to install or build. */
export async function openRecogniser(options: {
  readonly menu: Menu;
  readonly program: string;
  readonly cacheFolder: string;
  readonly processCount: number;
}): Promise<Recogniser> {
  const isBuilt = await access(options.program).then(
    () => true,
    () => false,
  );
  if (!isBuilt) throw new SetupFailure('The recogniser is not built: npm run setup builds it.');
  const files = await languageModelFor({
    menu: options.menu,
    cacheFolder: options.cacheFolder,
    cmudictPath: join(MODEL_FOLDER, 'cmudict-en-us.dict'),
  });
  if (!files.ok) throw new SetupFailure(failureWords(files.failure));
  return new PocketsphinxRecogniser({
    program: options.program,
    acousticModel: join(MODEL_FOLDER, 'en-us'),
    languageModel: files.value.lm,
    dictionary: files.value.dict,
    processCount: options.processCount,
  });
}

function failureWords(failure: LanguageModelFailure): string {
  switch (failure.code) {
    case 'no-acoustic-dictionary':
      return `The speech model is missing (${failure.path}): install pocketsphinx-en-us, or npm run setup.`;
    case 'unpronounceable':
      return `No pronunciation for these words of the menu: ${failure.words.join(', ')}. Is flite installed?`;
  }
}
