"""Words that this site does not use, and the forms that would call a stranger tú."""

import re
from collections.abc import Iterator

_ENGLISH = (
    # What sells.
    r"empower\w* vibrant\w* seamless\w* journeys? unlock\w* unleash\w* elevat\w+ curated? supercharg\w* transformative",
    r"innovati\w+ disrupt\w* revolutioni[sz]\w* groundbreaking game-changing cutting-edge world-class best-in-class",
    r"state-of-the-art next-level passionate delve\w* tapestry bespoke elevate one-stop robust",
    # What an office says.
    r"utili[sz]\w+ leverag\w+ (?<!multi-)stakeholders? synerg\w+ streamlin\w+ holistic\w* ecosystems? paradigms? impactful",
    r"actionable facilitat\w+ commenc\w+ endeavou?r\w* aforementioned herein hereby pursuant implement\w* optimi[sz]\w+",
    r"onboard\w* deliverables? bandwidth touchpoints? in-order-to prior-to at-this-time going-forward reach-out",
    # What a machine says.
    r"oops whoops uh-oh lorem click-here invalid successfully error-occurred submit please-note user-friendly users?",
    r"login log-in log-out username e-commerce shopping-cart wishlist",
)
_SPANISH = (
    r"empoder\w* vibrantes? desbloque\w* potenci[ae]\w* elev(?:ar|e|amos)-su innovador\w* revolucionari\w+",
    r"transformador\w* de-vanguardia de-clase-mundial sin-fisuras solución-integral soluciones-integrales apasionad\w+",
    r"utiliz\w+ apalanc\w+ partes-interesadas sinergias? optimiz\w+ holístic\w+ ecosistemas? paradigmas? implement\w+",
    r"a-fin-de con-el-objetivo-de previo-a antedich\w+ facilit\w+ accionables? robust[oa]s? agiliz\w+",
    r"ups uy lorem haga-clic haz-clic inválid[oa]s? exitosamente con-éxito se-produjo-un-error usuari[oa]s? loguear\w*",
    r"e-?mail carrito clickear\w* cliquear\w* chequear? aplicar-para computador",
)
# Enclitic and irregular commands, and every pronoun and verb form that is only ever said to one whom we know well.
_INFORMAL = (
    r"tú tu tus ti contigo tuy[oa]s? vosotr[oa]s vuestr[oa]s? os eres estás vas das ves sabes puedes tienes quieres",
    r"debes haces dices pones sales vienes eliges escribes lees vives compras-en pagas recibes vendes necesitas buscas",
    r"usas entras llevas recoges pides prefieres encuentras conoces crees cambias guardas envías aceptas deseas",
    r"podrás tendrás serás estarás recibirás verás podrías tendrías deberías querrías has hayas seas estés quieras",
    r"puedas tengas necesites hagas digas pongas vengas vayas olvides dejes cierres",
    r"haz hazlo hazla ponlo ponla ponle dinos dime dile",
    r"\w*[áéíóú][bcdfghjklmnñpqrstvxyz]{1,3}[ae]te",  # siéntate, quédate, únete
    r"llámanos escríbenos pregúntanos cuéntanos ayúdanos síguenos llámalo guárdalo guárdala míralo léelo pídelo",
    r"muéstralo envíalo tráelo llévalo tómalo cámbialo bórralo quítalo inténtalo revísalo confírmalo regístrate",
)

# Said of somebody these are right ("quien paga elige"); at the beginning of a sentence they are a command to a friend.
_COMMANDS = (
    "Ven|Mira|Elige|Escoge|Escribe|Busca|Lee|Encuentra|Descubre|Recoge|Pide|Llama|Agrega|Añade|Envía|Confirma"
    "|Revisa|Selecciona|Ingresa|Introduce|Pulsa|Toca|Prueba|Pregunta|Cuenta|Crea|Apunta|Comparte|Firma|Sube|Baja|Pon"
)


def _pattern(lines: tuple[str, ...]) -> re.Pattern[str]:
    words = " ".join(lines).split()
    spaced = (re.sub(r"(?<=[\wáéíóú)])-(?=[\wáéíóú])", r"[ -]", word) for word in words)
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b", re.IGNORECASE)


_BANNED = {"en": _pattern(_ENGLISH), "es": _pattern(_SPANISH)}
_TU = _pattern(_INFORMAL)
_COMMAND = re.compile(rf"(?:^|[.!?:;>] ?|[¡¿“(])(?P<said>{_COMMANDS})(?= \w)(?! de )")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|%\(\w+\)s")


def banned(text: str, language: str) -> Iterator[str]:
    """Each word of the list in a text of that language (`en` or `es`), as it stands there."""
    yield from (found.group() for found in _BANNED[language].finditer(_ADDRESS.sub(" ", text)))


def informal(spanish: str) -> Iterator[str]:
    """Each word that says tú or vosotros. Spanish of the site says usted."""
    bare = _ADDRESS.sub(" ", spanish)
    yield from (found.group() for found in _TU.finditer(bare))
    yield from (found["said"] for found in _COMMAND.finditer(bare))
