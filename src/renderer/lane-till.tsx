/** One lane's till: what is heard, the menu, the ticket. Mounted anew for each lane. */
import { useCallback, useState } from 'react';
import type { LaneView } from '../shared/ipc/views.ts';
import type { MenuItem } from '../shared/menu/menu.ts';
import { withFixedSlots } from '../shared/order/combo-line.ts';
import { missingChoices } from '../shared/order/missing-choices.ts';
import { selectionOf } from '../shared/order/price-selection.ts';
import type { TicketLine } from '../shared/order/ticket.ts';
import { keyOf } from '../shared/sold-out/sold-out.ts';
import type { Actions } from './actions.ts';
import { LaneMissed } from './lane-missed.tsx';
import { useHearing, type Hear } from './use-hearing.tsx';
import { EnrolCard } from './enrol/enrol-card.tsx';
import { LaneTicket } from './lane-ticket.tsx';
import { LanePanel } from './lane/lane-panel.tsx';
import { changesTo, emptyDraft } from './menu/item-draft.ts';
import { ItemDialog } from './menu/item-dialog.tsx';
import { MenuPane } from './menu/menu-pane.tsx';
import { SoldOutAsk } from './sold-out/sold-out-ask.tsx';
import { SoldOutDialog } from './sold-out/sold-out-dialog.tsx';
import { useScans } from './use-scans.ts';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';
import { TrainingVoice } from './training/training-banner.tsx';
import { EMPTY_LOG } from './transcript/transcript-log.ts';
import { TranscriptPane } from './transcript/transcript-pane.tsx';
import { createPaintReport } from './transcript/paint-report.ts';
import { afterPaint } from './ui/after-paint.ts';
import { useWords } from './words/use-words.ts';

type LaneTillProps = {
  readonly station: Station;
  readonly actions: Actions;
  readonly lane: LaneView;
  readonly onSettings: () => void;
  /** Closes the list of missed words; undefined while it is closed. */
  readonly onMissed: (() => void) | undefined;
};

/** The item dialog: for a new line, or for one that is on the ticket. */
type Editing = { readonly item: MenuItem; readonly line?: TicketLine };

