import type { selfTestWords as english } from '../self-test-words.ts';

export const selfTestWords: typeof english = {
  selfTest: {
    title: 'Autoprueba',
    open: 'Probar los auriculares',
    help: 'Antes del turno: cada auricular toca dos tonos y se graba cuatro segundos. Mientras tanto ningún carril oye a los clientes.',
    start: 'Empezar la prueba',
    again: 'Probar otra vez',
    speak: 'Di «uno, dos, tres» en cada auricular ahora…',
    pass: 'BIEN',
    fail: 'MAL',
    allPass: 'Todos los aparatos están bien',
    someFail: (count) => `${count} por revisar`,
    use: { own: 'aparato propio', spare: 'repuesto' },
    heard: '¿Se oyeron los dos tonos? Si no, sube el volumen de ese auricular.',
    verdicts: {
      healthy: 'Oye y suena bien.',
      'not-chosen': 'No hay aparato elegido. Elige uno en Ajustes.',
      missing: 'No está. Conéctalo o enciéndelo y prueba otra vez.',
      silent: 'No da sonido. Revisa el interruptor y el cable, y habla en él.',
      clipped: 'Está demasiado fuerte y se cortan palabras. Baja su nivel.',
      noisy: 'El fondo es tan fuerte como la voz. Aléjalo del ruido o cambia su espuma.',
      choppy: 'Pierde sonido. Prueba otra entrada o carga la batería.',
      'cannot-play': 'Oye, pero no suena. Revisa el aparato de respuestas en Ajustes.',
    },
    figures: (loudest, floor, clipped, missing) =>
      `Voz ${loudest} dBFS · fondo ${floor} dBFS · demasiado fuerte ${clipped} % · perdido ${missing} ms`,
  },
};
