/** What the station needs from the app around it. */
import type { KitchenBoard } from '../shared/kitchen/board.ts';
import type { VaultSurroundings } from './credentials/choose-vault.ts';
import type { Pusher } from './ipc/pusher.ts';
import type { Log } from './log.ts';
import type { RelayFetch } from './relay-line.ts';
import type { StationConfig } from './station-config.ts';
import type { OpenVoice } from './station-voice.ts';
import type { SystemShortcuts } from './talk-shortcuts.ts';

export type StationDeps = {
  readonly config: StationConfig;
  /** Everything this station keeps is below this folder. */
  readonly directory: string;
  readonly resources: string;
  /** Where files go that people asked for. */
  readonly exportDirectory: string;
  readonly versions: { readonly app: string; readonly electron: string };
  readonly vault: Pick<VaultSurroundings, 'safeStorage' | 'platform' | 'userId' | 'isPackaged'>;
  readonly openVoice: OpenVoice;
  readonly shortcuts: SystemShortcuts;
  readonly push: Pusher['push'];
  readonly kitchenWindow: {
    readonly open: () => void;
    readonly showBoard: (board: KitchenBoard) => void;
  };
  readonly fetch: RelayFetch;
  readonly nowUs: () => number;
  readonly wallMs: () => number;
  readonly log: Log;
};
