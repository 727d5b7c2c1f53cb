/**
 * Shortcuts of push-to-talk that work whatever window is in front. Follows the lanes' views: a lane has its shortcut
 * while it is in push-to-talk, so that the key is the other programs' at all other times.
 */
import type { LaneId } from '../shared/ids.ts';
import type { LaneView, Notice } from '../shared/ipc/views.ts';
import { notice, type Over } from './notices.ts';

/** Electron's `globalShortcut`. */
export type SystemShortcuts = {
  /** False: another program, or another lane, has it. */
  readonly register: (shortcut: string, pressed: () => void) => boolean;
  readonly unregister: (shortcut: string) => void;
};

type Deps = {
  readonly system: SystemShortcuts;
  readonly toggle: (laneId: LaneId) => void;
  readonly tell: (news: Notice | Over) => void;
};

export class TalkShortcuts {
  readonly #deps: Deps;
  readonly #wanted = new Map<LaneId, string>();
  readonly #registered = new Map<string, LaneId>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  laneIs({ laneId, name, talk }: LaneView): void {
    const shortcut = talk?.shortcut;
    const before = this.#wanted.get(laneId);
    if (before === shortcut) return;
    if (before !== undefined) this.#release(laneId, before);
    if (shortcut === undefined) {
      this.#wanted.delete(laneId);
      return;
    }
    this.#wanted.set(laneId, shortcut);
    this.#take(laneId, name, shortcut);
  }

  stop(): void {
    for (const [laneId, shortcut] of this.#wanted) this.#release(laneId, shortcut);
    this.#wanted.clear();
  }

  #take(laneId: LaneId, lane: string, shortcut: string): void {
    const { system, toggle, tell } = this.#deps;
    const isFree = !this.#registered.has(shortcut);
    if (isFree && system.register(shortcut, () => toggle(laneId))) {
      this.#registered.set(shortcut, laneId);
      return;
    }
    tell(
      notice(noticeIdOf(laneId), 'warning', {
        en: `The key ${shortcut} can’t be used to talk on ${lane}: another lane or program has it. The button on the screen and F2 work. Choose another key in Settings.`,
        es: `La tecla ${shortcut} no sirve para hablar en ${lane}: la tiene otro carril o programa. El botón de la pantalla y F2 funcionan. Elige otra tecla en Ajustes.`,
      }),
    );
  }

  #release(laneId: LaneId, shortcut: string): void {
    this.#deps.tell({ noticeId: noticeIdOf(laneId), isOver: true });
    if (this.#registered.get(shortcut) !== laneId) return;
    this.#registered.delete(shortcut);
    this.#deps.system.unregister(shortcut);
  }
}

function noticeIdOf(laneId: LaneId): string {
  return `talk-shortcut-${laneId}`;
}
