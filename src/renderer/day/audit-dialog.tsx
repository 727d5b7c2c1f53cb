import { useEffect, useEffectEvent, useState } from 'react';
import type { AuditEntry, AuditKind } from '../../shared/day/audit-entry.ts';
import { formatCents } from '../../shared/money.ts';
import type { Result } from '../../shared/result.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import type { Words } from '../words/english.ts';
import { useWords } from '../words/use-words.ts';
import { remarkWords } from './audit-remark-words.ts';
import { timeWords } from './time-words.ts';

export type AuditRead = { readonly entries: readonly AuditEntry[]; readonly isWhole: boolean };

export type AuditActions = {
  /** Undefined when it was refused or given up. */
  readonly read: (sinceMs: number) => Promise<AuditRead | undefined>;
  /** The path of the table, or what went wrong in words. */
  readonly exportTable: (sinceMs: number) => Promise<Result<string, string>>;
};

type AuditDialogProps = {
  readonly actions: AuditActions;
  readonly currency: string;
  readonly onClose: () => void;
};

const DAYS = ['1', '7', '31'] as const;
type Days = (typeof DAYS)[number];
const DAY_MS = 86_400_000;
/** More lines than anybody reads; the table has them all. */
const MAX_SHOWN = 300;

type Group = 'all' | 'money' | 'tickets' | 'people';
const GROUPS = ['all', 'money', 'tickets', 'people'] as const satisfies readonly Group[];
const GROUP_OF: Readonly<Record<AuditKind, Exclude<Group, 'all'>>> = {
  'signed-in': 'people',
  'signed-out': 'people',
  'wrong-pin': 'people',
  'pin-locked': 'people',
  'people-changed': 'people',
  'people-file-lost': 'people',
  'shift-opened': 'money',
  'shift-closed': 'money',
  'cash-moved': 'money',
  'ticket-voided': 'tickets',
  comped: 'tickets',
  discounted: 'tickets',
  'price-changed': 'tickets',
  refunded: 'money',
  'drawer-opened': 'money',
  'sold-out-sold': 'tickets',
  'sold-out-marked': 'tickets',
  'back-on-sale': 'tickets',
  'line-removed': 'tickets',
  'tips-changed': 'money',
  'training-started': 'people',
  'training-ended': 'people',
  'reports-exported': 'people',
  'recordings-exported': 'people',
  'printers-changed': 'people',
  'words-erased': 'people',
};

/** What was recorded, newest first, to be narrowed down and saved as a table. */
export function AuditDialog({ actions, currency, onClose }: AuditDialogProps) {
  const allWords = useWords();
  const { audit: words, locale } = allWords;
  const [days, setDays] = useState<Days>('1');
  const [group, setGroup] = useState<Group>('all');
  const [query, setQuery] = useState('');
  const [read, setRead] = useState<AuditRead>();
  const [saved, setSaved] = useState<Result<string, string>>();
  const giveUp = useEffectEvent(onClose);
  useEffect(() => {
    let isGone = false;
    void actions.read(startOf(days)).then((found) => {
      if (isGone) return;
      if (found === undefined) giveUp();
      else setRead(found);
    });
    return () => {
      isGone = true;
    };
  }, [actions, days]);
  if (read === undefined) return null;
  const meant = read.entries.filter(
    (entry) =>
      (group === 'all' || GROUP_OF[entry.kind] === group) && isMeant(entry, query, allWords),
  );
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      {!read.isWhole && (
        <p role="alert" className="warning" data-tone="danger">
          <Icon name="alert" /> <span>{words.broken}</span>
        </p>
      )}
      <div className="audit-filter">
        <Segments
          label={words.days}
          value={days}
          options={DAYS.map((value) => ({ value, text: words.lastDays[value] }))}
          onChange={setDays}
        />
        <Segments
          label={words.what}
          value={group}
          options={GROUPS.map((value) => ({ value, text: words.groups[value] }))}
          onChange={setGroup}
        />
        <label className="field audit-search">
          <span className="hidden">{words.search}</span>
          <input
            type="search"
            value={query}
            placeholder={words.search}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
      </div>
      {meant.length === 0 && <p role="status">{words.none}</p>}
      <ul className="audit" aria-label={words.title} tabIndex={0}>
        {meant.slice(0, MAX_SHOWN).map((entry) => (
          <AuditRow
            key={entry.sequence}
            {...{ entry, currency }}
            time={timeWords(entry.atMs, locale)}
          />
        ))}
      </ul>
      {meant.length > MAX_SHOWN && <p>{words.more(meant.length - MAX_SHOWN)}</p>}
      <div className="form-actions">
        <p role="status" className="audit-saved">
          {saved !== undefined && (saved.ok ? words.exported(saved.value) : saved.failure)}
        </p>
        <Button icon="list" onClick={() => void actions.exportTable(startOf(days)).then(setSaved)}>
          {words.exportYes}
        </Button>
      </div>
    </Dialog>
  );
}

type AuditRowProps = {
  readonly entry: AuditEntry;
  readonly currency: string;
  readonly time: string;
};

function AuditRow({ entry, currency, time }: AuditRowProps) {
  const allWords = useWords();
  const { audit: words, locale } = allWords;
  const { kind, by, approvedBy, about, reason, remark, amountCents } = entry;
  const said = [about, remarkWords(remark, allWords), reason];
  const isOther = approvedBy !== undefined && approvedBy.personId !== by?.personId;
  return (
    <li className="audit-row">
      <strong>{words.kinds[kind]}</strong>
      <span className="audit-amount">
        {amountCents !== undefined && formatCents(amountCents, currency, locale)}
      </span>
      <span>{said.filter((text) => text !== undefined && text !== '').join(' · ')}</span>
      <span className="audit-who">
        {time} · {by?.name ?? words.nobody}
        {isOther && `, ${words.approved(approvedBy.name)}`}
      </span>
    </li>
  );
}

/** From midnight on, so that `today` is the day on the wall. */
function startOf(days: Days): number {
  const midnight = new Date().setHours(0, 0, 0, 0);
  return Math.max(0, midnight - (Number(days) - 1) * DAY_MS);
}

function isMeant(entry: AuditEntry, query: string, words: Words): boolean {
  const { by, approvedBy, about, reason, remark } = entry;
  const said = remarkWords(remark, words);
  const texts = [by?.name, approvedBy?.name, about, said, reason].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => texts.includes(word));
}
