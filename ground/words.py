"""Words for speakable codes.

Food, plants, animals, places and things: plain in English and Spanish ears, none of them a person's name or a slight.
"""

_LIST = """
acacia alfalfa alga aloe alto amber anchor anise apple apricot arbor arena aroma arroz aster atlas aurora avena badge
bagel balsam bamboo banana banjo barley basil basket bay beacon bean beet bench berry birch bonsai boreal branch brava
bread bridge brisa brook broom bucket butter button cabin cacao cactus camel camino campo canal canary candle canela
cantor canyon caramel carbon cardinal cargo carob carrot casa cascada castor cebolla cedar celery cereal cerro chard
cherry chia cider cinder cipres citrus clover cobalt coco cometa condor copper coral cosmos cotton cream cricket
crystal cumin dahlia daisy delta diamond dill disco domino dorado duna eagle east echo eclipse elm ember falcon farro
fennel fern festival fiesta fig finca flan flora flores forest fossil galaxy garden garlic gas ginger girasol globe
granola grape grove guava guitar gumbo harbor harvest hazel hibiscus honey hotel iguana indigo iris isla ivory jade
jazz kale kayak kiwi koala lagoon laguna lantern lasso laurel lava lavender lemon lentil lilac lima limon linen llama
loma lotus luna lupine madera magnet magnolia maize mambo mango manta maple marble marina market melon menta mesa
metro mineral mint mocha monte mosaic museo nectar nido noble nogal nopal north oasis ocean okra olive onyx opal
orange orca orchid oregano otter oval palma panda panel papaya paprika parade parsley pasta patio peach pecan pepper
perla piano picnic pilot pimento pino piston planet plaza polar pollen polo pomelo poncho poplar poppy portal prado
prism pueblo pulpo puma quartz quilt quinoa radar radio radish ranch raven regal reno ribbon rico ridge rio river
robin roble rocket romero rosa rumba saffron sage salsa salvia samba sandal sauce savanna selva senda sesame shore
sierra silo silver sol solar sonata sorghum south spruce squash stone sugar summer sunset tamale tango tapioca taro
tempo terra tiger timber tomato topaz torta tortuga trigo tulip tundra turnip umbra valle vanilla velvet verde viento
viola violet volcan waffle walnut water wheat willow winter yam yarn yoga yucca zebra zinc zinnia
"""

WORDS = tuple(_LIST.split())
