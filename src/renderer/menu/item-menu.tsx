import { MAX_FAVOURITES, type Favourites } from '../../shared/favourites.ts';
import type { MenuItem } from '../../shared/menu/menu.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/use-words.ts';
import { moved, toggled } from './favourites.ts';

type ItemMenuProps = {
  readonly item: MenuItem;
  readonly favourites: Favourites;
  readonly isShown: (itemId: string) => boolean;
  readonly onFavourites: (favourites: Favourites) => void;
  readonly onOptions: (() => void) | undefined;
  readonly onClose: () => void;
};

/** What else can be done with an item than order it. Moving keeps it open: one may move on. */
export function ItemMenu(props: ItemMenuProps) {
  const { item, favourites, isShown, onFavourites, onOptions, onClose } = props;
  const { favourites: words, menu } = useWords();
  const shown = favourites.filter(isShown);
  const at = shown.indexOf(item.id);
  const isFull = at === -1 && favourites.length >= MAX_FAVOURITES;
  return (
    <Dialog title={item.name} onClose={onClose}>
      {isFull && <p role="status">{words.full(MAX_FAVOURITES)}</p>}
      {at !== -1 && <p role="status">{words.place(at + 1, shown.length)}</p>}
      <div className="presets">
        <Button
          icon="star"
          disabled={isFull}
          onClick={() => {
            onFavourites(toggled(favourites, item.id));
            onClose();
          }}
        >
          {at === -1 ? words.add : words.remove}
        </Button>
        {at !== -1 && (
          <>
            <Button
              icon="previous"
              disabled={at === 0}
              onClick={() => onFavourites(moved(favourites, item.id, -1, isShown))}
            >
              {words.earlier}
            </Button>
            <Button
              icon="next"
              disabled={at === shown.length - 1}
              onClick={() => onFavourites(moved(favourites, item.id, 1, isShown))}
            >
              {words.later}
            </Button>
          </>
        )}
        {onOptions !== undefined && (
          <Button icon="gear" onClick={onOptions}>
            {menu.optionsShort}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
