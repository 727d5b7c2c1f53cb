/** The missed words, heard on the lane in front and put on its ticket. */
import { useState } from 'react';
import type { UtteranceId } from '../shared/ids.ts';
import type { LaneView } from '../shared/ipc/views.ts';
import type { Actions } from './actions.ts';
import { AskToErase } from './transcript/erase-guest.tsx';
import { MissedDialog } from './missed/missed-dialog.tsx';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';
import { useWords } from './words/use-words.ts';
import type { Hear } from './use-hearing.tsx';

type LaneMissedProps = {
  readonly station: Station;
  readonly actions: Actions;
  readonly lane: LaneView;
  readonly onHear: Hear;
  /** What went wrong with the last tap, in words. */
  readonly trouble: string | undefined;
  readonly onTrouble: (text: string | undefined) => void;
  readonly onClose: () => void;
};

export function LaneMissed(props: LaneMissedProps) {
  const { station, actions, lane, onHear, trouble, onTrouble, onClose } = props;
  const missed = useStore(station.missed);
  const lanes = useStore(station.lanes);
  const spool = useStore(station.spool);
  const [saved, setSaved] = useState<string>();
  const words = useWords().missed;
  const { laneId } = lane;
  const [erasing, setErasing] = useState<UtteranceId>();
  return erasing !== undefined ? (
    <AskToErase
      onYes={() => actions.eraseGuestWords(erasing)}
      onClose={() => setErasing(undefined)}
    />
  ) : (
    <MissedDialog
      missed={missed}
      spool={spool}
      saved={saved}
      onSave={(utteranceIds) => {
        void actions.exportRecordings(utteranceIds).then((exported) => {
          onTrouble(exported.ok ? undefined : exported.failure);
          setSaved(
            exported.ok ? words.saved(exported.value.count, exported.value.folder) : undefined,
          );
        });
      }}
      nameOf={(id) => lanes.find((one) => one.laneId === id)?.name ?? id}
      replaying={lane.replaying}
      trouble={trouble}
      onHear={(utteranceId) => {
        onTrouble(undefined);
        onHear(utteranceId);
      }}
      onSeen={actions.markMissedSeen}
      onPut={(utteranceId) => {
        void actions.putMissedOnTicket(laneId, utteranceId).then((failure) => {
          onTrouble(failure);
          if (failure === undefined) onClose();
        });
      }}
      onRetry={actions.retryParked}
      onErase={setErasing}
      onClose={() => {
        onTrouble(undefined);
        onClose();
      }}
    />
  );
}
