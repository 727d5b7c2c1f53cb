/**
 * Words of everyday speech that are no dish: they never mean something to eat by themselves and are
 * never bent into a menu's word by their sound. Words that steer an order (`no`, `with`) are in
 * `cues.ts`; a menu may use any of these in a name, and then the name wins.
 */
const WORDS = `
hon doll toots chica mija mijo fam pal dawg bub sport champ partner yo ayo aight cuz der dese dose yer ye wouldya couldya fella folks duck fosho tho
few couple pair trio dozen dozens hundred thousand million another zero
about above across actually again ago ahead ain aint alike alone along already alright although always am amazing
amen among anymore anyone anything anyway anyways apparently are area aren arent around as asked asking asap ass
away awesome aye baby babe back bad badly barely basically bathroom be bear beautiful because been before behind being believe
bet better between big bill birthday bit boo boss bout boy boys bring bro broke brother bruh bucks bud buddy building busy but buy
bye call called came can cannot cant car card cash cashier cause certain certainly change charge cheap check
chief child children choose classic clear close closed cold come comes coming cool correct cost could couldnt count
coupon course cousin crazy credit cute dad daddy dang darling darn date daughter day days dead deal dear debit decide
decided definitely delicious delivery deserve did didnt died different dinner discount do does doesnt doin doing
done dont door double doubt down drive driver dude during duh each ear early easy eat eating either else em emergency
end enough entire especially evening ever every everybody everyone everything exactly excellent except excited excuse
expensive eyes face fact fair family famous fan fantastic far fast favorite favourite feel feeling fellow fifteen figure
find fine finish first five folks food for forever forget forgot found four fresh freshly friend friends from front full fun
funny game gas gave gentleman get gets getting gift girl girls give glad go god goes going gone gonna good goodness
gorgeous gosh got gotta gotten grandma grandpa great group grown guess gun guy guys had hadnt half hand handle hands
hang happen happened happy hard has hasnt hate have havent having he headed hear heard hell hello help her here
heres hers herself hes hey hi him himself his hit hola home homie honest honestly hope hoping hour hours house how
howdy huge hun hundred hungry hurry husband i id idea idk if ill im imma in inside instead interested into is isnt it
its itself ive job just keep kid kiddo kids kind kinda king knew know knows lady ladies large last late lately later
laugh leave left lemme less let lets life like liked line listen literally little live ll lol long longer look
looking looks lord lot lots love loved lovely luck lucky lunch ma maam mad made madam main make makes making man
many matter may maybe me mean means meant meal men menu mess might million mind mine minute minutes miss mister mom mommy moment
money month more morning most mother mouth move mr mrs ms much mum mommas must my myself na name near nearly need needed needs
neither never new next nice night nine no nobody none noon normal not nothing now number obviously of off offer often
oh ok okay old on once one ones only ooh oops open opposite option or order ordered ordering orders original other others ought
our ours out outside over own page paid pal papa pardon park parking part party passenger pay paying people perfect
perhaps person phone pick picked picking picky pickup place placed plan play playing please pleasure plenty pls plz point popular possible
possibly prefer pretty price probably problem promise properly pull put question questions quick quickly quiet quit
quite rain ran rather ready real really reason receipt recommend regular remember remind request restaurant rewards right ring room
rude run running rush said same save saw say saying says school seat second seconds see seem seems seen sell send
separate serious seriously serve service set seven several shall she shes shit shoot short should shouldnt shout show
shut sick sign silly simple simpler since sir sis sister sit six slow slowly small smile so some somebody somehow someone something
sometime sometimes somewhere son soon sorry sort sound sounds speak speaking special specials speed spend stand
standard start started starting starving stay still stop stopped store stuff stupid such super supposed sure swear
sweetheart sweetie swing table take taken takes taking talk talking tap taste tastes tasty team tell ten terrible than
thank thanks that thatd thatll thats the their theirs them then there theres these they theyll theyre thing things think thinking
thinks thirsty this those thou though thought thousand three through till time times tiny tired to today together told
tomorrow tonight too took total totally touch tough toward treat tried trouble truck true try trying turn twenty twice two
type typical typically ugh uh um umm under understand unless until up upon upset us use used usual usually van ve very visit
voice wait waited waiter waiting waitress walk wanna want wanted wants was wasnt watch way we weather week weekend
weird well were werent weve what whatcha whatever whats when whenever where wherever whether which whichever while who
whole whose why wife wild will window wish with within without woman women won wonder wonderful wondering wont word words
work working works world worry would wouldnt wow wrong ya yall yay yea yeah year years yep yes yesterday yet yikes yo you youd
youll young your youre yours yourself youve yum yummy yup
bag bags cup cups fork forks glass glasses knife lid lids napkin napkins plate plates spoon spoons straw straws tray utensils
alexa siri google hmm huh mhm mm nah nope psst shh whoa whew gosh jeez dat dis dem da de den wit gon ma finna tryna bruv mate luv innit cheers ta
por favor gracias quiero hola amigo senor
dollar dollars cent cents percent point bucks allergy allergic allergies vegan vegetarian celiac
ago afternoon anniversary announcements appointment baseball basketball birthday blue boring bus camera church city class clean clock
clothes coach color computer concert country court crowd dark directions doctor dress earlier easier east email engine exit
eleven eight fifty finger fire fix flight floor fly football forty garage grass ground growing hair hall happens head health heavy holiday hospital
hotel hurt internet jacket key keys language laundry law light link loud machine manager map market math medicine meeting
meetings message middle mile miles movie music neighbor neighbors neighborhood news noise north office officer online paint pants
paper password pen pencil pet phones photo picture plane police pool post practice problems quarter radio raining read reading register
repeat road roof sale school shirt shoe shoes shop shopping show sick side sidewalk signal sky sleep smell smells snow soccer son
song south space speaker sports station step story street study summer sun sunday monday tuesday wednesday thursday friday saturday
swimming talked teacher television test text third ticket tip tips tire towel town traffic train travel trip tv uncle aunt uber
aaron adam alex alice amanda amy andrea andrew angela anna anthony ashley barbara becky ben beth betty bill billy brandon brian
carl carlos carol carolyn charles charlie chris christina cindy daniel danny dave david debbie deborah dennis diane donald donna
dorothy doug ed eddie edward elizabeth emily emma eric erica evan frank fred gary george greg hannah heather helen henry jack jackie
jacob jake james jamie jane janet jason jeff jen jennifer jenny jeremy jerry jesse jessica jill jim jimmy joan joe joey john johnny
jon jonathan jordan jose joseph josh joshua juan judy julia julie justin karen kate katherine kathy katie keith kelly ken kenny kevin
kim kyle larry laura lauren linda lisa liz logan lori louis lucas lucy luis luke madison maria marie mark marry martha martin mary
matt matthew megan melissa michael michelle miguel mike molly nancy nathan nick nicole noah nora olivia pam pamela patricia patrick
paul paula peter phil rachel ralph randy rebecca richard rick rob robert robin roger ronald ryan sam samantha sandra sara sarah scott
sean sharon shawn sophia stacy stephanie stephen steve steven stuart sue susan tammy ted teresa terri theresa thomas tim timothy tina
todd tom tommy tony tracy travis tyler vanessa vicky victoria vincent wayne wendy william zach zoe
hot sweet chopped crispy chilled homemade university vacation wall warm wet wheel wheels wifi wind winter write wrote yard
`;

export const EVERYDAY_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean));

/** `uhhh`, `ummm`, `hmm`, however long. */
export const HESITATION = /^(?:u+h+m*|u+m+|e+r+m*|h+m+|a+h+|o+h+|m+h*m+)$/;
