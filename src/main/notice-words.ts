/** What people are told: what happened, what still works, what to do next. */
import type { Notice } from '../shared/ipc/views.ts';
import type { VaultFailure } from './credentials/choose-vault.ts';
import type { CredentialsFailure, SetAside } from './credentials/credentials.ts';
import type { LedgerProblem } from './day/ledger.ts';
import type { ClockOff } from './relay-client/clock-watch.ts';
import type { EnrolFailure } from './relay-client/enrol.ts';
import type { PeopleProblem } from './people/people.ts';
import type { Over } from './notices.ts';
import type { SettingsProblem } from './settings/open-settings.ts';
import type { VoiceNotice } from './station-voice.ts';
import type { TicketDiskProblem } from './tickets/tickets-deps.ts';

type Kind = Notice['kind'];

function notice(noticeId: string, kind: Kind, text: string): Notice {
  return { noticeId, kind, text };
}

export function settingsNotice(problem: SettingsProblem): Notice {
  return problem.code === 'corrupt'
    ? notice(
        'settings',
        'warning',
        `The settings could not be read. They were kept as ${problem.keptAs} and the station runs with default settings: choose the devices again.`,
      )
    : notice(
        'settings',
        'problem',
        'The settings file can be neither read nor written. The station runs with default settings and forgets changes when it is closed: check the disk and its permissions.',
      );
}

const VAULT_WORDS: Readonly<Record<VaultFailure, string>> = {
  'no-keyring': 'this computer has no keyring that is unlocked',
  'key-file-missing': 'the key file is missing',
  'key-file-open-to-others': 'the key file can be read by others (its mode must be 0600)',
  'key-file-not-owned': 'the key file belongs to another user',
  'key-file-malformed': 'the key file does not hold 32 bytes in hex or base64',
  'key-file-unreadable': 'the key file can’t be read',
  'cannot-save': 'the disk refuses to keep a key',
};

export function vaultNotice(failure: VaultFailure): Notice {
  return notice(
    'credentials',
    'problem',
    `Secrets can’t be kept safe here: ${VAULT_WORDS[failure]}, so voice is off. Install or unlock a keyring (for example gnome-keyring), or name a key file in the station config, then restart.`,
  );
}

export function developmentVaultNotice(): Notice {
  return notice(
    'credentials',
    'information',
    'Development: secrets are sealed with a key file in the data folder, not with a keyring.',
  );
}

const CREDENTIALS_WORDS: Readonly<Record<CredentialsFailure, string>> = {
  'other-vault': 'They were sealed with a keyring or key file that is not at hand now',
  corrupt: 'They are damaged',
  'cannot-read': 'The disk does not give them',
  'cannot-save': 'The disk does not take them',
  'cannot-set-aside': 'They are damaged, and the disk does not let them be put aside',
};

export function credentialsNotice(failure: CredentialsFailure): Notice {
  return notice(
    'credentials',
    'problem',
    `The station’s credentials can’t be used. ${CREDENTIALS_WORDS[failure]}. Nothing was changed; voice is off, orders by touch go on. Unlock the keyring or check the disk, then restart.`,
  );
}

const SET_ASIDE_WORDS: Readonly<Record<SetAside['what'], string>> = {
  identity:
    'The station’s identity could not be read: enrol the station again with a new code. The old file was kept as',
  'journal-key':
    'The key of the recordings could not be read, so a new one was made. The old file was kept as',
  journal:
    'Recordings that were waiting for delivery can’t be opened without their lost key. They were kept as',
};

export function setAsideNotice({ what, keptAs }: SetAside): Notice {
  return notice(`set-aside-${what}`, 'problem', `${SET_ASIDE_WORDS[what]} ${keptAs}.`);
}

export function menuCorruptNotice(keptAs: string | undefined): Notice {
  const kept = keptAs === undefined ? '' : ` The old file was kept as ${keptAs}.`;
  return notice(
    'menu',
    'warning',
    `The stored menu could not be read, so the demo menu is shown until the relay sends the restaurant’s menu again.${kept}`,
  );
}

function keptWords(keptAs: string | undefined): string {
  return keptAs === undefined ? 'The file was left in its place.' : `It was kept as ${keptAs}.`;
}

export function orderCorruptNotice(keptAs: string | undefined): Notice {
  return notice(
    'orders',
    'problem',
    `A stored order could not be read and was not sent: ask the kitchen which orders it has. ${keptWords(keptAs)}`,
  );
}

export function printCorruptNotice(keptAs: string | undefined): Notice {
  return notice(
    'print-jobs',
    'warning',
    `A page that waited for a printer could not be read: print it again from the orders if it is missing. ${keptWords(keptAs)}`,
  );
}

export function kitchenCorruptNotice(keptAs: string | undefined): Notice {
  return notice(
    'kitchen',
    'warning',
    `What was bumped on this station’s kitchen board while offline could not be read. No order is lost: bump again what is done. ${keptWords(keptAs)}`,
  );
}

export function heldCorruptNotice(keptAs: string | undefined): Notice {
  return notice(
    'held-tickets',
    'problem',
    `A ticket on hold could not be read: ask the guest again. ${keptWords(keptAs)}`,
  );
}

export function peopleNotice(problem: PeopleProblem): Notice {
  return problem.kind === 'cannot-read'
    ? notice(
        'people',
        'problem',
        'The disk does not give the list of people, so nobody can sign in. The till sells on. Check the disk and its permissions, then restart.',
      )
    : notice(
        'people',
        'problem',
        `The list of people could not be read. The till sells on; set up the first manager again, then the others. ${keptWords(problem.keptAs)}`,
      );
}

