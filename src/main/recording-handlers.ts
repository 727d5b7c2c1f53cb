/** Recordings that no words could be had of, written where people find them: out of the encrypted journal, so a manager says so. */
import { join } from 'node:path';
import type { RecordAudit } from '../shared/day/audit-entry.ts';
import { fail, ok } from '../shared/result.ts';
import { timeForFileName, writeDurably } from './durable-file.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { People } from './people/people.ts';
import type { StationVoice, VoiceViews } from './station-voice.ts';

export type RecordingHandlerDeps = {
  readonly voice: {
    readonly current: () => Pick<StationVoice, 'recordingOf'> | undefined;
    readonly views: () => Pick<VoiceViews, 'parked'>;
  };
  readonly people: Pick<People, 'approve'>;
  readonly audit: { readonly record: RecordAudit };
  readonly exportDirectory: string;
};

export function recordingHandlers(deps: RecordingHandlerDeps): Pick<Handlers, 'exportRecordings'> {
  const { voice, people, audit, exportDirectory } = deps;
  return {
    exportRecordings: async ({ utteranceIds, approval }) => {
      const approved = await people.approve('export-recordings', approval);
      if (!approved.ok) return approved;
      const folder = join(exportDirectory, 'recordings');
      const { parked } = voice.views();
      let count = 0;
      for (const { utteranceId, laneId, saidAtMs } of parked) {
        if (!utteranceIds.includes(utteranceId)) continue;
        const recording = await voice.current()?.recordingOf(utteranceId);
        if (recording?.ok !== true) continue;
        // The end of the id: two lanes may have been spoken at in the same second.
        const name = `${timeForFileName(saidAtMs)} ${laneId} ${utteranceId.slice(-4)}.wav`;
        const saved = await writeDurably(join(folder, name), recording.value);
        if (!saved.ok) return saved;
        count += 1;
      }
      if (count === 0) return fail('sound-erased');
      const about = String(count);
      await audit.record({ kind: 'recordings-exported', approvedBy: approved.value, about });
      return ok({ folder, count });
    },
  };
}
