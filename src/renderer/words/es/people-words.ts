/** Who works here, in Spanish: PINs, signing in, approvals. */
export const peopleWords = {
  roles: { crew: 'Equipo', lead: 'Encargado', manager: 'Gerente' },
  languages: { en: 'English', es: 'Español' },

  people: {
    signIn: 'Entrar',
    who: (name: string) => `${name}: cambiar de persona o salir`,
    title: '¿Quién trabaja?',
    help: 'Escribe tu PIN. La cuenta abierta se queda.',
    signedIn: 'Trabaja',
    signOut: 'Salir',
  },

  staff: {
    open: 'Personas',
    title: 'Personas',
    add: 'Agregar a alguien',
    addTitle: 'Agregar a alguien',
    addYes: 'Agregar',
    edit: (name: string) => `Cambiar a ${name}`,
    save: 'Guardar cambios',
    newPin: 'PIN nuevo (vacío: queda igual)',
    role: 'Puesto',
    roleHelp: {
      crew: 'Vende. Lo demás pide un PIN.',
      lead: 'También anula cuentas, cierra el turno, mueve efectivo y ve informes.',
      manager: 'Todo: devoluciones, descuentos, precios, personas y el registro de control.',
    },
    language: 'Idioma de la pantalla',
    works: 'Trabaja aquí',
    here: 'Sí',
    left: 'Se fue',
    idle: 'Salir sola después de',
    idleMinutes: (minutes: number) => (minutes === 0 ? 'Nunca' : `${minutes} min`),
  },

  pin: {
    label: 'PIN',
    pad: 'Teclado del PIN',
    deleteDigit: 'Borrar la última cifra',
    enter: 'Aceptar',
    checking: 'Comprobando…',
    wrong: 'Este PIN no se conoce aquí. Inténtalo otra vez.',
    wrongApproval: 'Este PIN no puede permitir eso, o no se conoce. Inténtalo otra vez.',
    locked: (seconds: number) =>
      `Demasiados PIN equivocados. Espera ${seconds} s e inténtalo otra vez.`,
    lockedSoon: 'Demasiados PIN equivocados. Espera un momento e inténtalo otra vez.',
  },

  approval: {
    title: 'El PIN de un gerente, por favor',
    help: 'Esto necesita a alguien que pueda permitirlo. Escribe su PIN solo para esta vez.',
  },

  firstManager: {
    title: 'Registrar al primer gerente',
    help: 'Esto necesita un gerente, y aquí todavía no hay ninguno. Quien dirige el restaurante elige un nombre y un PIN.',
    name: 'Nombre',
    pin: 'PIN, de 4 a 8 cifras',
    again: 'El mismo PIN otra vez',
    yes: 'Registrar al gerente',
    different: 'Los dos PIN no son iguales.',
    tooShort: 'Un PIN tiene de 4 a 8 cifras.',
    noName: 'Escribe un nombre.',
  },
};
