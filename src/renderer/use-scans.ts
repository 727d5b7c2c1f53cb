/** What a scanned or typed barcode does at the till. */
import { useCallback } from 'react';
import { isWeighed, readBarcode } from '../shared/menu/barcode.ts';
import type { MenuItem } from '../shared/menu/menu.ts';
import type { Actions } from './actions.ts';
import { withoutNotice } from './notices/notice-list.ts';
import { useScanner } from './scan/use-scanner.ts';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';
import type { Words } from './words/english.ts';
import { useWords } from './words/use-words.ts';

type ScansProps = {
  readonly station: Station;
  readonly actions: Pick<Actions, 'warn'>;
  readonly onItem: (item: MenuItem) => void;
};

/** One notice tells of the last scan alone. */
const ABOUT = 'scan';

/** Listens to the scanner; the answer takes a code that somebody typed. */
export function useScans({ station, actions, onItem }: ScansProps): (code: string) => void {
  const words = useWords().scan;
  const { index } = useStore(station.menu);
  const take = useCallback(
    (code: string) => {
      const read = readBarcode(code);
      const item = read.ok ? index.barcode(read.value) : undefined;
      if (item === undefined) {
        actions.warn(notSold(code, words), ABOUT);
        return;
      }
      station.notices.set(withoutNotice(station.notices.get(), `refused: ${ABOUT}`));
      onItem(item);
    },
    [station, actions, index, words, onItem],
  );
  useScanner({ onScan: take, onBlocked: () => actions.warn(words.blocked, ABOUT) });
  return take;
}

function notSold(code: string, words: Words['scan']): string {
  const read = readBarcode(code);
  if (!read.ok)
    return read.failure.code === 'wrong-digit' ? words.misread(code) : words.unknown(code);
  return isWeighed(read.value) ? words.weighed(code) : words.unknown(code);
}
