import { memo, useRef, useState } from 'react';
import type { MenuItem } from '../../shared/menu/menu.ts';
import { keyOf, type SoldOut, type SoldOutMark } from '../../shared/sold-out/sold-out.ts';
import { Button, Key } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useHotkey } from '../ui/use-hotkey.ts';
import { useWords } from '../words/use-words.ts';
import { ItemMarks } from './item-marks.tsx';
import { SoldOutTag } from './sold-out-tag.tsx';
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
};

/** Orders by touch, with every server down: categories, items, search as you type. */
export const MenuPane = memo(function MenuPane(props: MenuPaneProps) {
  const { index, currency, isDemo, onPick, onOptions, soldOut, timeZone, onSoldOut } = props;
  const { menu: words, soldOut: soldOutWords } = useWords();
  const [chosenId, setChosenId] = useState<string>();
  const [query, setQuery] = useState('');
  const chosen = index.categories.find(({ id }) => id === chosenId) ?? index.categories[0];
  const isSearching = query.trim() !== '';
  const items = isSearching ? index.find(query) : index.itemsOf(chosen?.id ?? '');
  const [first] = items;
  return (
    <section className="menu" aria-label={words.title}>
      <header className="menu-head">
        <SearchField
          query={query}
          onQuery={setQuery}
          onEnter={() => {
            if (!isSearching || first === undefined) return;
            onPick(first);
            setQuery('');
          }}
        />
        <Button look="quiet" icon="ban" onClick={onSoldOut}>
          {soldOutWords.open(soldOut.size)}
        </Button>
        {isDemo && (
          <p className="demo" title={words.demoHelp}>
            <Icon name="alert" /> {words.demo}
          </p>
        )}
      </header>
      <nav className="categories" aria-label={words.categories}>
        {index.categories.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="category"
            aria-current={!isSearching && id === chosen?.id ? 'true' : undefined}
            onClick={() => {
              setChosenId(id);
              setQuery('');
            }}
          >
            {name}
          </button>
        ))}
      </nav>
      <div className="items-scroll" tabIndex={0} role="group" aria-label={words.items}>
        <p role="status" className={isSearching ? 'found' : 'hidden'}>
          {isSearching &&
            (items.length === 0 ? words.nothingFound(query.trim()) : words.found(items.length))}
        </p>
        {!isSearching && items.length === 0 && <p className="found">{words.emptyCategory}</p>}
        <ul
          className="items"
          aria-label={isSearching ? words.items : (chosen?.name ?? words.items)}
        >
          {items.map((item) => (
            <ItemCard
              key={item.id}
              {...{ item, currency, timeZone, onPick, onOptions }}
              mark={soldOut.get(keyOf({ kind: 'item', itemId: item.id }))}
            />
          ))}
        </ul>
      </div>
    </section>
  );
});

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

type ItemCardProps = Pick<MenuPaneProps, 'currency' | 'timeZone' | 'onPick' | 'onOptions'> & {
  readonly item: MenuItem;
  readonly mark: SoldOutMark | undefined;
};

const ItemCard = memo(function ItemCard(props: ItemCardProps) {
  const { item, mark, currency, timeZone, onPick, onOptions } = props;
  const words = useWords().menu;
  const hasOptions = item.modifierIds.length > 0 || item.choiceIds.length > 0;
  return (
    <li className="item" data-sold-out={mark !== undefined}>
      <button type="button" className="item-add" onClick={() => onPick(item)}>
        <span className="item-name">{item.name}</span>
        <span className="item-foot">
          {mark !== undefined && <SoldOutTag mark={mark} timeZone={timeZone} />}
          <Money cents={item.priceCents} currency={currency} />
          <ItemMarks item={item} />
        </span>
      </button>
      {hasOptions && mark === undefined && (
        <Button
          look="quiet"
          icon="gear"
          label={words.options(item.name)}
          onClick={() => onOptions(item)}
        />
      )}
    </li>
  );
});
