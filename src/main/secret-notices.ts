/** What people are told of secrets that can't be kept or read. */
import type { Notice } from '../shared/ipc/views.ts';
import type { Translated } from '../shared/people/translated.ts';
import type { VaultFailure } from './credentials/choose-vault.ts';
import type { CredentialsFailure, SetAside } from './credentials/credentials.ts';
import { notice } from './notices.ts';

const VAULT_WORDS: Readonly<Record<VaultFailure, Translated>> = {
  'no-keyring': {
    en: 'this computer has no keyring that is unlocked',
    es: 'esta computadora no tiene un llavero (keyring) abierto',
  },
  'key-file-missing': { en: 'the key file is missing', es: 'falta el archivo de llave' },
  'key-file-open-to-others': {
    en: 'the key file can be read by others (its mode must be 0600)',
    es: 'otros pueden leer el archivo de llave (su modo debe ser 0600)',
  },
  'key-file-not-owned': {
    en: 'the key file belongs to another user',
    es: 'el archivo de llave es de otro usuario',
  },
  'key-file-malformed': {
    en: 'the key file does not hold 32 bytes in hex or base64',
    es: 'el archivo de llave no contiene 32 bytes en hex o base64',
  },
  'key-file-unreadable': {
    en: 'the key file can’t be read',
    es: 'no se puede leer el archivo de llave',
  },
  'cannot-save': { en: 'the disk refuses to keep a key', es: 'el disco no guarda la llave' },
};

export function vaultNotice(failure: VaultFailure): Notice {
  const why = VAULT_WORDS[failure];
  return notice('credentials', 'problem', {
    en: `Secrets can’t be kept safe here: ${why.en}, so voice is off. Install or unlock a keyring (for example gnome-keyring), or name a key file in the station config, then restart.`,
    es: `Aquí no se pueden guardar secretos: ${why.es}; por eso no hay voz. Instala o abre un llavero (por ejemplo gnome-keyring), o nombra un archivo de llave en la configuración, y reinicia.`,
  });
}

export function developmentVaultNotice(): Notice {
  return notice('credentials', 'information', {
    en: 'Development: secrets are sealed with a key file in the data folder, not with a keyring.',
    es: 'Desarrollo: los secretos se sellan con un archivo de llave en la carpeta de datos, no con un llavero.',
  });
}

const CREDENTIALS_WORDS: Readonly<Record<CredentialsFailure, Translated>> = {
  'other-vault': {
    en: 'They were sealed with a keyring or key file that is not at hand now',
    es: 'Se sellaron con un llavero o archivo de llave que ahora no está',
  },
  corrupt: { en: 'They are damaged', es: 'Están dañadas' },
  'cannot-read': { en: 'The disk does not give them', es: 'El disco no las da' },
  'cannot-save': { en: 'The disk does not take them', es: 'El disco no las guarda' },
  'cannot-set-aside': {
    en: 'They are damaged, and the disk does not let them be put aside',
    es: 'Están dañadas y el disco no deja apartarlas',
  },
};

export function credentialsNotice(failure: CredentialsFailure): Notice {
  const why = CREDENTIALS_WORDS[failure];
  return notice('credentials', 'problem', {
    en: `The station’s credentials can’t be used. ${why.en}. Nothing was changed; voice is off, orders by touch go on. Unlock the keyring or check the disk, then restart.`,
    es: `No se pueden usar las credenciales de la estación. ${why.es}. No cambió nada; no hay voz, los pedidos a mano siguen. Abre el llavero o revisa el disco, y reinicia.`,
  });
}

const SET_ASIDE_WORDS: Readonly<Record<SetAside['what'], Translated>> = {
  identity: {
    en: 'The station’s identity could not be read: enrol the station again with a new code. The old file was kept as',
    es: 'No se pudo leer la identidad de la estación: regístrala otra vez con un código nuevo. El archivo anterior se guardó como',
  },
  'journal-key': {
    en: 'The key of the recordings could not be read, so a new one was made. The old file was kept as',
    es: 'No se pudo leer la llave de las grabaciones, así que se hizo una nueva. El archivo anterior se guardó como',
  },
  journal: {
    en: 'Recordings that were waiting for delivery can’t be opened without their lost key. They were kept as',
    es: 'Las grabaciones por enviar no se pueden abrir sin su llave perdida. Se guardaron como',
  },
};

export function setAsideNotice({ what, keptAs }: SetAside): Notice {
  const { en, es } = SET_ASIDE_WORDS[what];
  return notice(`set-aside-${what}`, 'problem', { en: `${en} ${keptAs}.`, es: `${es} ${keptAs}.` });
}
