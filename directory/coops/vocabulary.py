"""The topics a network starts with: what co-ops do, what listings are, what stories are about. Bilingual and shared.

A network may add its own; these keep their slugs, since addresses such as /market/c/bread/ stand on them.
"""

from ground.models import Topic

# slug, English, Spanish, slug of the topic above
TOPICS: tuple[tuple[str, str, str, str], ...] = (
    ("food", "Food", "Comida", ""),
    ("vegetables", "Greens and vegetables", "Verduras", "food"),
    ("fruit", "Fruit and nuts", "Frutas y nueces", "food"),
    ("eggs-dairy", "Eggs and milk", "Huevos y leche", "food"),
    ("bread", "Bread and baking", "Pan y repostería", "food"),
    ("pantry", "Pantry", "Despensa", "food"),
    ("meals", "Hot meals and catering", "Comidas y banquetes", "food"),
    ("groceries", "Grocery store", "Tienda de abarrotes", "food"),
    ("things", "Things", "Cosas", ""),
    ("plants", "Plants and seedlings", "Plantas y plántulas", "things"),
    ("body-home", "Soap and home", "Jabón y hogar", "things"),
    ("clothing", "Clothing", "Ropa", "things"),
    ("print", "Print and posters", "Impresos y carteles", "things"),
    ("making", "Making and workshop", "Taller y fabricación", "things"),
    ("work", "Work and services", "Trabajos y servicios", ""),
    ("yard", "Yard and land work", "Jardín y terreno", "work"),
    ("repair", "Repair", "Reparación", "work"),
    ("cleaning", "Cleaning", "Limpieza", "work"),
    ("moving", "Moving and delivery", "Mudanza y reparto", "work"),
    ("care", "Care", "Cuidado", "work"),
    ("teaching", "Teaching", "Enseñanza", "work"),
    ("office", "Books and office", "Cuentas y oficina", "work"),
    ("network", "The network", "La red", ""),
    ("money", "Money and savings", "Dinero y ahorro", "network"),
    ("homes", "Homes", "Viviendas", "network"),
    ("land", "Land", "Tierra", "network"),
    ("organising", "Organizing", "Organización", "network"),
    ("history", "History", "Historia", "network"),
)


def load_topics() -> dict[str, Topic]:
    """Every topic by slug; those that are missing are made, those that are there stay as people have written them."""
    for order, (slug, english, spanish, above) in enumerate(TOPICS):
        Topic.objects.get_or_create(
            slug=slug,
            defaults={
                "name_en": english,
                "name_es": spanish,
                "order": order,
                "parent": Topic.objects.filter(slug=above).first(),
            },
        )
    return {topic.slug: topic for topic in Topic.objects.all()}
