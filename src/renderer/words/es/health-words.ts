import type { healthWords as english } from '../health-words.ts';

export const healthWords: typeof english = {
  health: {
    title: 'Sonido de este carril',
    alarms: {
      'device-away': (lane, device) => `${lane}: no está ${device}. Revisa el cable o la batería.`,
      silent: (lane, device) =>
        `${lane}: el micrófono está en silencio. Revisa el cable y el interruptor de ${device}.`,
      clipping: (lane, device) =>
        `${lane}: el micrófono está demasiado fuerte y se pierden palabras. Baja ${device}.`,
      dropouts: (lane, device) =>
        `${lane}: se pierde sonido. Cierra otros programas, o prueba otra entrada para ${device}.`,
      'no-words': (lane) =>
        `${lane}: se oyen voces, pero sin palabras. Toma el pedido a mano y revisa quién habla al micrófono.`,
      noisy: (lane) =>
        `${lane}: el ruido de fondo es tan fuerte como la voz. Aleja el micrófono del ruido.`,
      'on-spare': (lane, device) => `${lane} escucha con el aparato de repuesto, ${device}.`,
    },
    useSpare: (device) => `Usar el repuesto: ${device}`,
    useOwn: (device) => `Volver a ${device}`,
    orPress: (key) => `O pulsa ${key}.`,
    figures: {
      device: 'Aparato',
      level: 'Nivel',
      floor: 'Fondo',
      clipped: 'Demasiado fuerte',
      dropouts: 'Sonido perdido',
      wordless: 'Sin palabras',
      link: 'Hasta el relay',
      upstream: 'Reconocimiento',
    },
    dbfs: (level) => `${level} dBFS`,
    perMinute: (count) => `${count} × en un minuto`,
    inARow: (count) => `${count} seguidas`,
    ms: (ms) => `${ms} ms`,
    away: 'sin conexión',
    streams: 'en directo',
    whole: 'frases enteras',
    noReading: '–',
  },
};
