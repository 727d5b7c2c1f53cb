/** Keeps lanes, names and menu as the relay has them. Refreshing again while it runs makes one more run. */
import type { ConfigAnswer } from '../shared/wire/http.ts';
import type { Log } from './log.ts';
import type { MenuShelf } from './menu/menu-shelf.ts';
import type { LastConfig } from './relay-client/last-config.ts';
import type { RelayClient } from './relay-client/relay-client.ts';

/** What asking again does not mend. */
const BROKEN: ReadonlySet<string> = new Set(['bad-answer', 'half-menu']);

export type RelayLink = {
  /** Asks the relay for its configuration and, when that names another menu, for the menu. */
  readonly refresh: () => Promise<void>;
};

export function createRelayLink(deps: {
  readonly client: Pick<RelayClient, 'fetchConfig'>;
  readonly lastConfig: LastConfig;
  readonly shelf: MenuShelf;
  /** The relay's menu is broken or half: the last good one stays in use. Also told when that is over. */
  readonly onMenuTrouble: (isBroken: boolean) => void;
  readonly onConfig: (config: ConfigAnswer) => Promise<void>;
  readonly log: Log;
}): RelayLink {
  let running: Promise<void> | undefined;
  let wishes = 0;

  const refreshOnce = async () => {
    const config = await deps.client.fetchConfig();
    if (!config.ok) {
      deps.log.warn({ failure: config.failure }, 'the relay gave no configuration');
      return;
    }
    await deps.lastConfig.keep(config.value);
    await deps.onConfig(config.value);
    if (isMenuOnShelf(config.value.menuVersion)) return;
    const menu = await deps.shelf.refresh();
    if (menu.ok) deps.log.info({ outcome: menu.value }, 'the menu was refreshed');
    else deps.log.warn({ failure: menu.failure }, 'the menu could not be refreshed');
    deps.onMenuTrouble(!menu.ok && BROKEN.has(menu.failure));
  };

  const isMenuOnShelf = (version: string) => {
    const { menu, menuSource } = deps.shelf.current();
    return menuSource === 'restaurant' && menu.version === version;
  };

  const refreshUntilStill = async () => {
    let granted: number;
    do {
      granted = wishes;
      await refreshOnce();
    } while (granted !== wishes);
  };

  return {
    refresh: () => {
      wishes += 1;
      running ??= refreshUntilStill().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
