/** What people are told: what happened, what still works, what to do next. */
import type { Notice } from '../shared/ipc/views.ts';
import type { Translated } from '../shared/people/translated.ts';
import type { LedgerProblem } from './day/ledger.ts';
import type { ClockOff } from './relay-client/clock-watch.ts';
import type { EnrolFailure } from './relay-client/enrol.ts';
import type { PeopleProblem } from './people/people.ts';
import { notice, type Over } from './notices.ts';
import type { SettingsProblem } from './settings/open-settings.ts';
import type { TicketDiskProblem } from './tickets/tickets-deps.ts';

export function settingsNotice(problem: SettingsProblem): Notice {
  return problem.code === 'corrupt'
    ? notice('settings', 'warning', {
        en: `The settings could not be read. They were kept as ${problem.keptAs} and the station runs with default settings: choose the devices again.`,
        es: `No se pudieron leer los ajustes. Se guardaron como ${problem.keptAs} y la estación usa los ajustes iniciales: elige otra vez los aparatos.`,
      })
    : notice('settings', 'problem', {
        en: 'The settings file can be neither read nor written. The station runs with default settings and forgets changes when it is closed: check the disk and its permissions.',
        es: 'El archivo de ajustes no se puede leer ni escribir. La estación usa los ajustes iniciales y olvida los cambios al cerrarse: revisa el disco y sus permisos.',
      });
}

export function menuCorruptNotice(keptAs: string | undefined): Notice {
  return notice('menu', 'warning', {
    en: `The stored menu could not be read, so the demo menu is shown until the relay sends the restaurant’s menu again. ${KEPT.en(keptAs)}`,
    es: `No se pudo leer el menú guardado; se muestra el menú de muestra hasta que el relay envíe otra vez el del restaurante. ${KEPT.es(keptAs)}`,
  });
}

const KEPT = {
  en: (keptAs: string | undefined) =>
    keptAs === undefined ? 'The file was left in its place.' : `It was kept as ${keptAs}.`,
  es: (keptAs: string | undefined) =>
    keptAs === undefined ? 'El archivo se quedó en su lugar.' : `Se guardó como ${keptAs}.`,
};

export function orderCorruptNotice(keptAs: string | undefined): Notice {
  return notice('orders', 'problem', {
    en: `A stored order could not be read and was not sent: ask the kitchen which orders it has. ${KEPT.en(keptAs)}`,
    es: `No se pudo leer un pedido guardado y no se envió: pregunta a la cocina qué pedidos tiene. ${KEPT.es(keptAs)}`,
  });
}

export function printCorruptNotice(keptAs: string | undefined): Notice {
  return notice('print-jobs', 'warning', {
    en: `A page that waited for a printer could not be read: print it again from the orders if it is missing. ${KEPT.en(keptAs)}`,
    es: `No se pudo leer una página que esperaba a la impresora: si falta, imprímela otra vez desde los pedidos. ${KEPT.es(keptAs)}`,
  });
}

export function kitchenCorruptNotice(keptAs: string | undefined): Notice {
  return notice('kitchen', 'warning', {
    en: `What was bumped on this station’s kitchen board while offline could not be read. No order is lost: bump again what is done. ${KEPT.en(keptAs)}`,
    es: `No se pudo leer lo que se marcó sin conexión en el tablero de cocina de esta estación. No se perdió ningún pedido: marca otra vez lo que está hecho. ${KEPT.es(keptAs)}`,
  });
}

export function heldCorruptNotice(keptAs: string | undefined): Notice {
  return notice('held-tickets', 'problem', {
    en: `A ticket on hold could not be read: ask the guest again. ${KEPT.en(keptAs)}`,
    es: `No se pudo leer una cuenta apartada: pregunta otra vez al cliente. ${KEPT.es(keptAs)}`,
  });
}

