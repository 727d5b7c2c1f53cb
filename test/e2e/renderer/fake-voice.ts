/** The stand-in's sound and missed words: plays nothing, and says so where a lane has no output. */
import type { CallName } from '../../../src/shared/ipc/channels.ts';
import type { Pos } from '../../../src/shared/ipc/contract.ts';
import type { LaneView, Missed, StationSnapshot } from '../../../src/shared/ipc/views.ts';
import type { Approve } from '../../../src/shared/people/approval.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { FakePos } from './fake-pos.ts';
import { newTicket } from './make-tickets.ts';

type VoiceCalls = Pick<
  Pos,
  | 'hearAgain'
  | 'stopHearing'
  | 'markMissedSeen'
  | 'putMissedOnTicket'
  | 'retryParked'
  | 'exportRecordings'
  | 'eraseGuestWords'
>;

type FakeVoiceDeps = {
  readonly push: FakePos['push'];
  readonly note: (name: CallName, request: unknown) => void;
  readonly approve: Approve;
  readonly laneOf: (laneId: string) => LaneView | undefined;
  readonly changeLane: (
    laneId: string,
    change: { readonly replaying?: LaneView['replaying'] },
  ) => Promise<Result<undefined, 'unknown-lane'>>;
};

export function createFakeVoice(
  seed: StationSnapshot,
  { push, note, laneOf, changeLane, approve }: FakeVoiceDeps,
): VoiceCalls {
  let { missed } = seed;
  const setMissed = (next: readonly Missed[]) => {
    missed = next;
    push('onMissed', missed);
  };
  return {
    hearAgain: (request) => {
      note('hearAgain', request);
      const lane = laneOf(request.laneId);
      if (lane?.playbackDevice === undefined) return Promise.resolve(fail('no-playback-device'));
      return changeLane(request.laneId, { replaying: request.utteranceId });
    },
    stopHearing: (request) => {
      note('stopHearing', request);
      return changeLane(request.laneId, { replaying: undefined });
    },
    markMissedSeen: (request) => {
      note('markMissedSeen', request);
      const isMeant = (one: Missed) => request.utteranceIds.includes(one.utteranceId);
      setMissed(
        missed.map((one) => (one.kind === 'words' && isMeant(one) ? { ...one, seen: true } : one)),
      );
      return Promise.resolve(ok(undefined));
    },
    putMissedOnTicket: (request) => {
      note('putMissedOnTicket', request);
      const words = missed.find(({ utteranceId }) => utteranceId === request.utteranceId);
      const isOrder = words?.kind === 'words' && words.text.includes('lemonade');
      return Promise.resolve(isOrder ? ok(newTicket()) : fail('no-order-in-words'));
    },
    exportRecordings: (request) => {
      note('exportRecordings', request);
      if (request.approval === undefined) return Promise.resolve(fail('needs-approval'));
      const folder = '/home/till/Documents/BuildPanel Station/recordings';
      return Promise.resolve(ok({ folder, count: request.utteranceIds.length }));
    },
    eraseGuestWords: async (request) => {
      note('eraseGuestWords', request);
      const approved = await approve('erase-words', request.approval);
      if (!approved.ok && approved.failure !== 'no-manager') return approved;
      const said = seed.transcripts.find(({ utteranceId }) => utteranceId === request.utteranceId);
      setMissed(missed.filter(({ utteranceId }) => utteranceId !== request.utteranceId));
      for (const entry of seed.transcripts) {
        if (entry.sessionId !== said?.sessionId) continue;
        const revision = entry.revision + 1;
        push('onTranscript', { ...entry, status: 'erased', text: '', revision });
      }
      return ok(undefined);
    },
    retryParked: (request) => {
      note('retryParked', request);
      setMissed(missed.filter((one) => request.utteranceIds?.includes(one.utteranceId) === false));
      return Promise.resolve(ok(undefined));
    },
  };
}