const LEDGER_WORDS: Readonly<Record<Exclude<LedgerProblem, 'saved-again'>, string>> = {
  damaged:
    'The disk gave back damaged lines of the open shift: its report may lack voids and cash movements. Orders are booked again by themselves. Count the drawer and check the disk.',
  'cannot-read':
    'The disk does not give the open shift, so a new one is begun. Orders go on. Count the drawer, open a shift, and check the disk.',
  'cannot-save':
    'The disk does not take the shift’s figures. Orders go on and are booked later; no shift can be opened or closed. Free some space on the disk.',
};

export function ledgerNotice(problem: LedgerProblem): Notice {
  return problem === 'saved-again'
    ? notice('ledger', 'information', 'The disk takes the shift’s figures again.')
    : notice('ledger', 'problem', LEDGER_WORDS[problem]);
}

export function auditNotice(isSaved: boolean): Notice | Over {
  return isSaved
    ? { noticeId: 'audit', isOver: true }
    : notice(
        'audit',
        'problem',
        'The disk does not take the audit trail. Orders go on, but who did what is not being kept: free some space on the disk.',
      );
}

export function soldOutCorruptNotice(keptAs: string | undefined): Notice {
  return notice(
    'sold-out',
    'warning',
    `The list of what is sold out could not be read and starts empty: the relay sends what other stations said; mark again what only this one knew. ${keptWords(keptAs)}`,
  );
}

export function ticketNotice(problem: TicketDiskProblem): Notice | Over {
  const noticeId = `tickets-${problem.laneId}`;
  switch (problem.kind) {
    case 'cannot-save':
      return notice(
        noticeId,
        'problem',
        `The disk does not take the ticket of lane ${problem.laneId}. It is still on the screen, but a restart would lose it: free some space on the disk.`,
      );
    case 'saved-again':
      return { noticeId, isOver: true };
    case 'corrupt':
      return notice(
        noticeId,
        'problem',
        `The open ticket of lane ${problem.laneId} could not be read and starts empty: ask the guest again. The old file was kept${problem.keptAs === undefined ? '' : ` as ${problem.keptAs}`}.`,
      );
  }
}

const ENROL_WORDS: Readonly<Record<EnrolFailure, string>> = {
  'code-malformed': 'The code is not one: it has groups of four letters or digits',
  'code-unknown': 'The relay does not know this code',
  'code-expired': 'The code has expired',
  'code-used': 'The code has been used already',
  'too-many-requests': 'Too many codes were tried: wait a minute',
  'relay-away': 'The relay does not answer',
  'cannot-store-credentials': 'This computer could not keep the credentials',
};

export function enrolNotice(failure: EnrolFailure): Notice {
  return notice(
    'enrolment',
    'problem',
    `The station could not be enrolled. ${ENROL_WORDS[failure]}. Enter a code on the screen to try again.`,
  );
}

export function noRelayNotice(): Notice {
  return notice(
    'relay',
    'warning',
    'Nobody has told this station where its relay is, so voice is off. Start it with --relay URL, or name the relay in the station config.',
  );
}

/** What a person need no longer be told once it is so. */
export const OVER = {
  enrolled: { noticeId: 'enrolment', isOver: true },
  voice: { noticeId: 'voice', isOver: true },
} as const satisfies Record<string, Over>;

export function clockNotice(off: ClockOff | undefined): Notice | Over {
  if (off === undefined) return { noticeId: 'clock', isOver: true };
  const minutes = Math.round(Math.abs(off.aheadMs) / 60_000);
  const far = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return notice(
    'clock',
    'warning',
    `This computer’s clock is ${far} ${off.aheadMs > 0 ? 'ahead of' : 'behind'} the relay’s. Orders go on and are numbered once, but “today” and the times on receipts may be wrong: set the clock.`,
  );
}

export function menuTroubleNotice(isBroken: boolean): Notice | Over {
  if (!isBroken) return { noticeId: 'menu-refresh', isOver: true };
  return notice(
    'menu-refresh',
    'warning',
    'The relay’s new menu is broken or only half there, so the last good menu stays in use and open tickets are kept. Tell whoever keeps the menu to import it again.',
  );
}

export function noVoiceNotice(): Notice {
  return notice(
    'voice',
    'problem',
    'Voice could not be started. Orders by touch go on. Check that the disk is writable and has room, then restart the app.',
  );
}

export function voiceNotice(told: VoiceNotice): Notice | Over {
  switch (told.kind) {
    case 'journal-unwritable':
      return notice(
        'journal',
        'problem',
        'The disk takes no recordings. Live orders go on, but what is said while the relay is away would be lost: free some space on the disk.',
      );
    case 'journal-writable':
      return { noticeId: 'journal', isOver: true };
    case 'journal-damaged':
      return notice(
        'journal-damaged',
        'warning',
        `The disk gave back damaged recordings: ${told.unreadableUtterances} can’t be read and stay on disk. Everything else is being delivered. Check the disk.`,
      );
    case 'utterance-parked':
      return notice(
        `parked-${told.utteranceId}`,
        'warning',
        'Something a guest said could not be turned into words. It is kept: ask the guest again, or hear it under Missed words.',
      );
    case 'utterance-unparked':
      return { noticeId: `parked-${told.utteranceId}`, isOver: true };
  }
}
