/**
 * The words that steer an order: who asks for what, what belongs to what, what is taken back. Each
 * cue is a pattern over plain words (no apostrophes, one space between); the longest match wins.
 */

export type CueName =
  | 'filler'
  | 'order'
  | 'ask'
  | 'answer'
  | 'and'
  | 'or'
  | 'also'
  | 'with'
  | 'no'
  | 'without'
  | 'add'
  | 'extra'
  | 'light'
  | 'on'
  | 'aside'
  | 'fix'
  | 'maybe-fix'
  | 'scratch'
  | 'clear'
  | 'remove'
  | 'change'
  | 'make'
  | 'instead-of'
  | 'instead'
  | 'it'
  | 'of-them'
  | 'other'
  | 'nth'
  | 'whose'
  | 'all'
  | 'party'
  | 'same'
  | 'times'
  | 'trait'
  | 'size'
  | 'diet'
  | 'ensure'
  | 'person'
  | 'indefinite'
  | 'definite'
  | 'left-out'
  | 'kept'
  | 'praise'
  | 'only'
  | 'aside-talk'
  | 'tableware'
  | 'everything'
  | 'everywhere'
  | 'vague'
  | 'becomes';

const KIN =
  'wife|husband|son|daughter|kid|kids|friend|friends|mom|dad|mother|father|brother|sister|boss|boyfriend|girlfriend|girl|boy|table|family|team|office|guy|lady|buddy|roommate|grandma|grandpa|baby|partner|co worker|coworker|little one|toddler';
const PERSON =
  '(?:me|him|her|us|them|you|myself|everyone|everybody|now|here|today|lunch|dinner|food|drinks?|dessert|starters?|(?:a|my|our|the) (?:drink|drinks|food|main|mains|entree|entrees|starter|starters)|' +
  `(?:my|the|our|his|her|your) (?:\\w+ )?(?:${KIN}))`;
const SUBJECT = '(?:i|we|he|she|they)';
const TAKE =
  '(?:like|love|take|have|get|do|try|prefer|want|need|grab|order|go with|go for|start with|start off with|just do|just get|just have|just take)';
const TO_TAKE =
  '(?: to (?:get|have|order|try|do|start with|go with|make an order|place an order))?';
const SOFTLY =
  '(?: also| just| please| maybe| probably| definitely| really| actually| then| possibly| kinda)*';
const NO_MATTER = '(?:no|nope|nah|oh|uh|um|wait|sorry|hold on|hang on|oops|whoops|hmm)';

