/** The screen's calls about what was said: takeover, hearing it again, what was missed. */
import { fail, ok } from '../shared/result.ts';
import type { GuestWords } from './guest-words.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { PersonWanted } from './person-wanted.ts';
import type { MissedWords } from './tickets/missed-words.ts';
import type { Tickets } from './tickets/tickets.ts';
import type { VoiceSlot } from './voice-slot.ts';

export type VoiceHandlerDeps = {
  readonly voice: Pick<VoiceSlot, 'current'>;
  readonly tickets: Pick<Tickets, 'setTakenOver' | 'putMissed'>;
  readonly missed: Pick<MissedWords, 'markSeen'>;
  readonly guestWords: Pick<GuestWords, 'erase'>;
  readonly personWanted: Pick<PersonWanted, 'done'>;
};

export function voiceHandlers(deps: VoiceHandlerDeps) {
  const { voice, tickets, missed, guestWords, personWanted } = deps;
  return {
    setTakenOver: async ({ laneId, takenOver }) => {
      if (!takenOver) personWanted.done(laneId);
      const set = await tickets.setTakenOver(laneId, takenOver);
      // Also when the disk refused it: the ticket in memory is what staff see.
      if (set.ok || set.failure === 'cannot-save') voice.current()?.setTakenOver(laneId, takenOver);
      return set;
    },
    hearAgain: async ({ laneId, utteranceId, words }) =>
      (await voice.current()?.hearAgain(laneId, utteranceId, words)) ?? fail('device-away'),
    useOtherDevice: ({ laneId }) =>
      voice.current()?.health.useOther(laneId) ?? fail('unknown-lane'),
    runSelfTest: async () => (await voice.current()?.selfTest()) ?? fail('audio-unavailable'),
    setCrewKey: ({ laneId, held }) =>
      voice.current()?.setCrewKey(laneId, held) ?? fail('unknown-lane'),
    stopHearing: ({ laneId }) => voice.current()?.stopHearing(laneId) ?? ok(undefined),
    markMissedSeen: ({ utteranceIds }) => missed.markSeen(utteranceIds),
    putMissedOnTicket: ({ laneId, utteranceId }) => tickets.putMissed(laneId, utteranceId),
    retryParked: ({ utteranceIds }) =>
      voice.current()?.retryParked(utteranceIds) ?? fail('not-parked'),
    eraseGuestWords: ({ utteranceId, approval }) => guestWords.erase(utteranceId, approval),
  } satisfies Partial<Handlers>;
}
