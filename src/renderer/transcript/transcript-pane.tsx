import { memo, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { SessionId, UtteranceId } from '../../shared/ids.ts';
import type { TranscriptEntry } from '../../shared/ipc/views.ts';
import { EraseGuest } from './erase-guest.tsx';
import { HearButton } from '../ui/hear-button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { insteadOfWords, isOpen, marksOf } from './entry-words.ts';
import { guestStart, saidBy, type TranscriptLog } from './transcript-log.ts';

type Shown = (utteranceId: UtteranceId, revision: number) => void;

type TranscriptPaneProps = {
  /** Whether words can come now. */
  readonly canHear: boolean;
  readonly log: TranscriptLog;
  /** The guest who is there: the others' words stand apart. */
  readonly sessionId: SessionId | undefined;
  /** The utterance that sounds again now. */
  readonly replaying: UtteranceId | undefined;
  /** A tap on what was said. */
  readonly onHear: (utteranceId: UtteranceId) => void;
  /** The guest who said this wants to be forgotten. */
  readonly onErase: (utteranceId: UtteranceId) => void;
  /** Called when a revision has been put on the screen, before it is painted. */
  readonly onShown: Shown;
};

/** What is said, while it is said. Newest at the foot, which stays in sight unless someone scrolled up. */
export function TranscriptPane(props: TranscriptPaneProps) {
  const { canHear, log, sessionId, replaying, onHear, onErase, onShown } = props;
  const words = useWords().transcript;
  const list = useRef<HTMLOListElement>(null);
  const isAtFoot = useRef(true);
  const newest = log.at(-1);
  useLayoutEffect(() => {
    if (isAtFoot.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest, sessionId]);
  return (
    <section className="transcript" aria-label={words.title}>
      {log.length === 0 && (
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
        {log.map((entry, index) => (
          <Utterance
            key={entry.utteranceId}
            entry={entry}
            isEarlier={sessionId !== undefined && entry.sessionId !== sessionId}
            startsGuest={guestStart(log, index, sessionId)}
            isSounding={entry.utteranceId === replaying}
            onHear={onHear}
            onShown={onShown}
          />
        ))}
      </ol>
      <EraseGuest said={saidBy(log, sessionId)} onErase={onErase} />
      <Announcer entry={newest} />
    </section>
  );
}

type UtteranceProps = {
  readonly entry: TranscriptEntry;
  readonly isEarlier: boolean;
  readonly startsGuest: 'this' | 'earlier' | undefined;
  readonly isSounding: boolean;
  readonly onHear: (utteranceId: UtteranceId) => void;
  readonly onShown: Shown;
};

const Utterance = memo(function Utterance(props: UtteranceProps) {
  const { entry, isEarlier, startsGuest, isSounding, onHear, onShown } = props;
  const { transcript: words, hearing } = useWords();
  const shown = useEffectEvent(onShown);
  useLayoutEffect(
    () => shown(entry.utteranceId, entry.revision),
    [entry.utteranceId, entry.revision],
  );
  const instead = insteadOfWords(entry, words);
  return (
    <li className="utterance" data-status={entry.status} data-earlier={isEarlier}>
      {startsGuest !== undefined && (
        <p className="guest-start">{startsGuest === 'this' ? words.nextGuest : words.earlier}</p>
      )}
      {isOpen(entry) || entry.status === 'erased' ? (
        <Said entry={entry} instead={instead} />
      ) : (
        <HearButton
          label={`${isSounding ? hearing.stop : hearing.again}: ${instead ?? entry.text}`}
          isSounding={isSounding}
          onPress={() => onHear(entry.utteranceId)}
        >
          <Said entry={entry} instead={instead} />
        </HearButton>
      )}
      <Marks entry={entry} />
    </li>
  );
});

type SaidProps = Pick<UtteranceProps, 'entry'> & { readonly instead: string | undefined };

function Said({ entry, instead }: SaidProps) {
  if (instead !== undefined) return <span className="said-instead">{instead}</span>;
  return <span className={isOpen(entry) ? 'said said-open' : 'said'}>{entry.text}</span>;
}

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
