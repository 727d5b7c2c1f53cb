import { useWords } from '../words/use-words.ts';
import type { MenuIndex } from './menu-index.ts';

/** What the grid shows. */
export type Shown =
  { readonly kind: 'favourites' } | { readonly kind: 'category'; readonly id: string };

type CategoryBarProps = {
  readonly categories: MenuIndex['categories'];
  /** Undefined while a search shows something else. */
  readonly shown: Shown | undefined;
  readonly onShow: (shown: Shown) => void;
};

/** Favourites, then the menu's categories. */
export function CategoryBar({ categories, shown, onShow }: CategoryBarProps) {
  const words = useWords();
  return (
    <nav className="categories" aria-label={words.menu.categories}>
      <button
        type="button"
        className="category"
        aria-current={shown?.kind === 'favourites' ? 'true' : undefined}
        onClick={() => onShow({ kind: 'favourites' })}
      >
        {words.favourites.title}
      </button>
      {categories.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="category"
          aria-current={shown?.kind === 'category' && shown.id === id ? 'true' : undefined}
          onClick={() => onShow({ kind: 'category', id })}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
