/** What people are told about voice and its recordings: what happened, what still works, what to do next. */
import type { Notice } from '../shared/ipc/views.ts';
import { notice, type Over } from './notices.ts';
import type { VoiceNotice } from './station-voice.ts';

export function noVoiceNotice(): Notice {
  return notice('voice', 'problem', {
    en: 'Voice could not be started. Orders by touch go on. Check that the disk is writable and has room, then restart the app.',
    es: 'No se pudo iniciar la voz. Los pedidos a mano siguen. Revisa que el disco tenga espacio y se pueda escribir, y reinicia la aplicación.',
  });
}

export function voiceNotice(told: VoiceNotice): Notice | Over {
  switch (told.kind) {
    case 'journal-unwritable':
      return notice('journal', 'problem', {
        en: 'The disk takes no recordings. Live orders go on, but what is said while the relay is away would be lost: free some space on the disk.',
        es: 'El disco no guarda grabaciones. Los pedidos siguen, pero se perdería lo que se diga mientras no haya relay: libera espacio en el disco.',
      });
    case 'journal-writable':
      return { noticeId: 'journal', isOver: true };
    case 'journal-filling':
      return fillingNotice(told.usedPercent, told.waitingPercent);
    case 'journal-roomy':
      return { noticeId: 'journal-share', isOver: true };
    case 'disk-filling':
      return notice('disk-space', 'warning', {
        en: `The disk has only ${told.freeMegabytes} MB left. Everything is still being kept. Free some space before it is full: then nothing new could be kept for later.`,
        es: `Al disco solo le quedan ${told.freeMegabytes} MB. Todavía se guarda todo. Libera espacio antes de que se llene: después ya no se podría guardar nada nuevo.`,
      });
    case 'disk-roomy':
      return { noticeId: 'disk-space', isOver: true };
    case 'erasing-refused':
      return notice('erasing', 'problem', {
        en: 'The disk does not let old recordings be erased, so they are kept longer than they should be. Orders go on. Check that the disk is writable; erasing is tried again every minute.',
        es: 'El disco no deja borrar grabaciones viejas, así que se guardan más de lo debido. Los pedidos siguen. Revisa que se pueda escribir en el disco; se intenta borrar otra vez cada minuto.',
      });
    case 'erasing-works':
      return { noticeId: 'erasing', isOver: true };
    case 'journal-damaged':
      return notice('journal-damaged', 'warning', {
        en: `The disk gave back damaged recordings: ${told.unreadableUtterances} can’t be read and stay on disk. Everything else is being delivered. Check the disk.`,
        es: `El disco devolvió grabaciones dañadas: ${told.unreadableUtterances} no se pueden leer y se quedan en el disco. Todo lo demás se está enviando. Revisa el disco.`,
      });
    case 'utterance-parked':
      return notice(`parked-${told.utteranceId}`, 'warning', {
        en: 'Something a guest said could not be turned into words. It is kept: ask the guest again, or hear it under Missed words.',
        es: 'Algo que dijo un cliente no se pudo convertir en palabras. Está guardado: pregunta otra vez, u óyelo en Palabras perdidas.',
      });
    case 'utterance-unparked':
      return { noticeId: `parked-${told.utteranceId}`, isOver: true };
  }
}

/** What could not be delivered is never dropped, so it is what a person must see to. */
function fillingNotice(usedPercent: number, waitingPercent: number): Notice {
  return waitingPercent >= usedPercent / 2
    ? notice('journal-share', 'warning', {
        en: `Recordings that could not be delivered fill ${waitingPercent}% of their room on the disk. Nothing is dropped and recording goes on. Bring the relay back, or look under Missed words, before the disk is full.`,
        es: `Las grabaciones que no se pudieron entregar ocupan el ${waitingPercent}% de su lugar en el disco. No se borra ninguna y se sigue grabando. Haz que vuelva el relay, o mira en Palabras perdidas, antes de que se llene el disco.`,
      })
    : notice('journal-share', 'information', {
        en: `Recordings fill ${usedPercent}% of their room on the disk. At 100% the oldest that were delivered are erased early; none that waits is. Nothing has to be done.`,
        es: `Las grabaciones ocupan el ${usedPercent}% de su lugar en el disco. Al 100% se borran antes de tiempo las más viejas ya entregadas; ninguna que espera. No hay que hacer nada.`,
      });
}
