/** What is wrong with a lane's microphone, and its cure, in Spanish. */
import type { AudioFailure } from '../../../shared/audio-port/audio-port.ts';

export const audioFailureWords = {
  'no-such-device': {
    what: 'no está conectado',
    cure: 'Conéctalo o enciende los auriculares; el carril sigue solo. O elige otro micrófono.',
  },
  'several-such-devices': {
    what: 'está dos veces, y no se sabe cuál es',
    cure: 'Desconecta el que no es de este carril, o elige otro micrófono.',
  },
  'no-devices': {
    what: 'no aparece: no hay aparatos de sonido',
    cure: 'Conecta unos auriculares e inténtalo otra vez.',
  },
  'unsupported-rate': {
    what: 'da un sonido que no se puede usar',
    cure: 'Elige otro micrófono para este carril.',
  },
  'not-a-wav': {
    what: 'no es una grabación de sonido',
    cure: 'Elige un archivo WAV o un micrófono.',
  },
  'file-unreadable': {
    what: 'no se puede leer',
    cure: 'Revisa el archivo o elige un micrófono.',
  },
  'device-lost': {
    what: 'se desconectó',
    cure: 'Revisa el cable o la batería; el carril sigue solo.',
  },
  'device-moved': {
    what: 'no está, y el ordenador puso otro en su lugar',
    cure: 'Revisa el cable o la batería; el carril sigue solo. O elige otro micrófono.',
  },
  'silent-device': {
    what: 'no da ningún sonido',
    cure: 'Revisa el botón de silencio y la batería. O elige otro micrófono.',
  },
  'native-module-missing': {
    what: 'no se puede abrir: falta el soporte de sonido',
    cure: 'Pide a sistemas que repare la instalación.',
  },
  internal: {
    what: 'dejó de funcionar',
    cure: 'El carril lo intenta otra vez solo. O inténtalo ahora.',
  },
} satisfies Record<AudioFailure, { what: string; cure: string }>;
