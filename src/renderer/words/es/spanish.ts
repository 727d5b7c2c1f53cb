/** The screen's words in Spanish, as restaurants of the Americas speak it. */
import type { Words } from '../english.ts';
import type { QuestionAbout } from '../../../shared/order/question-about.ts';
import { questionText } from '../../../shared/order/question-text.ts';
import { adjustWords } from './adjust-words.ts';
import { audioFailureWords } from './audio-failures.ts';
import { cardWords } from './card-words.ts';
import { dayWords } from './day-words.ts';
import { failureWords } from './failures.ts';
import { kitchenWords } from './kitchen-words.ts';
import { MENU_MARKS } from './menu-marks.ts';
import { orderWords } from './order-words.ts';
import { peopleWords } from './people-words.ts';
import { printingWords } from './printing-words.ts';
import { healthWords } from './health-words.ts';
import { selfTestWords } from './self-test-words.ts';
import { laneViewWords } from './lane-view-words.ts';
import { crewWords } from './crew-words.ts';
import { quickWords } from './quick-words.ts';
import { troubleWords } from './trouble-words.ts';
import { screenWords } from './screen-words.ts';
import { splitWords } from './split-words.ts';
import { talkWords } from './talk-words.ts';
import { volumeWords } from './volume-words.ts';
import { vehicleWords } from './vehicle-words.ts';
import { trainingWords } from './training-words.ts';
import { tillWords } from './till-words.ts';
import { privacyWords } from './privacy-words.ts';
import { voiceWords } from './voice-words.ts';

const s = (count: number) => (count === 1 ? '' : 's');
const n = (count: number) => (count === 1 ? '' : 'n');

