/**
 * What guests say besides orders, and common words that are on no menu. Without these the recogniser
 * would hear dishes in everything; with them, talk becomes talk.
 */
export const SMALL_TALK: readonly [string, ...string[]] = [
  'hello',
  'hi',
  'hi there',
  'hello how are you today',
  'hi how are you',
  'good morning',
  'good afternoon',
  'good evening',
  'how are you doing today',
  'i am fine thank you',
  "i'm good thanks",
  'thank you',
  'thank you very much',
  'thanks have a nice day',
  'goodbye',
  'bye',
  'yes',
  'yes please',
  'yeah',
  'no',
  'no thanks',
  'no thank you',
  "no thanks that's all",
  "no that's all",
  "no thank you that's it",
  "that's all",
  "that's it",
  "that's it thank you",
  "that's everything",
  'that will be all',
  "that's right",
  'that is correct',
  'okay',
  'sounds good',
  'let me think',
  'um let me think',
  'let me see',
  'hold on a second',
  'just a moment please',
  'one moment please',
  'give me a minute',
  "i'm not ready yet",
  "i don't know yet",
  'do you have burgers',
  'do you have any burgers',
  'do you have french fries',
  'do you have pizza',
  'do you have any specials today',
  'do you have anything without nuts',
  'do you have gluten free bread',
  'what do you have',
  'what do you recommend',
  'what is in that',
  'what comes with that',
  'what kind of dressing do you have',
  'what sides do you have',
  'what are your hours',
  'how much is that',
  'how much does that cost',
  'what is my total',
  'how long will it take',
  'can you repeat that please',
  'can you say that again',
  'sorry i did not hear you',
  'excuse me',
  'are you still there',
  'can i speak to a person',
  'can i talk to somebody please',
  'is that spicy',
  'is it gluten free',
  'is there dairy in that',
  'does that have nuts in it',
  'does it come with bread',
  'where do i pay',
  'can i pay with a card',
  'can i have some napkins please',
  'can i get a receipt',
  'nice weather today',
  'it is very hot outside today',
  'we are in a hurry',
  'the kids are hungry',
  'turn the radio down',
  'i will call you back later',
  'where is the bathroom',
];

/** Said about the last or a named dish. `{item}`, `{items}`, `{count}`, `{option}` are filled in. */
export const CORRECTIONS: readonly [string, ...string[]] = [
  'actually make that {count}',
  'actually make it {count}',
  'make that {count}',
  'make that {count} please',
  'make it {count} {items}',
  'no make that {count}',
  'sorry {count} not {count}',
  'actually make that {count} {items}',
  'cancel the {item}',
  'cancel the {items}',
  'cancel that',
  'cancel everything',
  'cancel my order',
  'remove the {item}',
  'remove one {item}',
  'take off the {item}',
  'take that off',
  'never mind the {item}',
  'never mind',
  'no {item}',
  'no i said {item}',
  'not the {item} the {item}',
  'change the {item} to a {item}',
  'change that to a {item}',
  'change the {items} to {items}',
  'instead of the {item} i want a {item}',
  'make it a {item} instead',
  'make that a {item}',
  'actually a {item}',
  'actually no {item}',
  'actually i want {count} {items}',
  'i meant {item}',
  'i meant {count}',
  'add another {item}',
  'one more {item}',
  'another {item} please',
  'add {count} more {items}',
  'and {count} more',
  'start over',
  'scratch that',
  'wait',
  'no wait',
];

export const QUESTIONS: readonly [string, ...string[]] = [
  'do you have {items}',
  'do you have a {item}',
  'how much is the {item}',
  'what is in the {item}',
  'what comes on the {item}',
  'what comes with the {item}',
  'is the {item} spicy',
  'does the {item} have nuts',
  'does the {item} come with bread',
  'are there nuts in the {item}',
  'can i get the {item} without nuts',
];