export function peopleNotice(problem: PeopleProblem): Notice {
  return problem.kind === 'cannot-read'
    ? notice('people', 'problem', {
        en: 'The disk does not give the list of people, so nobody can sign in. The till sells on. Check the disk and its permissions, then restart.',
        es: 'El disco no da la lista de personas, así que nadie puede entrar. La caja sigue vendiendo. Revisa el disco y sus permisos, y reinicia.',
      })
    : notice('people', 'problem', {
        en: `The list of people could not be read. The till sells on; set up the first manager again, then the others. ${KEPT.en(problem.keptAs)}`,
        es: `No se pudo leer la lista de personas. La caja sigue vendiendo; registra otra vez al primer gerente y después a los demás. ${KEPT.es(problem.keptAs)}`,
      });
}

const LEDGER_WORDS: Readonly<Record<Exclude<LedgerProblem, 'saved-again'>, Translated>> = {
  damaged: {
    en: 'The disk gave back damaged lines of the open shift: its report may lack voids and cash movements. Orders are booked again by themselves. Count the drawer and check the disk.',
    es: 'El disco devolvió líneas dañadas del turno abierto: a su informe le pueden faltar anulaciones y movimientos de efectivo. Los pedidos se anotan otra vez solos. Cuenta el cajón y revisa el disco.',
  },
  'cannot-read': {
    en: 'The disk does not give the newest shift, so a new one is begun, without what was sold before. Orders go on. Count the drawer, open a shift, and check the disk.',
    es: 'El disco no da el último turno, así que empieza uno nuevo, sin lo vendido antes. Los pedidos siguen. Cuenta el cajón, abre un turno y revisa el disco.',
  },
  'closed-damaged': {
    en: 'The disk does not give all of a closed shift. So that no order counts twice, what was not booked before the last stop is left out. Compare the report with the orders and check the disk.',
    es: 'El disco no da todo un turno cerrado. Para que ningún pedido cuente dos veces, se deja fuera lo que no se anotó antes de la última parada. Compara el informe con los pedidos y revisa el disco.',
  },
  'cannot-save': {
    en: 'The disk does not take the shift’s figures. Orders go on and are booked later; no shift can be opened or closed. Free some space on the disk.',
    es: 'El disco no guarda las cifras del turno. Los pedidos siguen y se anotan después; no se puede abrir ni cerrar un turno. Libera espacio en el disco.',
  },
};

export function ledgerNotice(problem: LedgerProblem): Notice {
  return problem === 'saved-again'
    ? notice('ledger', 'information', {
        en: 'The disk takes the shift’s figures again.',
        es: 'El disco guarda otra vez las cifras del turno.',
      })
    : notice('ledger', 'problem', LEDGER_WORDS[problem]);
}

export function auditNotice(isSaved: boolean): Notice | Over {
  return isSaved
    ? { noticeId: 'audit', isOver: true }
    : notice('audit', 'problem', {
        en: 'The disk does not take the audit trail. Orders go on, but who did what is not being kept: free some space on the disk.',
        es: 'El disco no guarda el registro de control. Los pedidos siguen, pero no queda anotado quién hizo qué: libera espacio en el disco.',
      });
}

export function soldOutCorruptNotice(keptAs: string | undefined): Notice {
  return notice('sold-out', 'warning', {
    en: `The list of what is sold out could not be read and starts empty: the relay sends what other stations said; mark again what only this one knew. ${KEPT.en(keptAs)}`,
    es: `No se pudo leer la lista de lo agotado y empieza vacía: el relay envía lo que dijeron otras estaciones; marca otra vez lo que solo sabía esta. ${KEPT.es(keptAs)}`,
  });
}

