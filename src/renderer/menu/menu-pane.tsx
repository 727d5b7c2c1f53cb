import { memo, useRef, useState } from 'react';
import type { Favourites } from '../../shared/favourites.ts';
import type { MenuItem } from '../../shared/menu/menu.ts';
import type { SoldOut } from '../../shared/sold-out/sold-out.ts';
import { Button, Key } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { CategoryBar, type Shown } from './category-bar.tsx';
import { ItemGrid } from './item-grid.tsx';
import type { MenuIndex } from './menu-index.ts';

type MenuPaneProps = {
  readonly index: MenuIndex;
  readonly currency: string;
  readonly isDemo: boolean;
  /** A tap: as it stands, or asking for its required choices. */
  readonly onPick: (item: MenuItem) => void;
  readonly onOptions: (item: MenuItem) => void;
  readonly soldOut: SoldOut;
  readonly timeZone: string;
  readonly onSoldOut: () => void;
  readonly favourites: Favourites;
  readonly onFavourites: (favourites: Favourites) => void;
  /** A barcode that was typed into the search. */
  readonly onCode: (code: string) => void;
};

/** Digits as long as a barcode: no name of a dish. */
const CODE = /^\d[\d\s-]{6,}\d$/;

/** Orders by touch, with every server down: favourites, categories, items, search as you type. */
export const MenuPane = memo(function MenuPane(props: MenuPaneProps) {
  const { index, isDemo, onPick, soldOut, onSoldOut, favourites, onCode } = props;
  const { menu: words, soldOut: soldOutWords } = useWords();
  const [query, setQuery] = useState('');
  const { shown, show } = useShown(index, favourites);
  const isSearching = query.trim() !== '';
  const items = isSearching ? index.find(query) : itemsIn(shown, index, favourites);
  const onEnter = () => {
    const [first] = items;
    if (CODE.test(query.trim())) onCode(query.trim());
    else if (!isSearching || first === undefined) return;
    else onPick(first);
    setQuery('');
  };
  return (
    <section className="menu" aria-label={words.title}>
      <header className="menu-head">
        <SearchField {...{ query, onEnter }} onQuery={setQuery} />
        <Button look="quiet" icon="ban" onClick={onSoldOut}>
          {soldOutWords.open(soldOut.size)}
        </Button>
        {isDemo && (
          <p className="demo" title={words.demoHelp}>
            <Icon name="alert" /> {words.demo}
          </p>
        )}
      </header>
      <CategoryBar
        categories={index.categories}
        shown={isSearching ? undefined : shown}
        onShow={(next) => {
          show(next);
          setQuery('');
        }}
      />
      <ItemGrid {...props} items={items} shown={isSearching ? { kind: 'found', query } : shown} />
    </section>
  );
});

const FAVOURITES: Shown = { kind: 'favourites' };

/** Favourites come first where there are some; the first that is added does not turn the page. */
function useShown({ categories, item }: MenuIndex, favourites: Favourites) {
  const [first] = categories;
  const firstOne: Shown = first === undefined ? FAVOURITES : { kind: 'category', id: first.id };
  const [chosen, show] = useState(() =>
    favourites.some((itemId) => item(itemId) !== undefined) ? FAVOURITES : firstOne,
  );
  // A new menu may not have the category.
  const isThere = chosen.kind === 'favourites' || categories.some(({ id }) => id === chosen.id);
  return { shown: isThere ? chosen : firstOne, show };
}

function itemsIn(shown: Shown, index: MenuIndex, favourites: Favourites): readonly MenuItem[] {
  if (shown.kind === 'category') return index.itemsOf(shown.id);
  return favourites.flatMap((itemId) => index.item(itemId) ?? []);
}

type SearchFieldProps = {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onEnter: () => void;
};

function SearchField({ query, onQuery, onEnter }: SearchFieldProps) {
  const words = useWords().menu;
  const input = useRef<HTMLInputElement>(null);
  useHotkey('F3', { onDown: () => input.current?.select() });
  return (
    <div className="search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={words.search}
        aria-keyshortcuts="F3"
        placeholder={words.search}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault(); // else it would press what a dialog that opens now has in focus
            onEnter();
          }
          if (event.key === 'Escape') onQuery('');
        }}
      />
      {query === '' ? (
        <Key name="F3" />
      ) : (
        <Button look="quiet" icon="close" label={words.clearSearch} onClick={() => onQuery('')} />
      )}
    </div>
  );
}