export const spanish: Words = {
  locale: 'es-US',
  language: 'es',

  app: {
    starting: 'Abriendo la estación…',
    notAnswering: {
      what: 'La estación no responde',
      cure: 'No se ha perdido nada. Inténtalo otra vez; si sigue igual, reinicia la aplicación.',
      again: 'Intentar otra vez',
    },
    broken: {
      what: 'La pantalla dejó de funcionar',
      cure: 'No se ha perdido nada: las cuentas y las palabras están guardadas. Muestra la caja otra vez para seguir.',
      again: 'Mostrar la caja otra vez',
    },
    settings: 'Ajustes',
    close: 'Cerrar',
    cancel: 'Cancelar',
    lanes: 'Carriles',
    banners: 'Qué funciona ahora',
    noLanes: 'Esta estación todavía no tiene ningún carril',
    noLanesCure: 'Tu gerente lo agrega en el relay; aparece aquí solo.',
  },

  connection: {
    label: 'Conexión',
    notEnrolled: 'Sin registrar',
    connecting: 'Conectando',
    connectingHelp:
      'Los pedidos a mano funcionan. Lo que se dice se guarda aquí y se envía al conectar.',
    online: 'En línea',
    offline: 'Sin conexión',
    stopped: 'Detenida',
    wordsLive: 'en vivo',
    wordsAfter: 'palabras tras cada frase',
    weakLink: { medium: 'línea lenta', low: 'línea lenta', batch: 'línea muy lenta' },
    weakLinkHelp:
      'La línea con el relay es muy lenta: las palabras llegan tras cada frase. Los pedidos a mano funcionan igual.',
    noWords: 'Sin palabras',
    noWordsHelp: 'El servicio de voz solo habla sus respuestas. Toma el pedido a mano.',
    speechAway: 'Servicio de voz ausente',
    speechAwayHelp:
      'Toma los pedidos a mano. Lo que dicen los clientes se guarda aquí y se convierte en palabras cuando vuelva.',
    offlineHelp: 'Los pedidos a mano funcionan. Lo que se dice se guarda aquí y se envía después.',
    offlineReasons: {
      'relay-away': 'No se puede llegar al relay.',
      silent: 'El relay se ha quedado callado.',
      'token-refused': 'El relay no acepta esta estación en este momento.',
      'bad-protocol':
        'Esta aplicación y el relay son de versiones distintas. Pide a sistemas que actualice.',
      overloaded: 'El relay está muy ocupado.',
      'going-away': 'El relay se está reiniciando.',
    },
    retrySoon: 'Lo intenta otra vez sola.',
    retryIn: (seconds: number) => `Otro intento en menos de ${seconds} s.`,
    revoked:
      'El registro de esta estación fue retirado. Los pedidos a mano funcionan; pregunta a tu gerente.',
    replaced:
      'Otra estación usa ahora este registro. Los pedidos a mano funcionan; pide a tu gerente un código nuevo.',
    roundTrip: (ms: number) => `${ms} ms`,
    waiting: (speech: number, orders: number) => {
      const ordersText = `${orders} pedido${s(orders)}`;
      if (orders === 0) return `${speech} por enviar`;
      if (speech === 0) return `${ordersText} por enviar`;
      return `${ordersText} y ${speech} ${speech === 1 ? 'grabación' : 'grabaciones'} por enviar`;
    },
    tellKitchen: (orders: number) =>
      `La cocina todavía no tiene ${orders} pedido${s(orders)}: avísales.`,
    sent: (percent: number) => `${percent} %`,
    parked: (count: number) => `${count} apartada${s(count)}`,
    notWritable: 'No se está guardando la voz',
    notWritableHelp: 'Disco lleno o de solo lectura. Lo demás funciona; libera espacio.',
  },

  lane: {
    weakLink: {
      medium: 'Línea lenta: sonido ligero',
      low: 'Línea lenta: con retraso',
      batch: 'Muy lenta: palabras luego',
    },
    states: {
      listening: 'Escuchando',
      hearing: 'Oyendo',
      thinking: 'Buscando las palabras',
      speaking: 'Hablando',
      'taken-over': 'El personal lleva el pedido',
      replaying: 'Suena lo que se dijo',
      idle: 'No escucha',
      muted: 'En silencio',
      ready: 'Listo',
      held: 'Abriendo el micrófono',
      opening: 'Abriendo el micrófono',
      missing: 'Sin micrófono',
      failing: 'Falla el micrófono',
    },
    help: {
      listening: 'Ya se puede hablar',
      offline: 'Las palabras llegan luego',
      hearing: 'Haz una pausa al terminar',
      hearingHeld: 'Suelta al terminar',
      thinking: 'Las palabras llegan enseguida',
      speaking: 'Respuesta en los auriculares',
      'taken-over': 'La voz no propone nada ahora',
      replaying: 'No escucha hasta que termine',
      idle: 'Los pedidos a mano funcionan',
      muted: 'Quita el silencio para escuchar otra vez',
      ready: 'Mantén pulsado al hablar',
      held: 'Sigue pulsando',
      opening: 'Un momento',
      missing: 'Los pedidos a mano funcionan',
      failing: 'Los pedidos a mano funcionan',
    },
    hold: 'Mantén pulsado para hablar',
    letGo: 'Suelta para enviar',
    mute: 'Silenciar',
    unmute: 'Quitar silencio',
    mode: 'Cómo escucha este carril',
    handsFree: 'Manos libres',
    pushToTalk: 'Pulsar para hablar',
    level: 'Nivel del micrófono',
    levelWords: { silent: 'Sin sonido', quiet: 'Bajo', good: 'Bien', loud: 'Demasiado alto' },
    microphone: (name: string) => `Micrófono: ${name}`,
    tellGuests: 'Di a los clientes:',
    gaps: (count: number, seconds: string) =>
      `La escucha se interrumpió ${count} ${count === 1 ? 'vez' : 'veces'} (${seconds} s perdidos)`,
    noWords: 'Sin palabras: toma el pedido a mano',
    notChosen: 'Este carril no tiene micrófono elegido.',
    notChosenCure: 'Elige uno para oír a los clientes.',
    tryAgain: 'Intentar otra vez',
    choose: 'Elegir micrófono',
    toConfirm: (count: number) => `${count} por confirmar`,
  },

  transcript: {
    title: 'Lo que dice el cliente',
    empty: 'Todavía no se ha dicho nada',
    emptyHelp: 'Las palabras aparecen aquí mientras habla el cliente.',
    earlier: 'Clientes anteriores',
    nextGuest: 'Este cliente',
    latest: 'Palabras más recientes',
    hearing: 'Oyendo…',
    thinking: 'Buscando las palabras…',
    nothingHeard: 'Hubo sonido, pero no palabras. Pide al cliente que lo repita.',
    wordsNotAvailable: 'Sin palabras. Toma esta parte a mano.',
    waiting: 'Guardado aquí. Las palabras llegan después.',
    parked: 'Apartado: no se pudo enviar. Se guarda para tu gerente.',
    erased: 'Borrado',
    late: 'Dicho antes, sin conexión',
    wordsOnly: 'El personal llevaba el pedido: solo palabras',
    missed: 'El cliente ya se había ido: en Palabras perdidas',
    unsure: 'Dudoso',
    gap: (seconds: string) => `${seconds} s de sonido perdidos`,
  },

  ticket: {
    title: 'Cuenta',
    empty: 'Todavía no hay artículos',
    emptyHelp: 'Toca el menú o deja hablar al cliente.',
    lines: 'Líneas',
    subtotal: 'Subtotal',
    tax: 'Impuesto',
    total: 'Total',
    count: (count: number) => `${count} artículo${s(count)}`,
    confirmAll: (count: number) => `Confirmar los ${count}`,
    confirm: 'Confirmar',
    reject: 'Rechazar',
    suggested: 'Sugerido',
    unsure: 'Revisar',
    toChange: '¿Cambiar?',
    toRemove: '¿Quitar?',
    keepLine: 'Dejar',
    takeBack: 'Volver a lo que era:',
    before: (line: string) => `Era ${line}`,
    heard: (words: string) => `«${words}»`,
    fewer: 'Uno menos',
    more: 'Uno más',
    quantity: 'Cantidad',
    edit: 'Editar',
    remove: 'Quitar',
    gone: 'Ya no está en el menú',
    questions: 'Pregunta al cliente',
    oneOf: (count: number) => `1 de ${count}`,
    dismiss: 'No hace falta',
    personDone: 'Yo me encargo',
    clear: 'Vaciar',
    clearAsk: '¿Vaciar esta cuenta?',
    clearHelp: 'Se van todas las líneas y preguntas. El cliente sigue.',
    clearYes: 'Vaciar la cuenta',
    nextGuest: 'Siguiente',
    nextGuestAsk: '¿Empezar con el siguiente cliente?',
    nextGuestHelp: 'Esta cuenta sale de la pantalla. Se guarda en esta estación.',
    nextGuestOpen: (count: number) => `${count} línea${s(count)} todavía espera${n(count)} un sí.`,
    keep: 'Seguir con este cliente',
    each: (price: string) => `${price} cada uno`,
  },

  question: { text: (about: QuestionAbout) => questionText(about, 'es') },

  menu: {
    title: 'Menú',
    categories: 'Categorías',
    search: 'Buscar en el menú',
    items: 'Artículos',
    found: (count: number) => `${count} encontrado${s(count)}`,
    nothingFound: (query: string) => `Nada en el menú coincide con «${query}».`,
    clearSearch: 'Borrar la búsqueda',
    demo: 'Menú de muestra',
    demoHelp: 'El menú del restaurante todavía no ha llegado.',
    options: (item: string) => `Opciones de ${item}`,
    optionsShort: 'Opciones',
    emptyCategory: 'No hay artículos en esta categoría.',
    enterAdds: 'Intro agrega el primero',
  },

  item: {
    add: 'Agregar a la cuenta',
    save: 'Guardar cambios',
    required: 'Obligatorio',
    optional: 'Opcional',
    pick: (min: number, max: number) => {
      if (min === max) return min === 1 ? 'Elige uno' : `Elige ${min}`;
      return min === 0 ? `Elige hasta ${max}` : `Elige de ${min} a ${max}`;
    },
    lacking: (count: number, name: string) =>
      count === 1 ? `Falta una elección: ${name}` : `Faltan ${count} elecciones: ${name}`,
    modifiers: 'Cambios',
    note: 'Nota para la cocina',
    notePlaceholder: 'Por ejemplo: sin nueces, alergia',
    notePresetsLabel: 'Notas preparadas',
    notePresets: [
      'Aparte',
      'Bien cocido',
      'Partido en dos',
      'Para compartir',
      'Alergia: preguntar',
    ],
    mark: (name: string) => MENU_MARKS.get(name) ?? name,
    contains: (allergens: string) => `Contiene ${allergens}`,
    quantity: 'Cantidad',
    free: 'sin cargo',
  },

  enrol: {
    title: 'Registrar esta estación',
    help: 'Escribe el código de un solo uso de tu gerente. Los pedidos a mano ya funcionan.',
    helpNoLane: 'Escribe el código de un solo uso de tu gerente. La caja se abre cuando se acepta.',
    code: 'Código de registro',
    go: 'Registrar',
    trying: 'Registrando…',
    needCode: 'Primero escribe el código.',
    done: 'Registrada. Conectando…',
  },

  notices: {
    label: 'Avisos',
    dismiss: 'Descartar',
    more: (count: number) => `${count} más`,
    kinds: { information: 'Nota', warning: 'Cuidado', problem: 'Problema' },
  },

  devices: {
    title: 'Ajustes',
    sound: 'Sonido',
    microphone: 'Micrófono',
    playback: 'Las respuestas suenan en',
    noPlayback: 'No suenan',
    inUse: 'en uso',
    inUseBy: (lane: string) => `en uso: ${lane}`,
    looking: 'Buscando aparatos de sonido…',
    none: 'No se encontró ningún micrófono. Conecta uno y busca otra vez.',
    lookAgain: 'Buscar otra vez',
    use: 'Usar en este carril',
    appearance: 'Apariencia',
    themes: { system: 'Como el sistema', light: 'Clara', dark: 'Oscura' },
    about: (name: string, version: string) => `${name}, versión ${version}`,
    keys: 'Teclas',
    keyList: [
      ['F1', 'Un cliente llega al carril o se fue'],
      ['F2', 'Mantener para hablar (pulsar para hablar)'],
      ['F3', 'Buscar en el menú'],
      ['F4', 'Confirmar todas las sugerencias'],
      ['F5', 'Tomar el pedido de la voz, o devolverlo'],
      ['F6', 'Carril siguiente'],
      ['F7', 'Apartar la cuenta'],
      ['F8', 'Silenciar o quitar silencio'],
      ['F9', 'Cobrar; después Intro para efectivo exacto'],
      ['Mayús+F9', 'Micrófono de repuesto del carril con problemas'],
      ['F10', 'Pedidos de hoy'],
      ['F11', 'Entrar, cambiar de persona'],
      ['F12', 'Turno, caja e informes'],
      ['Ctrl+L', 'Vista de carriles, y volver'],
      ['Ctrl+K', 'Tablero de la cocina'],
      ['Ctrl+Z', 'Deshacer'],
      ['Ctrl+Mayús+Z', 'Rehacer'],
      ['+ −', 'Uno más o menos de la línea con el foco'],
      ['Ctrl+D', 'Uno más de la última línea'],
      ['Mayús+F10', 'Favoritos y opciones del artículo enfocado'],
    ],
  },

  ...tillWords,
  ...cardWords,
  ...kitchenWords,
  ...orderWords,
  ...peopleWords,
  ...voiceWords,
  ...healthWords,
  ...crewWords,
  ...laneViewWords,
  ...selfTestWords,
  ...privacyWords,
  ...printingWords,
  ...adjustWords,
  ...dayWords,
  ...quickWords,
  ...troubleWords,
  ...screenWords,
  ...splitWords,
  ...trainingWords,
  ...talkWords,
  ...volumeWords,
  ...vehicleWords,

  failures: failureWords,
  audioFailures: audioFailureWords,
};
