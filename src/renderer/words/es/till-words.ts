/** Finishing an order, in Spanish: type, hold, void, tender, today's orders. */
const s = (count: number) => (count === 1 ? '' : 's');

export const tillWords = {
  orderType: {
    label: 'Tipo de pedido',
    names: {
      'dine-in': 'Comer aquí',
      takeout: 'Para llevar',
      'drive-thru': 'Auto',
      delivery: 'A domicilio',
    },
  },

  till: {
    undo: 'Deshacer',
    redo: 'Rehacer',
    hold: 'Apartar',
    recall: (count: number) => (count === 0 ? 'Recuperar' : `Recuperar ${count}`),
    void: 'Anular',
    pay: 'Cobrar',
    payTotal: (total: string) => `Cobrar ${total}`,
    beforePay: 'Antes de cobrar:',
    confirmFirst: (count: number) =>
      count === 1
        ? 'Una sugerencia espera un sí. Enter o F4 la confirma; después se cobra.'
        : `${count} sugerencias esperan un sí. Enter o F4 las confirma todas; después se cobra.`,
  },

  notOnMenu: {
    sign: (words: string) => `No está en el menú: ${words}`,
    seen: 'Visto',
  },

  hold: {
    title: 'Apartar esta cuenta',
    help: 'Vuelve con Recuperar, en cualquier carril de esta estación.',
    label: 'Nombre del cliente, o cómo reconocerlo',
    presets: [
      'Todavía elige',
      'Va por efectivo',
      'Espera a alguien',
      'En la ventanilla',
      'Estacionado',
    ],
    yes: 'Apartar la cuenta',
  },

  recall: {
    title: 'Cuentas apartadas',
    none: 'No hay ninguna cuenta apartada',
    noneHelp: 'Apartar guarda una cuenta para un cliente que volverá.',
    open: 'Este carril tiene una cuenta abierta. Cóbrala, apártala o anúlala primero; después recupera otra.',
    ticket: (label: string) => `Recuperar ${label}`,
    items: (count: number) => `${count} artículo${s(count)}`,
    age: (minutes: number) => {
      if (minutes < 1) return 'ahora mismo';
      if (minutes < 60) return `hace ${minutes} min`;
      return `hace ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
    },
  },

  voiding: {
    title: '¿Anular esta cuenta?',
    help: 'No se cocina ni se cobra. Se guarda con el motivo. Elige uno o escríbelo.',
    label: 'Otro motivo',
    presets: [
      'El cliente se fue',
      'El cliente cambió de idea',
      'Entró dos veces',
      'No puede pagar',
      'Práctica',
    ],
    yes: 'Anular la cuenta',
  },

  tender: {
    title: 'Cobrar',
    total: 'A pagar',
    cash: 'Efectivo',
    exact: 'Exacto',
    received: 'Efectivo recibido',
    pad: 'Teclado numérico',
    deleteDigit: 'Borrar la última cifra',
    payCash: 'Cobrar efectivo',
    change: 'Cambio',
    short: (amount: string) => `Faltan ${amount}`,
    other: 'Otras formas',
    card: 'Tarjeta (simulador)',
    cardHelp: 'No se cobra ninguna tarjeta: aquí no hay terminal.',
    payLater: 'Paga después',
    openQuestion: (text: string) => `Sin responder: ${text}`,
  },

  paid: {
    label: 'Pedido hecho',
    order: 'Pedido',
    change: 'Cambio',
    paidCash: 'Pagado en efectivo:',
    noChange: 'Sin cambio',
    card: 'Tarjeta (simulador): no se cobró nada',
    payLater: 'Sin pagar todavía: paga después',
    next: 'Siguiente cliente',
  },

  orders: {
    title: 'Pedidos de hoy',
    open: 'Pedidos',
    none: 'Hoy todavía no hay pedidos',
    noneHelp: 'Un pedido aparece aquí cuando se paga.',
    refusedCount: (count: number) => `${count} rechazado${s(count)}`,
    sending: 'En camino a la cocina',
    waiting: 'Por enviar: la cocina todavía no lo tiene. Avísales.',
    delivered: 'Enviado a la cocina',
    refused: (why = 'Se guarda aquí: avisa a la cocina y a tu gerente.') => `Rechazado. ${why}`,
    tenders: {
      cash: 'Efectivo',
      'card-simulator': 'Tarjeta (simulador)',
      'pay-later': 'Paga después',
    },
    changeGiven: (amount: string) => `cambio ${amount}`,
  },
};
