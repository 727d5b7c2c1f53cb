import { isAllergyNote, type CookLine } from '../../shared/kitchen/cook-lines.ts';
import { extrasOf } from '../../shared/order/line-extras.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

type CardLineProps = {
  readonly line: CookLine;
  readonly isUnseen: boolean;
};

/** What is to be made, then what is not to be made any more, struck through and said in a word. */
export function CardLine({ line, isUnseen }: CardLineProps) {
  const words = useWords().kitchen;
  const { toMake, cancelled, name } = line;
  return (
    <>
      {toMake > 0 && (
        <li className="card-line">
          <span className="quantity" data-many={toMake > 1}>
            {toMake}
          </span>
          <div>
            <span className="line-item">{name}</span>
            <Extras line={line} />
          </div>
        </li>
      )}
      {cancelled > 0 && (
        <li className="card-line card-line-off" data-unseen={isUnseen}>
          <strong className="off-word">{words.cancel(cancelled)}</strong>
          <s className="line-item">{name}</s>
        </li>
      )}
    </>
  );
}

function Extras({ line }: Pick<CardLineProps, 'line'>) {
  const { note } = line;
  const extras = extrasOf(line);
  const words = useWords().kitchen;
  const isAllergy = note !== undefined && isAllergyNote(note);
  return (
    <>
      {extras.length > 0 && (
        <ul className="extras">
          {extras.map(({ key, name, depth }) => (
            <li key={key} data-depth={depth}>
              {name}
            </li>
          ))}
        </ul>
      )}
      {note !== undefined && (
        <p className="line-note" data-allergy={isAllergy}>
          <Icon name={isAllergy ? 'alert' : 'note'} />
          <span>
            {isAllergy && <strong className="hidden">{words.allergy}: </strong>}
            {note}
          </span>
        </p>
      )}
    </>
  );
}
