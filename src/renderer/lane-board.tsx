/** The lane view: every lane side by side in large type, for a crew with headsets on and hands full. */
import { useState } from 'react';
import type { LaneId } from '../shared/ids.ts';
import type { LaneView } from '../shared/ipc/views.ts';
import { readBackOf } from '../shared/order/read-back.ts';
import type { Actions } from './actions.ts';
import { ConnectionBanners, ConnectionStatus } from './connection/connection-status.tsx';
import { LaneAlarms } from './health/lane-alarms.tsx';
import { LaneFigures } from './health/lane-figures.tsx';
import { LaneColumn } from './lane-view/lane-column.tsx';
import { CrewButton } from './lane/crew-button.tsx';
import { laneStatus } from './lane/lane-status.ts';
import { NoticeBar } from './notices/notice-bar.tsx';
import { withoutNotice } from './notices/notice-list.ts';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';
import { asked } from './ticket/before-paying.ts';
import { insteadOfWords, isOpen } from './transcript/entry-words.ts';
import { EMPTY_LOG } from './transcript/transcript-log.ts';
import { Button } from './ui/button.tsx';
import { useHotkey } from './ui/use-hotkey.ts';
import { useWords } from './words/use-words.ts';

type LaneBoardProps = {
  readonly station: Station;
  readonly actions: Actions;
  readonly onBack: () => void;
};

/** As much of a guest's words as stays in sight. */
const SHOWN_UTTERANCES = 3;

export function LaneBoard({ station, actions, onBack }: LaneBoardProps) {
  const { laneView: words } = useWords();
  const lanes = useStore(station.lanes);
  const connection = useStore(station.connection);
  const spool = useStore(station.spool);
  const counts = useStore(station.orderCounts);
  const health = useStore(station.health);
  const notices = useStore(station.notices);
  const [chosenId, setChosenId] = useState<LaneId>();
  const chosen = lanes.find(({ laneId }) => laneId === chosenId) ?? lanes[0];
  const takenOver = useStore(
    station.tickets,
    (tickets) => chosen !== undefined && (tickets.get(chosen.laneId)?.takenOver ?? false),
  );
  const next = chosen && lanes[(lanes.indexOf(chosen) + 1) % lanes.length];
  useHotkey('F6', { onDown: () => setChosenId(next?.laneId) });
  useHotkey('Control+l', { onDown: onBack });
  useHotkey('F5', {
    onDown: () => chosen !== undefined && actions.setTakenOver(chosen.laneId, !takenOver),
  });
  useHotkey('F8', {
    onDown: () => chosen !== undefined && actions.setMuted(chosen.laneId, !chosen.muted),
  });
  return (
    <div className="app">
      <header className="top">
        <h1 className="top-name">{words.title}</h1>
        <ConnectionStatus {...{ connection, spool }} waitingOrders={counts.waiting} />
        <Button icon="previous" aria-keyshortcuts="Control+L" onClick={onBack}>
          {words.back}
        </Button>
      </header>
      <aside className="banners">
        <ConnectionBanners {...{ connection, spool }} waitingOrders={counts.waiting} />
        <NoticeBar
          notices={notices}
          onDismiss={(noticeId) => station.notices.set(withoutNotice(notices, noticeId))}
        />
        <LaneAlarms {...{ lanes, health }} spareKey="F9" onUseOther={actions.useOtherDevice} />
      </aside>
      <main className="columns">
        {lanes.map((lane) => (
          <Column
            key={lane.laneId}
            {...{ station, actions, lane }}
            isChosen={lane === chosen}
            onChoose={() => setChosenId(lane.laneId)}
          />
        ))}
      </main>
    </div>
  );
}

type ColumnProps = Pick<LaneBoardProps, 'station' | 'actions'> & {
  readonly lane: LaneView;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Column({ station, actions, lane, isChosen, onChoose }: ColumnProps) {
  const words = useWords();
  const { laneId } = lane;
  const open = useStore(station.tickets, (tickets) => tickets.get(laneId));
  const log = useStore(station.transcripts, (logs) => logs.get(laneId) ?? EMPTY_LOG);
  const health = useStore(station.health, (all) => all.get(laneId));
  const { currency } = useStore(station.menu).menu.restaurant;
  const connection = useStore(station.connection);
  const ticket = open?.ticket;
  const status = laneStatus(lane, false);
  const said = log
    .filter(({ sessionId, status: heard }) => sessionId === ticket?.sessionId && heard !== 'erased')
    .slice(-SHOWN_UTTERANCES)
    .map((entry) => ({
      id: entry.utteranceId,
      text: insteadOfWords(entry, words.transcript) ?? entry.text,
      isOpen: isOpen(entry),
    }));
  const questions = ticket?.questions ?? [];
  const forPerson = questions.filter(({ about }) => about?.kind === 'guest-asks');
  return (
    <LaneColumn
      name={lane.name}
      now={{ ...status, word: words.lane.states[status.name] }}
      said={said}
      lines={readBackOf(ticket?.lines ?? [])}
      questions={questions
        .filter((question) => !forPerson.includes(question))
        .map((question) => asked(question, words.question))}
      totalCents={ticket?.totals.totalCents ?? 0}
      currency={currency}
      isTakenOver={open?.takenOver ?? false}
      wantsPerson={forPerson.length > 0}
      onHere={() => {
        const dismissals = forPerson.map(
          ({ questionId }) => ({ kind: 'dismiss-question', questionId }) as const,
        );
        actions.command(laneId, ...dismissals);
      }}
      isMuted={lane.muted}
      {...{ isChosen, onChoose }}
      onTakenOver={(isTakenOver) => actions.setTakenOver(laneId, isTakenOver)}
      onMuted={(isMuted) => actions.setMuted(laneId, isMuted)}
    >
      <CrewButton hasKey={isChosen} onHold={(isHeld) => actions.setCrewKey(laneId, isHeld)} />
      <LaneFigures {...{ health, connection }} />
    </LaneColumn>
  );
}
