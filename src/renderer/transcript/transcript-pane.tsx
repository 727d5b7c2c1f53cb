import { memo, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { UtteranceId } from '../../shared/ids.ts';
import type { TranscriptEntry } from '../../shared/ipc/views.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { insteadOfWords, isOpen, marksOf } from './entry-words.ts';
import type { TranscriptLog } from './transcript-log.ts';

type Shown = (utteranceId: UtteranceId, revision: number) => void;

type TranscriptPaneProps = {
  /** Whether words can come now. */
  readonly canHear: boolean;
  readonly log: TranscriptLog;
  /** Called when a revision has been put on the screen, before it is painted. */
  readonly onShown: Shown;
};

/** What is said, while it is said. Newest at the foot, which stays in sight unless someone scrolled up. */
export function TranscriptPane({ canHear, log, onShown }: TranscriptPaneProps) {
  const words = useWords().transcript;
  const list = useRef<HTMLOListElement>(null);
  const isAtFoot = useRef(true);
  const newest = log.entries.at(-1);
  useLayoutEffect(() => {
    if (isAtFoot.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);
  return (
    <section className="transcript" aria-label={words.title}>
      {log.entries.length === 0 && (
        <div className="empty">
          <Icon name="wave" />
          <p>
            <strong>{words.empty}</strong>
            {canHear && <span>{words.emptyHelp}</span>}
          </p>
        </div>
      )}
      <ol
        ref={list}
        className="utterances"
        tabIndex={0}
        aria-label={words.title}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtFoot.current = scrollHeight - scrollTop - clientHeight < 40;
        }}
      >
        {log.entries.map((entry, index) => (
          <Utterance
            key={entry.utteranceId}
            entry={entry}
            isEarlier={log.earlier.has(entry.utteranceId)}
            startsGuest={startsGuest(log, index)}
            onShown={onShown}
          />
        ))}
      </ol>
      <Announcer entry={newest} />
    </section>
  );
}

/** Whether a new guest's words begin with this row. */
function startsGuest({ entries, earlier }: TranscriptLog, index: number): boolean {
  const [before, entry] = [entries[index - 1], entries[index]];
  if (before === undefined || entry === undefined) return false;
  return earlier.has(before.utteranceId) && !earlier.has(entry.utteranceId);
}

type UtteranceProps = {
  readonly entry: TranscriptEntry;
  readonly isEarlier: boolean;
  readonly startsGuest: boolean;
  readonly onShown: Shown;
};

const Utterance = memo(function Utterance(props: UtteranceProps) {
  const { entry, isEarlier, startsGuest: isFirst, onShown } = props;
  const words = useWords().transcript;
  const shown = useEffectEvent(onShown);
  useLayoutEffect(
    () => shown(entry.utteranceId, entry.revision),
    [entry.utteranceId, entry.revision],
  );
  const instead = insteadOfWords(entry, words);
  return (
    <li className="utterance" data-status={entry.status} data-earlier={isEarlier}>
      {isFirst && <p className="guest-start">{words.nextGuest}</p>}
      {instead === undefined ? (
        <p className={isOpen(entry) ? 'said said-open' : 'said'}>{entry.text}</p>
      ) : (
        <p className="said-instead">{instead}</p>
      )}
      <Marks entry={entry} />
    </li>
  );
});

function Marks({ entry }: { readonly entry: TranscriptEntry }) {
  const words = useWords().transcript;
  const marks = marksOf(entry, words);
  if (marks.length === 0) return null;
  return (
    <p className="marks">
      {marks.map(({ icon, text }) => (
        <span key={text} className="mark">
          <Icon name={icon} /> {text}
        </span>
      ))}
    </p>
  );
}

/** Reads out what has settled; partials would talk over the guest. */
function Announcer({ entry }: { readonly entry: TranscriptEntry | undefined }) {
  const words = useWords().transcript;
  const settled = entry !== undefined && !isOpen(entry) ? entry : undefined;
  return (
    <p className="hidden" role="status" aria-label={words.latest}>
      {settled !== undefined && (insteadOfWords(settled, words) ?? settled.text)}
    </p>
  );
}