export const ALLERGY_REQUESTS: readonly [string, ...string[]] = [
  'make sure no nuts',
  'make sure there are no nuts',
  'please make sure no nuts',
  'no nuts please',
  "i'm allergic to nuts",
  'i am allergic to nuts',
  'i have a nut allergy',
  'my son is allergic to nuts',
  'i am allergic to peanuts',
  "i'm allergic to dairy",
  'i have a dairy allergy',
  'i am allergic to gluten',
  'make sure no gluten',
  'make sure no dairy',
  'make sure no cheese',
  'make sure no pork',
  'make sure no peanuts',
  'make it gluten free',
  'make it dairy free',
];

/** What may be left out of, or put on, a dish of any restaurant. */
export const INGREDIENTS: readonly [string, ...string[]] = [
  'onions',
  'tomatoes',
  'tomato',
  'pickles',
  'cheese',
  'dressing',
  'mayo',
  'bacon',
  'lettuce',
  'nuts',
  'ice',
  'lemon',
  'chicken',
  'olives',
  'feta',
  'rice',
  'bread',
  'salt',
  'sauce',
  'peppers',
  'cucumber',
  'croutons',
  'sugar',
];

/** Common English words, heard when guests talk to somebody else: any of them after any other. */
export const COMMON_WORDS: readonly string[] = `
  about above across after again against ago all almost along already always among angry animal answer any
  anybody anyone anything around arrive ask asleep away baby back bad ball bank beach beautiful because become bed
  been before began begin behind believe below beside better between big bird black blood blue board boat body book
  born both bottom box boy break bridge bring brother brought brown build building built bus business busy but buy
  car care carry cat catch caught center certain chair change child children choose church city class clean clear
  climb clock close clothes cloud color come common company complete computer control cook corner could country
  couple course cover cross cry cut dark daughter day dead deal dear decide deep did different dinner doctor dog
  door doubt down draw dream dress drink drive drop during each early earth easy eat either else empty end enough
  enter even ever every everyone example explain eye face fact fall family famous far farm fast father fear feel
  feet felt few field fight figure fill film find finger finish fire first fish floor flower fly follow foot force
  foreign forget form found free friend from front full funny game garden gave general girl glass god gold gone
  government grass great green ground group grow guess gun hair half hand happen happy hard hat head health hear
  heard heart heat heavy held help her here herself high hill him himself his history hit home hope horse hospital
  hotel hour house however hundred hurt husband idea important inside island job join jump keep key kill king
  kitchen knew know lady land language large last late laugh law lay lead learn least leave left leg less letter
  life light line listen little live long look lost loud love low lunch machine made mail main man many map mark
  market married matter may maybe mean measure meet member men might mile milk million mind miss money month moon
  mother mountain mouth move movie music must name nation nature near neck need neighbor never new news newspaper
  next night nobody noise north nose note nothing notice number ocean office often oil old once only open opinion
  our outside own page paint paper parents park part party past people perhaps phone picture piece place plan plane
  plant play point police poor possible power president press pretty price problem program promise public pull push
  question quick quiet quite race rain raise ran reach read ready real reason red remember report rest rich ride
  right ring river road rock room round rule run said sail same sat saw say school science sea season seat second
  secret seen sell send sentence serve several shall shape she ship shoe shop short should shoulder show sick sign
  silver simple since sing sister sit sky sleep slow small smile snow social soft soldier some somebody someone son
  song soon sort sound south space speak special spend spring stand star start state station stay step still stone
  stop store story street strong student study such sudden suggest sun suppose sure surface surprise swim system
  table talk tall teacher team tell test than their them themselves then there these they thing think third those
  though thought thousand through throw time tire together told tomorrow tonight too took top touch toward town
  trade train travel tree trip trouble true trust truth try turn type uncle under understand until upon use usual
  valley very village visit voice wait walk wall war warm was wash watch wave way weak wear weather week weight well
  went were west what wheel when where whether which while who whole why wide wife wild win wind window winter wish
  woman wonder wood word work world worry write wrong yard year yesterday young yourself
`
  .trim()
  .split(/\s+/);