export const CUES: readonly (readonly [CueName, string])[] = [
  [
    'filler',
    `for ${PERSON}(?: only| too)?|to (?:go|share|split|start|drink|eat|begin|begin with|start with)|for here|for (?:one|two|three|four|five|six)(?= [,.]|$)|(?:the )?same way|take ?out|carry ?out|dine in|eating here|drive (?:thru|through)|on top`,
  ],
  [
    'filler',
    'if (?:you|yall)(?: still)? (?:have|got|have got) (?:it|that|any|some|them|those)(?: (?:left|today|there))?',
  ],
  [
    'filler',
    'i (?:dont|do not) (?:know|care|mind|think so|even know)|i (?:guess|think|suppose|believe)|you know(?: what im saying)?|like i said',
  ],
  [
    'filler',
    'whats it called|what do you call (?:it|that)|whats (?:the|that|its) (?:name|thing)(?: called| again)?|what (?:was|were) (?:it|that|the (?:other|next|last) (?:thing|one))|what else(?: did (?:i|we) want| was there)?|whatchamacallit|oh (?:man|boy|my|gosh|god)',
  ],
  [
    'filler',
    '(?:let me|lets|let us) (?:see|think)(?: here| about it)?|(?:one|a|just a|just one) (?:sec|second|minute|moment|thing|question)|one (?:last|more|other) thing|last thing|no (?:problem|worries|thanks|thank you|rush|idea|way|biggie)',
  ],
  [
    'filler',
    '(?:and )?(?:thats|that is|thatll be|that will be|that would be|that should be) (?:it|all|everything|good|great|perfect|fine|right|what (?:i|we) want|for me)(?: for (?:me|us|now|today))?|nothing else(?: for me)?|no thats (?:it|all|everything)',
  ],
  [
    'filler',
    'thank (?:you|ya|u)(?: so| very)*(?: much)?|thanks(?: a lot| so much| again)?|good (?:morning|afternoon|evening|night|day)|have a (?:good|nice|great) (?:day|one|night)|see (?:you|ya)|how (?:are|is|have) (?:you|ya|yall|everything|it)(?: doing| going| been)*(?: today| tonight)?|hows it going|whats (?:up|good)|nice to meet you',
  ],
  [
    'filler',
    '(?:if )?(?:you )?(?:please|pls|plz)|if (?:you|thats|its|i|possible)(?: can| could| may| might| dont mind| would| ok| okay| possible| alright)*|kind of|sort of|a bit|as usual|right now|real quick|by the way|for sure|of course|no matter',
  ],
  [
    'filler',
    'big ol[de]?(?= )|(?:orders?|plates?|glass(?:es)?|cups?|servings?|portions?|rounds?|helpings?|bottles?|pieces?|baskets?|things?|some) of(?: the| your| those| that)?',
  ],
  [
    'aside-talk',
    '\\S+ (?:hundred |thousand )?(?:feet|yards|inches|degrees|hours|days|weeks|months|seconds|dollars|bucks|cents|things|items|other things|percent|minutes|people|of us|oclock|miles|years|guests|customers)|dollars \\S+|(?:table|number|order number|lane|window|party of) (?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten)|(?:a )?(?:table|party|booth|seats?|room) for \\S+|at (?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: thirty| oclock)',
  ],
  [
    'aside-talk',
    '(?:(?:its|this is|(?:the |my )?(?:order|pick ?up|name)(?: is)?) (?:for|under)|under|(?:the |my )?name(?: is|s)) (?!(?:the|my|a|an|our|this|that|his|her|both|all|each|me|him|us|them|one|two|three|four|five|six|with|no|of)(?: |$))\\w+',
  ],
  [
    'aside-talk',
    '(?:my |our |the )?(?:phone |cell |telephone |mobile )?number(?: is|s)?(?: (?:oh|zero|one|two|three|four|five|six|seven|eight|nine|\\d+)){3,}',
  ],
  [
    'aside-talk',
    'its (?:so |really |very |pretty |too )?(?:(?:hot|cold|warm|chilly)(?: out)?(?: here| there)? (?:today|tonight|outside|out|here|in here|huh)|(?:hot|warm|chilly)(?= [,.]|$))',
  ],
  [
    'ask',
    '(?:i|we) (?:was|were) (?:gonna|going to|about to|thinking(?: about| of)?)(?: (?:get|have|order|do|getting|having|ordering))?(?: (?:the|a|an|some))?(?=[^.?]* but (?:i|ill|im|id|we|well|now|actually|then|lets?)\\b)',
  ],
  [
    'ask',
    '(?:ask|see) (?:him|her|them|my \\w+)(?: (?:if|what|whether) (?:he|she|they))?(?: (?:wants?|needs?|likes?))?|if (?:he|she|they) (?:wants?|needs?|likes?)|(?:(?:i|we) )?(?:cant|cannot|dont know how to|couldnt) (?:decide|choose|pick)(?: between)?|torn between|(?:debating|deciding|choosing) between',
  ],
  [
    'ask',
    '(?:he|she|they|my \\w+|everyone|everybody) (?:really |just )?(?:loves?|likes?|hates?)(?= )',
  ],
  [
    'ask',
    'i (?:really |just |do )*(?:love|loved|like|liked|hate|hated|miss) (?:your|yalls|you|how|when|it when|this place|that place)|(?:i|we) (?:really |just )?(?:love|loved|hate|hated|miss) the',
  ],
  [
    'order',
    `(?:can|could|may|might|would)(?: you| we| i| u| ya| he| she)(?: guys)?${SOFTLY}(?: get| have| do| order| grab| try| give| bring| start with| please get)*(?: me| us| him| her)*`,
  ],
  [
    'order',
    `(?:(?:i was|i am|im|we were|just) )?(?:wondering )?if (?:i|we|you) (?:could|can|might|may)${SOFTLY} (?:get|have|do|order|try|grab|give me|make me|bring me)`,
  ],
  [
    'order',
    `${SUBJECT}(?: would| will| could| can| might| may| wanna| am gonna| are gonna)?${SOFTLY} (?:${TAKE}|likes|loves|wants|needs|wanted|wanna|would like)${TO_TAKE}`,
  ],
  [
    'order',
    `(?:(?:my|our|the|his|her|your) (?:\\w+ )?(?:${KIN})|mom|dad|mommy|daddy|grandma|grandpa|granny)(?: will| would| is| are| just| really| also| gonna| going to)* (?:${TAKE.replace('like|love|', '')}|would like|wants|needs|gets|takes|wanted|having|getting)${TO_TAKE}`,
  ],
  ['filler', `(?:my|our|his|her|your) (?:${KIN})(?: is| was| are)?`],
  [
    'order',
    `(?:id|wed|hed|shed|theyd|ill|well|hell|shell|theyll|ima|imma|ima|i wanna|we wanna)${SOFTLY} ${TAKE}${TO_TAKE}`,
  ],
  [
    'order',
    `(?:im|i am|were|we are|hes|shes|i was|we were)${SOFTLY} (?:going to|gonna|gon|finna|fixing to|fixin to|trying to|tryna|looking to|looking for|hoping to|hoping for|thinking|thinking about|wanting|having|getting|taking|ready for|in the mood for|craving)(?: ${TAKE})*(?: the)?(?= |$)`,
  ],
  [
    'order',
    '(?:is|are)(?: just| probably| gonna be| going to be)? (?:having|getting|taking|gonna (?:have|get|take|do|want)|going to (?:have|get|take|do)|going with|wanting)|is (?:it )?possible(?: to (?:get|have|order|do))?(?: for (?:me|us))?',
  ],
  [
    'order',
    `(?:ima|imma|finna|gonna|going to) ${TAKE}|(?:let|lets|lemme|let me|let us)${SOFTLY}(?: get| have| do| try| go with| order| grab| start with)+(?: you)?`,
  ],
  [
    'order',
    '(?:dame|deme|ponme|me da|me das|quiero|quisiera|me gustaria|gimme|gimmie|(?:give|get|bring|grab|fix|slide|pass|toss|throw|send|hand|pour|make|do) (?:me|us|him|her)|hook (?:me|us) up with|set (?:me|us) up with|start (?:me|us) off with|hit me with|put (?:me|us) down for|ring (?:me|us) up(?: for)?|start (?:off )?with|go with|go for|how about|what about|is it possible to (?:get|have)|would it be possible to (?:get|have)|any (?:chance|way) (?:i|we) (?:could|can) get|(?:my |the )?order is|(?:do|get|have|try)(?= (?:a|an|some) )|order|wants?|needs?|need|want|wanna|please get)',
  ],
  [
    'ask',
    '(?:(?:do|does|did|dont|doesnt) (?:you|yall|ya|u|they|any)|(?:does|did|doesnt) (?:the|it|that|this|your|these|those))(?: guys| all)?(?: still| even| also| happen to)?(?: have| got| carry| sell| serve| do| make| come| know)?(?: any)?',
  ],
  [
    'ask',
    '(?:the|my|our|your|that) total(?: (?:should be|is|was|comes to))?|(?:i|we) could (?:eat|drink|go for)(?: like)?(?= [^.?,]* but )',
  ],
  [
    'filler',
    '(?:its |it is |is |this is )?(?:for|to) (?:take ?away|take ?out|carry ?out|pick ?up)|no (?:cap|lie|joke|kidding)|for real|or something(?: like that)?|or whatever|idk',
  ],
  [
    'filler',
    'tell (?:the|her|him|them|this|that)(?: nice)?(?: \\w+)? what (?:you|yall) (?:want|would like|wanna (?:get|eat|have))',
  ],
  ['ask', '(?:ago|earlier|yesterday) (?:i|we) (?:ordered|got|asked for)'],
  ['ask', '(?:i|we) (?:thought|figured|heard)(?= (?:the|that|it|you|your|this|yall)(?: |$))'],
  ['ask', 'if (?:youre|you are|yall are|theyre|they are)(?: all)? out of'],
  [
    'ask',
    'do(?= (?:the|your|these|those) [^.?,]*(?:come|have|taste|include|contain|need|get|go|look)\\b[^.]*(?:[.?]|$))',
  ],
  ['order', '(?:i|we) (?:had |have )?(?:asked for|ordered|wanted)(?=[^.?]* not )'],
  [
    'ask',
    '(?:(?:can|could|may) (?:i|we) (?:get|have) )?(?:a |my |our )?(?:refund|money back)(?: (?:for|on))?|(?:(?:my|the|our) )?(?:last )?order (?:was|is|came) (?:missing|wrong|without)|(?:was|is|were|are) missing|(?:i |we )?(?:never|didnt|havent) (?:got|get|gotten|received?)|(?:you|yall)(?: guys)? (?:forgot|messed up)',
  ],
  [
    'ask',
    '(?:i|we) (?:just |already )?(?:ordered|got)(?= [^,.?]*(?:ago|yesterday|earlier|last (?:time|week|night)))',
  ],
  [
    'ask',
    '(?:i|we) (?:just |already |once )?(?:had|tried|ate|bought|loved)|had|tried|ate|bought|drank|spilled|spilt|dropped|brought|used to (?:have|get)',
  ],
  [
    'ask',
    '(?:you|yall) (?:want|wanna|need)(?! to (?:give|make|bring|ring|put|add|get me))|(?:do|does|did|dont|would) (?:you|yall|he|she|they|anyone|anybody|everyone|everybody|(?:my|your|the|his|her) \\w+)(?: guys| all| kids| two)? (?:want|wanna|need|like|prefer)(?: to (?:get|have|eat|order|drink|try))?',
  ],
  [
    'ask',
    '(?:what|which)(?: \\w+)? (?:do|does|would|did|should) \\w+ (?:want|wanna|like|get|have|order|say)(?: to (?:get|have|eat|order|drink))?',
  ],
  ['ask', 'what|whats|which|how|hows|when|where|wheres|why|who|whos|are|is|was'],
  [
    'ask',
    '(?:what|how much|how many) (?:can|should|do|would|could|will|does|is|are) (?:i|you|we|it|a|the|an|your)(?: get| have| recommend| suggest| order)?|(?:do|should|could|can) i (?:ask|have to|need)|tell me (?:about|what|how|if)|can you tell me|could you tell me|i was wondering|i wonder|wondering|have you (?:got|ever)|(?:you|yall|you guys) (?:got|have|sell|serve)(?: any)?|got any|any specials|have any|if (?:you|yall) have|remind me|(?:is|are|was) (?:there|the|it|that|this|they|those|these|your|any)',
  ],
  [
    'answer',
    '(?:ok|okay|alright|all right|cool|great|perfect|in that case|then|yes|yeah|yep|sure)(?: then| so| well| cool| great| thats fine| thats good)*',
  ],
  ['and', 'and then|an then|and|n|y|as well as|plus also'],
  [
    'also',
    '(?:and )?(?:also|too|as well|additionally|on top of that|along with that|while youre at it)',
  ],
  ['or', 'or'],
  [
    'remove',
    '(?:take|leave|pull)(?= (?:the |that |those |my |one |one of the )?(?:[^\\s,.?]+ ){1,5}(?:off|out|away|back)(?: |$))',
  ],
  [
    'with',
    '(?:should|must|needs to|has to|better) (?:have|come with|get)|(?:with|w|wit|con|leave(?: in)?|keep(?: in)?|featuring|including|topped with|come with|comes with|served with)(?: (?:the |a |some |my |an )?(?:side|sides) (?:of|as|be|being|are|is))?|(?:a |an |my |the )?(?:side|sides) (?:of|are|is|will be|should be|be|being)|(?:has|having|have|as)(?: the)? sides?',
  ],
  ['no', 'no|nope|nah'],
  [
    'without',
    '(?:without|sin)(?: any| the)?|(?:it |that |they |there )?(?:doesnt|dont|does not|do not|isnt|arent|shouldnt) (?:have|contain|come with|include)(?: any)?|neither(?: one| of (?:them|those))?(?: with| has| have| getting| having)?|with (?:no|out)(?: any)?|with zero|wout|minus(?: the)?|except(?: for)?(?: the)?|(?:with )?(?:everything|anything|all) but(?: the)?|(?:with )?everything except(?: for)?(?: the)?|(?:and )?none of (?:them|em|those) (?:with|has|have|having|getting|get)(?: any)?|(?:and )?none of (?:the|that|those)|(?:but )?not? any|sans|no kind of|zero|hold(?: the| off the| off on the)?(?! on| my| your| this| that)|(?:go )?easy on the no',
  ],
  [
    'add',
    '(?:add|adding|added|throw|toss|put|include|stick|slap)(?: (?:on|in|some|also|me|a little|a bit of|extra))*|plus',
  ],
  [
    'extra',
    '(?:with )?(?:extra|double|triple|more|additional|lots of|plenty of|a lot of|heavy(?: on)?(?: the)?|tons of|loads of|a bunch of)',
  ],
  [
    'light',
    '(?:with )?(?:go )?(?:light|lite|easy|lightly|less|half|not (?:too|so) much|not a lot of|just a (?:little|touch|bit)(?: of)?|a (?:little|touch|bit)(?: bit)? of|a tiny bit of|half the)(?: on)?(?: the)?',
  ],
  [
    'on',
    '(?:i |we )?changed (?:my|our) mind (?:about|on)|(?:added|put|thrown) (?:on|onto|to|in|into|over)|on|onto|in|into|for|to|over|from|off(?: of)?|out of',
  ],
  [
    'aside',
    'on (?:the|a) side|(?:in|on) (?:a|an|its|their|another)(?: (?:separate|different|own|small|little|extra|to go))+ (?:container|box|bag|cup|bowl|plate|dish|carton)|in a(?:nother)? (?:container|box|bag|carton)|in separate (?:containers|boxes|bags|cups|bowls|plates)|separately|separate(?= [,.]|$| please)',
  ],
  [
    'fix',
    `${NO_MATTER} ${NO_MATTER}(?: ${NO_MATTER})*|(?:no )?(?:i|we) (?:mean|meant|meant to say)(?: to say)?|(?:or )?rather|correction|or (?:no|wait)|and wait|(?:id|i would|i d) rather(?: have| get)?(?: the)?|(?:no |wait |sorry |actually )*(?:lets |let me |can you |could you |just )?(?:make|change|switch|turn) (?:that|it|them|those|this|these)(?: one)?(?: order)?(?: into| to| for| be| a)?(?= )|not that|(?:no|nope) (?:i|he|she|they|we) said|(?<=^|[,.?] )i said|(?:thats|that was|thats not|its) (?:too (?:many|much|few)|not (?:right|it|what i (?:said|want|wanted|meant|ordered))|wrong)|(?:that|it|this|those|they) (?:(?:was|were|is|are) (?:supposed|meant) to be|should be|should have been)`,
  ],
  [
    'maybe-fix',
    'actually|wait|hold on|hang on|sorry|oops|whoops|my bad|on second thought|come to think of it|you know what|changed my mind|i changed my mind|excuse me|correct that|my mistake',
  ],
  ['remove', 'never ?mind(?: (?:on|about))?(?= (?:the|my) )'],
  ['filler', 'put (?:that|it) back (?:i|we) (?:do|still) (?:want|need)(?= (?:the|my|that) )'],
  ['remove', '(?:nobody|no one|none of us) (?:wants|needs)(?= (?:the|that|those) )'],
  [
    'scratch',
    '(?:scratch|strike|forget|cancel|never ?mind|nix|delete|remove|undo|drop|ditch|take off|take away) (?:that|it|this|those|them|(?:the |that )?last (?:one|thing|item))(?: one)?(?: off)?|never ?mind|take (?:that|it|those|them) (?:off|out|away|back)|get rid of (?:that|it|those|them)',
  ],
  [
    'clear',
    '(?:cancel|clear|scratch|delete|remove|forget|drop) (?:everything|all of (?:it|that|them)|it all|that all|(?:the|my|that|this|our) (?:whole |entire )?(?:order|thing|ticket)|all|the whole thing)|take (?:everything|it all|all of it) (?:off|away|out)|get rid of everything|start (?:all )?over(?: again)?|start (?:again )?from (?:scratch|the (?:beginning|top))|never ?mind (?:all|the whole)(?: of it| thing| order)?',
  ],
  [
    'remove',
    `(?:cancel|remove|delete|scratch|strike|nix|drop|lose|skip|forget(?: about)?|take (?:off|out|away|back)|leave (?:off|out)|get rid of|pull|never ?mind(?: (?:on|about))?|ditch|86|cut out|(?:i|we|he|she|they) (?:dont|do not|doesnt|no longer|dont even|no) (?:want|need|like)(?: any(?:more)?)?|(?:dont|do not|no) (?:put|add|give me|want|include|need|do)(?: any)?|no more)`,
  ],
  ['change', '(?:change|switch|swap|replace|trade|exchange|turn)(?: out)?'],
  ['change', '(?:substitute|sub)'],
  ['make', '(?:make|have|do|change)(?= (?:the|my|one|both|all|those|that|two|each|just) )'],
  [
    'instead-of',
    '(?:instead|in place|in lieu) of|rather than|(?:but )?not(?= (?:a |an |the )?\\S)',
  ],
  ['instead', 'instead'],
  ['left-out', '(?:is |be )?(?:left|taken|kept) (?:out|off)|removed'],
  [
    'kept',
    '(?:is|are|was|were) (?:fine|ok|okay|alright|all right)|(?:can|should|may) stay(?: on| in)?|stays?(?: on| in)',
  ],
  [
    'praise',
    '(?:looks?|sounds?|smells?|tastes?|is|was|are|were) (?:so |really |very |pretty |super |too |the )*(?:better|best|worse|worst|bad|terrible|awful|horrible|nasty|disgusting|salty|cold|gross|expensive|good|great|amazing|delicious|nice|yummy|awesome|tasty|perfect)',
  ],
  ['only', 'only|(?:i|we) only (?:want|need|have|wanted|needed|meant)'],
  ['it', '(?:that|this) one|it|that|those|them|these|this|ones?|dat|dem'],
  [
    'of-them',
    '(?:out )?(?:of|a|o) (?:them|those|these|which|whom|the (?:two|three|four|five|six)|em|dem)(?: ones| orders)?',
  ],
  [
    'other',
    '(?:and )?(?:the|da) (?:other|others|rest|remaining)(?: (?:one|ones|two|three|four|of (?:them|those)))?|other (?:one|ones)',
  ],
  [
    'nth',
    '(?:the |my |that )(?:first|1st|second|2nd|third|3rd|last)(?: one)?|(?:first|second|third|last) one',
  ],
  [
    'whose',
    '(?:(?:for )?(?:mine|hers|theirs)|(?:my|his|her|their) one|his(?= (?:with|without|no|on|has|gets|is|should|will) ))(?: (?:is|should be|has|gets|will be|comes))?',
  ],
  [
    'all',
    '(?:all|the) (?:two|three|four|five|six|seven|eight) of us(?: are| will| would| want| all| just| wanna)*(?: (?:getting|having|have|get|do|want|take|like|need))?|both of us(?: will| would)? (?:have|get|do|want|need|take|like)|(?:we|they|wed|theyd|well|theyll)(?: will| would)? both(?: (?:like|love|have|take|want|get|do|need))?|both(?: of)?(?: (?:them|those|these|the))?|all (?:of (?:them|em|dem|those|these)|three|four|five|with)(?: of them)?|each(?: of (?:them|those|these)| one)?|every one(?: of them)?|apiece|all(?= (?:with|on|no|without))|(?:any|either) of (?:them|em|dem|those|these)|either(?= [,.?]|$)',
  ],
  [
    'party',
    '(?:for (?:the |all |all the )?(?:both|two|three|four|five|six|seven|eight|\\d+) of us|for each of (?:us|them|(?:my|our|the) (?:\\w+ )?\\w+))',
  ],
  [
    'same',
    'me (?:too|as well)|same here|(?:exactly )?what(?:ever)? (?:he|she|they|hes|shes|theyre)(?: is| are| just| already)* (?:having|getting|had|got|ordered|ordering|wants)|(?:the )?same(?: (?:thing|for|order|again|one|exact thing))*',
  ],
  ['times', 'times|x|lets say|call it|thats(?= (?:two|three|four|five|six)(?: and | ?[,.]|$))'],
  [
    'trait',
    'well done|medium (?:rare|well)|extra (?:crispy|hot|spicy|dry|toasted|cold|sweet|crunchy|well done)|(?:lightly |well )?(?:toasted|heated|chopped|grilled|cooked)|(?:not |nothing )?(?:too |so |very |really |super )?(?:crispy|spicy|crunchy|warmed up|burnt|sweet|salty|hot)|plain|dry|warm|(?:cut )?(?:it |that |them |those )?in (?:half|halves|quarters|two(?! (?:of|hundred|thousand|minutes|hours|weeks|days)))|(?:gluten|dairy|nut|sugar|lactose) free|sliced|on toast',
  ],
  [
    'size',
    'as is|as it (?:is|comes)|the regular way|with everything(?: on it)?|everything on it|entree|dish|platter|meal|dinner|combo|appetizer|starter|drink|special|plate|(?:entree|dish(?=es)|platter|meal|dinner|combo|appetizer|starter|drink|special|plate)e?s|(?:pitchers?|jugs?|gallons?|carafes?|buckets?|kegs?|half gallons?) of|extra large|large|small|medium|big|regular|jumbo|tall|nice|cold|ice cold|fresh|freshly made|good|great|delicious|little|fine|best|famous|lovely|yummy|tasty|whole|full|real|normal|classic|house',
  ],
  [
    'ensure',
    '(?:please |and |just |but |pls )*(?:make (?:sure|certain)|be sure|be careful|ensure|see to it|watch out)(?: please)?(?: that| there| theres| there is| there are| its| it| it is| it has| it doesnt have| you| to| thats| theyre| they| the)*',
  ],
  [
    'person',
    '(?:talk|speak)(?: to| with) (?:a|an|the|some|someone|somebody|your)?(?: ?(?:real|live|actual))?(?: ?(?:person|human|manager|representative|employee|cashier|staff|worker|people))?|(?:a )?(?:real|live|actual) (?:person|human)|get me (?:a|the|your) (?:manager|person|human)|human please|(?:an?|the|another|your) (?:team|crew|staff) member',
  ],
  [
    'tableware',
    '(?:straws?|napkins?|forks?|spoons?|kni(?:fe|ves)|lids?|utensils|silverware|chopsticks|trays?|to go (?:box|bag|cup)(?:es|s)?|cup ?holders?|ketchup packets?|high ?chairs?|booster seats?)',
  ],
  ['becomes', 'should (?:be|have been)|(?:is|are|was|were) supposed to be'],
  [
    'vague',
    '(?:everybody|everyone|we all|all of us)(?: all| just| each)* (?:gets?|wants?|needs?|will have|is having|is getting)(?!.* (?:two|three|four|five|six|seven|eight|nine|ten|\\d+) of (?:those|them|us))|(?:as|however|so) (?:many|much)|a (?:bunch|ton|whole bunch|whole lot) of|ish',
  ],
  ['everywhere', 'anywhere|(?:on|in|with) (?:anything|everything|any of (?:it|this|that))'],
  [
    'everything',
    'of (?:everything|it all|all of (?:it|them|that|those))(?: on (?:there|that|the (?:ticket|order)))?(?= [,.]|$| please)',
  ],
  [
    'person',
    '(?:all (?:of )?(?:the|your|yall|yalls)|every|all)(?= (?:[^\\s,.?]+ ){1,4}(?:(?:that )?(?:you|yall|u|ya)(?: guys| all)? (?:have|got|can make|make|sell)|in the (?:building|store|place|restaurant|house)|on the (?:menu|planet)))|(?:everything|one of (?:everything|every ?thing)|the (?:whole|entire) menu|everything on the menu)(?: (?:on|from) the (?:menu|board)| you (?:have|got))',
  ],
  ['indefinite', 'a|an|some|any|wan|una'],
  ['definite', 'the|da|de|el|la|los|las|my|your|our|his|that|those|this|these|dat|dem|her'],
];

