/** Training, in Spanish. */

export const trainingWords = {
  training: {
    title: 'PRÁCTICA',
    help: 'Aquí nada se vende, se cocina ni se paga. Las cuentas reales esperan.',
    end: 'Terminar la práctica',
    start: 'Empezar la práctica',
    startHelp: 'Una caja para practicar. Las cuentas abiertas quedan como están hasta que termine.',
    voiceOff: 'La voz está apagada en la práctica',
    voiceOffHelp:
      'No se oye a nadie, para que ninguna palabra llegue a una cuenta real. Toma los pedidos con la mano.',
  },
};
