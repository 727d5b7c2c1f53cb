/** Orders that were placed, in Spanish: finding them, money back, bills paid later, the guest's grade. */

export const orderWords = {
  placed: {
    search: 'Número, hora, cantidad o artículo',
    show: 'Qué pedidos',
    all: 'Todos',
    unpaid: (count: number) => `Por cobrar ${count}`,
    refused: (count: number) => `Rechazados ${count}`,
    nothingFound: 'Ningún pedido coincide.',
    more: 'Hay más: escribe más del pedido.',
    details: (orderNumber: string) => `Detalles de ${orderNumber}`,
    back: 'Todos los pedidos',
    order: (orderNumber: string) => `Pedido ${orderNumber}`,
    takenBy: (name: string) => `Lo tomó ${name}`,
    addsTo: (orderNumber: string) => `Más para ${orderNumber}`,
    discount: 'Descuento',
    tax: 'Impuesto',
    total: 'Total',
    due: 'Por cobrar',
    givenBack: (units: number) => `${units} devuelto${units === 1 ? '' : 's'}`,
    refundedLine: (reason: string, name: string) => `Devuelto: ${reason} (lo permitió ${name})`,
    offTheBill: (reason: string, name: string) =>
      `Descontado de la cuenta: ${reason} (lo permitió ${name})`,
    paidLater: (tender: string) => `Pagado: ${tender}`,
    grade: (score: number) => `Nota del cliente: ${score} de 5`,
    notSent: 'todavía no está en el relay',
    kitchen: {
      new: 'Cocina: sin empezar',
      preparing: 'Cocina: en preparación',
      ready: 'Cocina: listo',
      completed: 'Cocina: entregado',
      cancelled: 'Cocina: cancelado',
    },
    kitchenUnknown: 'Cocina: no se sabe mientras no haya relay',
    refund: 'Devolver dinero',
    payNow: (amount: string) => `Cobrar ${amount}`,
    addTo: 'Agregar a este pedido',
    resend: 'Enviar otra vez',
    change: (amount: string) => `Cambio ${amount}`,
  },

  /** How many of each line. */
  units: {
    oneMore: (name: string) => `Uno más: ${name}`,
    oneFewer: (name: string) => `Uno menos: ${name}`,
    of: (units: number, left: number) => `${units} de ${left}`,
  },

  refunding: {
    title: (orderNumber: string) => `Devolver dinero de ${orderNumber}`,
    everything: 'Todo',
    items: 'Artículos que se devuelven',
    reason: 'Motivo',
    presets: ['Frío o equivocado', 'No se preparó', 'El cliente cambió de idea', 'Entró dos veces'],
    tellKitchen: 'Avisar a la cocina que no lo prepare',
    go: (amount: string) => `Devolver ${amount}`,
    goOff: (amount: string) => `Descontar ${amount} de la cuenta`,
    nothing: 'Elige qué devolver y por qué',
  },

  rating: {
    label: '¿Quedó contento el cliente? Un toque, si lo dice.',
    faces: ['Muy descontento', 'Descontento', 'Regular', 'Contento', 'Muy contento'],
  },

  adding: {
    to: (orderNumber: string) => `Más para el pedido ${orderNumber}`,
    stop: 'Hacer un pedido aparte',
  },
};

export const orderFailures = {
  'unknown-order': 'Esta estación ya no tiene ese pedido. No cambió nada.',
  'nothing-left': 'De este pedido ya no queda tanto: una parte ya se devolvió. No cambió nada.',
  'nothing-to-pay': 'Este pedido ya está pagado. No se cobró nada.',
};
