/** Hearing again what was said: a tap plays it, the next tap stops it; a lane without an output is offered one. */
import { useCallback, useState, type ReactNode } from 'react';
import type { UtteranceId } from '../shared/ids.ts';
import type { LaneView } from '../shared/ipc/views.ts';
import type { Actions } from './actions.ts';
import { PlaybackDialog } from './hearing/playback-dialog.tsx';

/** With `words`, the part of the utterance that they are in. */
export type Hear = (utteranceId: UtteranceId, words?: string) => void;

type HearingOptions = {
  readonly lane: LaneView;
  readonly actions: Actions;
  readonly onSettings: () => void;
  readonly onTrouble: (text: string) => void;
};

type Hearing = {
  readonly onHear: Hear;
  /** Asks where to play, when that has to be asked. */
  readonly dialog: ReactNode;
};

export function useHearing({ lane, actions, onSettings, onTrouble }: HearingOptions): Hearing {
  const [isAsking, setIsAsking] = useState(false);
  const { laneId, replaying } = lane;
  const close = () => setIsAsking(false);
  // The same function until something else sounds: it goes to every line and every row of words.
  const onHear = useCallback<Hear>(
    (utteranceId, words) => {
      const hear = async () => {
        const heard = await actions.hearAgain(laneId, utteranceId, words);
        if (heard === 'no-device') setIsAsking(true);
        else if (heard !== 'sounding') onTrouble(heard.trouble);
      };
      if (replaying === utteranceId) actions.stopHearing(laneId);
      else void hear();
    },
    [actions, laneId, replaying, onTrouble],
  );
  return {
    onHear,
    dialog: isAsking && (
      <PlaybackDialog
        lane={lane}
        listDevices={actions.listDevices}
        onUse={(playback) => {
          void actions.chooseDevice({ laneId, playback });
          close();
        }}
        onSettings={() => {
          close();
          onSettings();
        }}
        onClose={close}
      />
    ),
  };
}
