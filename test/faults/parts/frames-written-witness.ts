/** Loaded before the real app's own program: witnesses the frames that its main process writes. */
import { witnessFramesWritten } from './frames-written.ts';

const log = process.env['FRAMES_WRITTEN_LOG'] ?? '';
witnessFramesWritten(() => log);
