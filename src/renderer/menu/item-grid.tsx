import { memo, useState } from 'react';
import type { Favourites } from '../../shared/favourites.ts';
import type { MenuItem } from '../../shared/menu/menu.ts';
import { keyOf, type SoldOut, type SoldOutMark } from '../../shared/sold-out/sold-out.ts';
import { Button } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { useWords } from '../words/use-words.ts';
import type { Shown } from './category-bar.tsx';
import { ItemMarks } from './item-marks.tsx';
import { ItemMenu } from './item-menu.tsx';
import type { MenuIndex } from './menu-index.ts';
import { SoldOutTag } from './sold-out-tag.tsx';
import { useHeldItem } from './use-held-item.ts';

type ItemGridProps = {
  readonly items: readonly MenuItem[];
  readonly shown: Shown | { readonly kind: 'found'; readonly query: string };
  readonly index: MenuIndex;
  readonly currency: string;
  readonly timeZone: string;
  readonly soldOut: SoldOut;
  readonly favourites: Favourites;
  readonly onPick: (item: MenuItem) => void;
  readonly onOptions: (item: MenuItem) => void;
  readonly onFavourites: (favourites: Favourites) => void;
};

/** The items of one category, the favourites, or what a search found. */
export function ItemGrid(props: ItemGridProps) {
  const { items, shown, index, soldOut, favourites, onFavourites, onOptions } = props;
  const { currency, timeZone, onPick } = props;
  const words = useWords().menu;
  const [asked, setAsked] = useState<MenuItem>();
  const heldItem = useHeldItem((itemId) => setAsked(index.item(itemId)));
  const close = () => setAsked(undefined);
  const changeAsked = (item: MenuItem) => {
    close();
    onOptions(item);
  };
  return (
    <div className="items-scroll" tabIndex={0} role="group" aria-label={words.items}>
      <GridSays {...{ items, shown }} />
      <ul className="items" aria-label={useTitle(shown, index)} {...heldItem}>
        {items.map((item) => (
          <ItemCard
            key={item.id}
            {...{ item, currency, timeZone, onPick, onOptions }}
            mark={soldOut.get(keyOf({ kind: 'item', itemId: item.id }))}
          />
        ))}
      </ul>
      {asked !== undefined && (
        <ItemMenu
          item={asked}
          {...{ favourites, onFavourites }}
          isShown={(itemId) => index.item(itemId) !== undefined}
          onOptions={hasOptions(asked) ? () => changeAsked(asked) : undefined}
          onClose={close}
        />
      )}
    </div>
  );
}

function useTitle(shown: ItemGridProps['shown'], index: MenuIndex): string {
  const words = useWords();
  switch (shown.kind) {
    case 'found':
      return words.menu.items;
    case 'favourites':
      return words.favourites.title;
    case 'category':
      return index.categories.find(({ id }) => id === shown.id)?.name ?? words.menu.items;
  }
}

/** How much was found, or why there is nothing. */
function GridSays({ items, shown }: Pick<ItemGridProps, 'items' | 'shown'>) {
  const { menu: words, favourites } = useWords();
  const isFound = shown.kind === 'found';
  const none = shown.kind === 'favourites' ? favourites.none : words.emptyCategory;
  return (
    <>
      <p role="status" className={isFound ? 'found' : 'hidden'}>
        {isFound &&
          (items.length === 0 ? words.nothingFound(shown.query.trim()) : words.found(items.length))}
      </p>
      {!isFound && items.length === 0 && <p className="found">{none}</p>}
    </>
  );
}

function hasOptions({ modifierIds, choiceIds }: MenuItem): boolean {
  return modifierIds.length > 0 || choiceIds.length > 0;
}

type ItemCardProps = Pick<ItemGridProps, 'currency' | 'timeZone' | 'onPick' | 'onOptions'> & {
  readonly item: MenuItem;
  readonly mark: SoldOutMark | undefined;
};

const ItemCard = memo(function ItemCard(props: ItemCardProps) {
  const { item, mark, currency, timeZone, onPick, onOptions } = props;
  const words = useWords().menu;
  return (
    <li className="item" data-item-id={item.id} data-sold-out={mark !== undefined}>
      <button
        type="button"
        className="item-add"
        aria-keyshortcuts="Shift+F10"
        onClick={() => onPick(item)}
      >
        <span className="item-name">{item.name}</span>
        <span className="item-foot">
          {mark !== undefined && <SoldOutTag mark={mark} timeZone={timeZone} />}
          <Money cents={item.priceCents} currency={currency} />
          <ItemMarks item={item} />
        </span>
      </button>
      {hasOptions(item) && mark === undefined && (
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