export function ticketNotice(problem: TicketDiskProblem): Notice | Over {
  const noticeId = `tickets-${problem.laneId}`;
  switch (problem.kind) {
    case 'cannot-save':
      return notice(noticeId, 'problem', {
        en: `The disk does not take the ticket of lane ${problem.laneId}. It is still on the screen, but a restart would lose it: free some space on the disk.`,
        es: `El disco no guarda la cuenta del carril ${problem.laneId}. Sigue en la pantalla, pero se perdería al reiniciar: libera espacio en el disco.`,
      });
    case 'saved-again':
      return { noticeId, isOver: true };
    case 'corrupt':
      return notice(noticeId, 'problem', {
        en: `The open ticket of lane ${problem.laneId} could not be read and starts empty: ask the guest again. ${KEPT.en(problem.keptAs)}`,
        es: `No se pudo leer la cuenta abierta del carril ${problem.laneId} y empieza vacía: pregunta otra vez al cliente. ${KEPT.es(problem.keptAs)}`,
      });
  }
}

const ENROL_WORDS: Readonly<Record<EnrolFailure, Translated>> = {
  'code-malformed': {
    en: 'The code is not one: it has groups of four letters or digits',
    es: 'Eso no es un código: tiene grupos de cuatro letras o cifras',
  },
  'code-unknown': { en: 'The relay does not know this code', es: 'El relay no conoce este código' },
  'code-expired': { en: 'The code has expired', es: 'El código ya venció' },
  'code-used': { en: 'The code has been used already', es: 'El código ya se usó' },
  'too-many-requests': {
    en: 'Too many codes were tried: wait a minute',
    es: 'Se probaron demasiados códigos: espera un minuto',
  },
  'relay-away': { en: 'The relay does not answer', es: 'El relay no responde' },
  'cannot-store-credentials': {
    en: 'This computer could not keep the credentials',
    es: 'Esta computadora no pudo guardar las credenciales',
  },
};

export function enrolNotice(failure: EnrolFailure): Notice {
  return notice('enrolment', 'problem', {
    en: `The station could not be enrolled. ${ENROL_WORDS[failure].en}. Enter a code on the screen to try again.`,
    es: `No se pudo registrar la estación. ${ENROL_WORDS[failure].es}. Escribe un código en la pantalla para intentarlo otra vez.`,
  });
}

export function noRelayNotice(): Notice {
  return notice('relay', 'warning', {
    en: 'Nobody has told this station where its relay is, so voice is off. Start it with --relay URL, or name the relay in the station config.',
    es: 'Nadie le dijo a esta estación dónde está su relay, así que no hay voz. Iníciala con --relay URL, o nombra el relay en su configuración.',
  });
}

/** What a person need no longer be told once it is so. */
export const OVER = {
  enrolled: { noticeId: 'enrolment', isOver: true },
  voice: { noticeId: 'voice', isOver: true },
} as const satisfies Record<string, Over>;

export function clockNotice(off: ClockOff | undefined): Notice | Over {
  if (off === undefined) return { noticeId: 'clock', isOver: true };
  const minutes = Math.round(Math.abs(off.aheadMs) / 60_000);
  const hours = Math.round(minutes / 60);
  const far = minutes < 120 ? `${minutes} minutes` : `${hours} hours`;
  const inSpanish = minutes < 120 ? `${minutes} minutos` : `${hours} horas`;
  return notice('clock', 'warning', {
    en: `This computer’s clock is ${far} ${off.aheadMs > 0 ? 'ahead of' : 'behind'} the relay’s. Orders go on and are numbered once, but “today” and the times on receipts may be wrong: set the clock.`,
    es: `El reloj de esta computadora va ${inSpanish} ${off.aheadMs > 0 ? 'adelantado' : 'atrasado'} respecto al del relay. Los pedidos siguen, pero «hoy» y las horas de los recibos pueden estar mal: pon el reloj en hora.`,
  });
}

export function menuTroubleNotice(isBroken: boolean): Notice | Over {
  if (!isBroken) return { noticeId: 'menu-refresh', isOver: true };
  return notice('menu-refresh', 'warning', {
    en: 'The relay’s new menu is broken or only half there, so the last good menu stays in use and open tickets are kept. Tell whoever keeps the menu to import it again.',
    es: 'El menú nuevo del relay está roto o incompleto, así que sigue el último menú bueno y las cuentas abiertas se guardan. Pide a quien lleva el menú que lo importe otra vez.',
  });
}
