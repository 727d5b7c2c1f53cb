/** The lanes while somebody practises: nobody is heard, so that no words can come on the wrong ticket. */
import type { LaneId } from '../shared/ids.ts';
import type { VoiceSlot } from './voice-slot.ts';

/** Answers what mutes every lane, and later gives each the state it had. */
export function createTrainingVoice(
  voice: Pick<VoiceSlot, 'current' | 'views'>,
): (isTraining: boolean) => void {
  let mutedByHand = new Set<LaneId>();
  return (isTraining) => {
    const { lanes } = voice.views();
    if (isTraining) {
      mutedByHand = new Set(lanes.flatMap(({ laneId, muted }) => (muted ? [laneId] : [])));
    }
    for (const { laneId } of lanes) {
      voice.current()?.setMuted(laneId, isTraining || mutedByHand.has(laneId));
    }
    if (!isTraining) mutedByHand = new Set();
  };
}
