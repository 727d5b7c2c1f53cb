import { MAX_TIPS } from '../../shared/day/tips.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

/** What restaurants offer; others stay where a settings file has them. */
const OFFERED = [5, 10, 12, 15, 18, 20, 22, 25] as const;

type TipSettingsProps = {
  readonly percents: readonly number[];
  readonly onPercents: (percents: readonly number[]) => void;
};

/** Which shares the guest is offered as a tip. */
export function TipSettings({ percents, onPercents }: TipSettingsProps) {
  const { tipSettings: words } = useWords();
  const choices = [...new Set([...OFFERED, ...percents])].sort((a, b) => a - b);
  return (
    <>
      <h3>{words.heading}</h3>
      <div className="presets" role="group" aria-label={words.heading}>
        {choices.map((percent) => {
          const isOffered = percents.includes(percent);
          const next = isOffered
            ? percents.filter((one) => one !== percent)
            : [...percents, percent];
          return (
            <Button
              key={percent}
              aria-pressed={isOffered}
              disabled={!isOffered && percents.length >= MAX_TIPS}
              onClick={() => onPercents(next)}
            >
              {words.percent(percent)}
            </Button>
          );
        })}
      </div>
      <p>{percents.length === 0 ? words.none : words.help(MAX_TIPS)}</p>
    </>
  );
}
