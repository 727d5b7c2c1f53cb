/** Why a call was refused, in Spanish: what happened, what still works, what to do next. */
import type { CallName } from '../../../shared/ipc/channels.ts';
import type { CallFailure } from '../../../shared/ipc/contract.ts';
import { cardFailures } from './card-words.ts';
import { orderFailures } from './order-words.ts';
import { printerTroubleWords } from './printing-words.ts';

export const failureWords = {
  ...orderFailures,
  ...cardFailures,
  'in-training': 'En la práctica no: saldría de esta pantalla. No se hizo nada.',
  'bad-request': 'La estación no aceptó eso. No cambió nada. Inténtalo otra vez.',
  internal: 'Algo falló dentro de la estación. No se perdió nada. Inténtalo otra vez.',
  'unknown-lane': 'Este carril ya no existe aquí. Elige otro o pregunta a tu gerente.',
  'wrong-mode': 'Este carril escucha con manos libres. Cámbialo a pulsar para hablar.',
  refused: 'La cuenta no pudo aceptar ese cambio. Sigue como estaba.',
  'line-full':
    'Una línea lleva 99 de un artículo como máximo. No se agregó nada: pon el resto en otra cuenta.',
  'ticket-full':
    'Esta cuenta está llena: lleva 60 líneas. No se agregó nada. Cóbrala o apártala y sigue con otra.',
  'too-many-options': 'Es más de lo que se puede elegir aquí. Quita uno primero.',
  'too-dear': 'El precio puede ser menor que el del menú, nunca mayor. Sigue como estaba.',
  'too-many-adjustments':
    'No caben más descuentos en esta cuenta. Quita uno primero o cobra el resto en otra cuenta.',
  'not-confirmed': 'Esta línea todavía espera un sí. Confírmala y después cambia su precio.',
  'cannot-save':
    'No se pudo guardar: el disco está lleno o es de solo lectura. Avisa a tu gerente.',
  'audio-unavailable':
    'No se pudo ver la lista de aparatos de sonido. Los pedidos a mano funcionan. Revisa que los auriculares estén conectados e inténtalo otra vez.',
  'code-malformed': 'Eso no parece un código de registro. Revisa cada letra e inténtalo otra vez.',
  'code-unknown': 'Este código no se conoce. Revísalo o pide a tu gerente uno nuevo.',
  'code-expired': 'Este código ya venció. Pide a tu gerente uno nuevo.',
  'code-used': 'Este código ya se usó. Cada código sirve una vez: pide uno nuevo.',
  'too-many-requests': 'Demasiados intentos. Espera un minuto y escribe el código otra vez.',
  'relay-away':
    'No se puede llegar al relay. Revisa la red e inténtalo otra vez. Los pedidos a mano funcionan.',
  'cannot-store-credentials':
    'Esta estación no tiene un lugar seguro para su llave. Sistemas puede dar un archivo de llave por política. Los pedidos a mano funcionan.',
  'nothing-to-undo': 'No hay nada que deshacer en esta cuenta.',
  'nothing-to-redo': 'No hay nada que rehacer en esta cuenta.',
  'nothing-to-hold': 'La cuenta está vacía: no hay nada que apartar.',
  'unknown-ticket': 'Esa cuenta apartada ya no está: quizá otra persona la recuperó.',
  'ticket-open':
    'Este carril todavía tiene una cuenta abierta. Termínala o apártala; después recupera la otra.',
  'nothing-to-void': 'La cuenta está vacía: no hay nada que anular.',
  'nothing-to-commit': 'La cuenta está vacía: primero agrega artículos.',
  'unconfirmed-lines':
    'Una línea todavía espera un sí, o el menú ya no la tiene así. Cierra esto, mira las líneas y cobra después.',
  'choice-required':
    'Falta una elección obligatoria. Cierra esto, responde la pregunta de la cuenta y cobra después.',
  'no-playback-device': 'No hay nada elegido para que suene en este carril. Elígelo en Ajustes.',
  'device-away':
    'Los auriculares de este carril no están ahora. Revísalos y toca las palabras otra vez.',
  'lane-busy': 'Alguien está hablando en este carril. Inténtalo otra vez cuando haga una pausa.',
  'sound-erased':
    'Este sonido ya no se guarda: las grabaciones se borran unas horas después de llegar sus palabras.',
  'cannot-play':
    'El aparato no aceptó el sonido. Revisa que esté conectado o elige otro en Ajustes.',
  'unknown-words': 'Estas palabras ya no están a mano. Pregunta otra vez al cliente.',
  'no-order-in-words': 'En estas palabras no se encontró nada del menú. Toma el pedido a mano.',
  'cannot-erase':
    'El disco no dejó borrar todo. Inténtalo otra vez; si sigue igual, revisa que se pueda escribir en el disco.',
  'no-spare': 'Este carril no tiene aparato de repuesto. Elige uno en Ajustes.',
  'not-parked': 'Ya se está enviando, o ya se envió. No se perdió nada.',
  'tender-too-small': 'Eso es menos que el total. No se cobró nada; escribe la cantidad otra vez.',
  'needs-approval': 'Eso necesita el PIN de alguien que pueda permitirlo. No cambió nada.',
  'wrong-pin': 'Este PIN no se conoce aquí, o no puede permitir eso. No cambió nada.',
  'pin-locked':
    'Demasiados PIN equivocados. Espera un momento e inténtalo otra vez. Los pedidos a mano funcionan.',
  'no-manager': 'Eso necesita un gerente, y aquí todavía no hay ninguno. No cambió nada.',
  'manager-exists': 'Aquí ya hay un gerente: pregúntale.',
  'pin-taken': 'Alguien aquí ya tiene este PIN. Elige otro.',
  'too-many-people': 'La lista de personas está llena. Cambia a alguien que ya se fue.',
  'unknown-person': 'Esta persona ya no está en la lista. Abre la lista otra vez.',
  'last-manager': 'El último gerente lo sigue siendo. Nombra primero a otro gerente.',
  'shift-open': 'El turno ya está abierto.',
  'no-shift': 'No hay ningún turno abierto. Abre uno con el efectivo del cajón.',
  'nobody-signed-in': 'No ha entrado nadie. Entra primero.',
  'sold-out':
    'Algo de la cuenta está agotado. No cambió nada. Toca el artículo para venderlo igual, o elige otro.',
  'no-printer': 'No hay impresora para eso. Agrega una en Ajustes.',
  'queue-full':
    'Ya esperan demasiadas páginas para esta impresora. Mira la impresora y las páginas que esperan.',
  'unknown-order': 'Este pedido ya no está en la lista de hoy.',
  'nothing-to-make': 'De este pedido ya no hay nada que preparar: no se imprimió nada.',
  'unknown-report': 'Este reporte ya no se guarda aquí.',
  'unknown-job': 'Esta página ya está en papel, o se quitó.',
  ...printerTroubleWords,
} satisfies Record<CallFailure<CallName>, string>;