export const DIET =
  '(?:(?:and |but |because |so )?(?:im|i am|were|we are|shes|hes|she is|he is|is|are|theyre|my (?:\\w+ )?(?:is|has)) (?:\\w+ )?(?:allergic to|sensitive to|intolerant to|off(?! (?:to|of|the|in|on|at|my|now|for|and|so|work|today|tomorrow)(?: |$)))|(?:allergic|sensitive) to|(?:i|we|she|he|my (?:wife|husband|son|daughter|kid|friend|mom|dad)) (?:cant|cannot|can not|dont|doesnt) (?:eat|do|have)|(?:im|i am|were|hes|shes|theyre|my (?:\\w+ )?\\w+ (?:is|are)|(?:he|she) is)(?: a)?(?: strict)? (?:vegan|vegetarian|celiac|lactose intolerant|gluten free|dairy free|gluten intolerant|keto|diabetic)|(?:(?:i|we|she|he|my \\w+|you) (?:have|has|got|ve)|ive got|theres|there is|with|has|for) (?:a |an )?(?:bad |severe |serious |really bad |food )?(?:\\w+ ){0,2}(?:allergy|allergies|intolerance)|(?:i|we|she|he) (?:have|has|got) (?:celiac|diabetes)(?: disease)?|\\w+ (?:allergy|allergies))';
