/**
 * Things people ask for at any counter. When a menu has none of them they are dishes that are not on
 * the menu, and must not be bent into one that is by their sound.
 */
const FOODS = `
almond apple apples avocado bacon bagel bagels baguette banana barbecue basil bbq bean beans beef beer beers beet beets berries
biscuit biscuits blackened blueberry bread breads breakfast brie brioche brisket broccoli broth brownie brownies brunch buffalo bun buns burger burgers
burrito burritos butter cabbage caesar cake cakes calamari candy cappuccino caramel carrot carrots cashew catfish celery cereal cheddar
cheese cheeseburger cheeseburgers cheesecake cherry chickpea chili chilli chimichanga chip chips chipotle chocolate chowder chutney cider cilantro cinnamon
clam cobb cocktail cocoa coconut cod coffee coffees coke cokes cola corn cornbread cortado crab cracker crackers cranberry cream crepe crepes croissant
croissants crouton croutons crust cucumber cupcake curry custard dairy deli dessert dip dog dogs donut donuts dr dumpling dumplings eclair egg eggplant eggs
enchilada espresso falafel fanta filet fillet fish flan fried fries frosting fruit fudge garlic gelato ginger gluten granola grape grapefruit grapes gravy
guacamole gumbo gyro gyros habanero halibut ham hamburger hamburgers hash herbs hibiscus hotdog hotdogs hummus ice icecream jam jelly jerky juice juices
kale kebab ketchup kiwi kombucha lamb lasagna latte lattes lemon lentil lettuce lime limeade lobster mac macaroni macchiato mango maple margarita
marinara matcha mayo mayonnaise meatball meatballs melon milk milkshake milkshakes mint mocha mozzarella muffin muffins mushroom mushrooms mustard
nacho nachos noodle noodles nugget nuggets nut nuts oat oatmeal oil okra olive omelet omelette onion onions orange oreo oyster oysters paella pancake pancakes
panini parmesan parsley pasta pastrami pastry pea peanut peanuts pear peas pecan pepper pepperoni peppers pepsi pesto pho pickle pickles pie pies
pineapple pita pizza pizzas plum popcorn popsicle pork potato potatoes pretzel pretzels pudding pumpkin quesadilla quesadillas quiche quinoa radish
raisin ramen raspberry ravioli relish rib ribs ribeye rice roast roll rolls rye salami salmon salsa salt sandwich sauce sauces sausage sauerkraut
scallop scone seafood seaweed seltzer shake shakes sherbet shrimp sirloin slaw slider sliders slush slushie smoothie smoothies soda sodas sorbet soup
soups soy spaghetti spinach sprite sprites sprinkles sprouts squash steak stew strawberry sub subs sugar sundae sushi swiss syrup taco tacos tater
tea tempura tender tenders tenderloin toast tofu tomato tomatoes topping toppings tortilla tots turkey turnip vanilla veal vinegar vodka waffle
waffles walnut walnuts water waters whiskey whipped wine wing wings wrap wraps yam yogurt zucchini
`;

export const COMMON_FOODS: ReadonlySet<string> = new Set(FOODS.split(/\s+/).filter(Boolean));
