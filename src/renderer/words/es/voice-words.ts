/** In Spanish: who has the order, hearing again what was said, and words that are on no ticket. */
export const voiceWords = {
  takeover: { take: 'Lo tomo yo', handBack: 'Devolver' },

  hearing: {
    again: 'Oír otra vez',
    stop: 'Parar el sonido',
    earlier: 'Dicho antes',
    noDevice: (lane: string) => `No hay nada elegido para que suene en ${lane}`,
    noDeviceHelp: 'El sonido nunca sale por un aparato que nadie eligió.',
    useDefault: (device: string) => `Usar ${device}`,
    isDefault: 'Por ahí salen los sonidos de esta computadora. Después toca las palabras otra vez.',
    inSettings: 'Elegir en Ajustes',
    looking: 'Buscando aparatos de sonido…',
  },

  missed: {
    open: 'Perdidas',
    openCount: (count: number) =>
      count === 0 ? 'Palabras perdidas' : `Palabras perdidas: ${count} por ver`,
    title: 'Palabras perdidas',
    help: 'Lo que dijeron los clientes y no está en ninguna cuenta.',
    none: 'No se perdió nada',
    noneHelp: 'Aquí aparecen las palabras que llegan cuando su cliente ya se fue.',
    why: {
      'guest-left': 'Llegó cuando el cliente ya se había ido',
      'taken-over': 'Dicho mientras el personal llevaba el pedido',
    },
    parked: 'Sin palabras: no se pudo enviar el sonido',
    seen: 'Visto',
    markSeen: 'Marcar como visto',
    markAllSeen: (count: number) => `Marcar los ${count} como vistos`,
    retry: 'Intentar otra vez',
    retryAll: (count: number) => `Intentar los ${count} otra vez`,
    retrying: 'Enviado otra vez: las palabras aparecen aquí o en la cuenta.',
    save: 'Guardar en archivo',
    saveAll: (count: number) => `Guardar las ${count} en archivos`,
    saved: (count: number, folder: string) =>
      `${count} ${count === 1 ? 'grabación guardada' : 'grabaciones guardadas'} en ${folder}. También quedan aquí. Los archivos no se borran solos: bórrelos cuando ya no los necesite.`,
    sending: (waiting: number) =>
      `${waiting} ${waiting === 1 ? 'grabación' : 'grabaciones'} por enviar`,
    sendingHelp: 'Van una tras otra; el cliente de la ventanilla va primero.',
    onItsWay: (lane: string, percent: number) => `${lane}: ${percent} % enviado`,
    sizes: (sent: string, total: string) => `${sent} de ${total} kB`,
    putOnTicket: 'Poner en esta cuenta',
    onTicket: (lane: string) => `En la cuenta de ${lane}: confírmalo ahí.`,
    of: (words: string) => `«${words}»`,
    toLookAt: (count: number) => `${count} por ver`,
    waitingSound: (count: number) =>
      `${count} ${count === 1 ? 'grabación' : 'grabaciones'} sin palabras`,
  },
};
