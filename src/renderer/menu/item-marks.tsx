import type { MenuItem } from '../../shared/menu/menu.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

/** Diets it suits and allergens it has, as far as the menu says; a missing mark promises nothing. */
export function ItemMarks({ item }: { readonly item: MenuItem }) {
  const words = useWords().item;
  return (
    <>
      {item.dietary.length > 0 && (
        <span className="mark-dietary">
          <Icon name="leaf" /> <span>{item.dietary.map(words.mark).join(' · ')}</span>
        </span>
      )}
      {item.allergens.length > 0 && (
        <span className="mark-allergens">
          <Icon name="alert" />{' '}
          <span>{words.contains(item.allergens.map(words.mark).join(', '))}</span>
        </span>
      )}
    </>
  );
}