export function LaneTill({ station, actions, lane, onSettings, onMissed }: LaneTillProps) {
  const { laneId } = lane;
  const menu = useStore(station.menu);
  const soldOut = useStore(station.soldOut);
  const [isMarking, setIsMarking] = useState(false);
  const [askedItem, setAskedItem] = useState<MenuItem>();
  const [editing, setEditing] = useState<Editing>();
  const [trouble, setTrouble] = useState<string>();
  const onTrouble = onMissed === undefined ? actions.warn : setTrouble;
  const { onHear, dialog } = useHearing({ lane, actions, onSettings, onTrouble });
  const { currency } = menu.menu.restaurant;
  // The same functions at every drawing: a thousand items and a long ticket are not drawn again for nothing.
  const { index } = menu;
  const pick = useCallback(
    (item: MenuItem) => {
      const selection = withFixedSlots(emptyDraft(item.id), menu.menu);
      if (soldOut.has(keyOf({ kind: 'item', itemId: item.id }))) setAskedItem(item);
      else if (missingChoices(menu.menu, selection).length > 0) setEditing({ item });
      else actions.command(laneId, { kind: 'add-item', selection });
    },
    [menu, soldOut, actions, laneId],
  );
  const takeCode = useScans({ station, actions, onItem: pick });
  const mark = useCallback(() => setIsMarking(true), []);
  const change = useCallback((item: MenuItem) => setEditing({ item }), []);
  const edit = useCallback(
    (line: TicketLine) => {
      const item = index.item(line.itemId);
      if (item !== undefined) setEditing({ item, line });
    },
    [index],
  );
  return (
    <main className="till">
      <Voice {...{ station, actions, lane, onSettings, onHear }} />
      <MenuPane
        index={index}
        currency={currency}
        isDemo={menu.source === 'demo'}
        onPick={pick}
        onOptions={change}
        soldOut={soldOut}
        timeZone={menu.menu.restaurant.timeZone}
        onSoldOut={mark}
        favourites={useStore(station.favourites)}
        onFavourites={actions.setFavourites}
        onCode={takeCode}
      />
      <LaneTicket
        {...{ station, actions, laneId, onHear }}
        replaying={lane.replaying}
        onEdit={edit}
      />
      {editing !== undefined && (
        <Editor
          {...{ station, actions, laneId }}
          editing={editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {isMarking && (
        <SoldOutDialog
          {...{ soldOut }}
          menu={menu.menu}
          onSet={actions.setSoldOut}
          onClose={() => setIsMarking(false)}
        />
      )}
      {askedItem !== undefined && (
        <AskedItem
          {...{ station, actions, laneId }}
          item={askedItem}
          onClose={() => setAskedItem(undefined)}
        />
      )}
      {onMissed !== undefined && (
        <LaneMissed
          {...{ station, actions, lane, onHear, trouble }}
          onTrouble={setTrouble}
          onClose={onMissed}
        />
      )}
      {dialog}
    </main>
  );
}

type AskedItemProps = Pick<LaneTillProps, 'station' | 'actions'> & {
  readonly laneId: LaneView['laneId'];
  readonly item: MenuItem;
  readonly onClose: () => void;
};

/** It may come back while it is asked about: then there is nothing left to ask. */
function AskedItem({ station, actions, laneId, item, onClose }: AskedItemProps) {
  const subject = { kind: 'item', itemId: item.id } as const;
  const mark = useStore(station.soldOut, (soldOut) => soldOut.get(keyOf(subject)));
  const { timeZone } = useStore(station.menu).menu.restaurant;
  if (mark === undefined) return null;
  return (
    <SoldOutAsk
      {...{ mark, timeZone, onClose }}
      name={item.name}
      onPutBack={() => actions.setSoldOut(subject, { kind: 'on-sale' })}
      onSellAnyway={() =>
        actions.sellAnyway(laneId, { kind: 'item', selection: emptyDraft(item.id) })
      }
    />
  );
}

type VoiceProps = Omit<LaneTillProps, 'onMissed'> & { readonly onHear: Hear };

function Voice({ station, actions, lane, onSettings, onHear }: VoiceProps) {
  const { laneId } = lane;
  const connection = useStore(station.connection);
  const sessionId = useStore(station.tickets, (open) => open.get(laneId)?.ticket.sessionId);
  const isTakenOver = useStore(station.tickets, (open) => open.get(laneId)?.takenOver ?? false);
  const log = useStore(station.transcripts, (logs) => logs.get(laneId) ?? EMPTY_LOG);
  const { language } = useWords();
  const guestNotice = useStore(station.guestNotice).text?.[language];
  const [onShown] = useState(() =>
    createPaintReport({ afterPaint, report: actions.reportPainted }),
  );
  const isTraining = useStore(station.training, ({ state }) => state === 'on');
  const enrolCard = <EnrolCard hasTill onEnrol={actions.enrol} />;
  if (isTraining) {
    return (
      <div className="voice">
        <TrainingVoice />
      </div>
    );
  }
  // Before enrolment there is no voice to show.
  if (connection.state === 'not-enrolled') return <div className="voice">{enrolCard}</div>;
  return (
    <div className="voice">
      <LanePanel
        lane={lane}
        levels={station.levels}
        onPushToTalk={(pressed) => actions.pushToTalk(laneId, pressed)}
        onMode={(mode) => actions.setMode(laneId, mode)}
        onVehicle={(isThere) => actions.setVehicle(laneId, isThere)}
        onMuted={(muted) => actions.setMuted(laneId, muted)}
        isTakenOver={isTakenOver}
        guestNotice={guestNotice}
        isOnline={connection.state === 'online'}
        weakLink={connection.state === 'online' ? connection.weakLink : undefined}
        onTakenOver={(takenOver) => actions.setTakenOver(laneId, takenOver)}
        onTrouble={() => actions.reportTrouble(laneId)}
        onRetryDevice={() => actions.retryDevice(laneId)}
        onChooseDevice={onSettings}
      />
      {connection.state === 'stopped' ? (
        enrolCard
      ) : (
        <TranscriptPane
          {...{ log, sessionId, onShown }}
          canHear={canHear(lane)}
          replaying={lane.replaying}
          onHear={onHear}
          onErase={actions.eraseGuestWords}
        />
      )}
    </div>
  );
}

function canHear({ device, muted, wordsAvailable }: LaneView): boolean {
  return device.state === 'open' && !muted && wordsAvailable;
}

type EditorProps = Pick<LaneTillProps, 'station' | 'actions'> & {
  readonly laneId: LaneView['laneId'];
  readonly editing: Editing;
  readonly onClose: () => void;
};

function Editor({ station, actions, laneId, editing, onClose }: EditorProps) {
  const words = useWords().item;
  const menu = useStore(station.menu);
  const { item, line } = editing;
  const start =
    line === undefined ? withFixedSlots(emptyDraft(item.id), menu.menu) : selectionOf(line);
  return (
    <ItemDialog
      item={item}
      menu={menu.menu}
      index={menu.index}
      start={start}
      soldOut={useStore(station.soldOut)}
      doneText={line === undefined ? words.add : words.save}
      onClose={onClose}
      onDone={(selection) => {
        onClose();
        if (line === undefined) actions.command(laneId, { kind: 'add-item', selection });
        else actions.command(laneId, ...changesTo(line.lineId, start, selection));
      }}
    />
  );
}
