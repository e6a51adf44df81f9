"""Templates kept once for each language, with the words of that language already in them.

A page has a dozen words to translate for each thing that it looks up, and Django looks each of them up again for each
reader. Here that is done when a template is first asked for in a language. See docs/decisions/spoken-templates.md.
"""

from collections.abc import Iterator
from typing import Any, cast

from django.conf import settings
from django.template import Context, Origin, Template
from django.template.base import FilterExpression, Node, NodeList, TextNode, Variable
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import base, cached
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode
from django.urls import get_urlconf
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ground.quick_variables import QuickTemplate, in_page


class _Speaking(base.Loader):
    """Puts the words into the project's own templates; those of packages may count on being read anew."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        if template.origin.name.startswith(tuple(f"{folder}/" for folder in self.engine.dirs)):
            template = QuickTemplate(template.source, template.origin, template.name, self.engine)
            _say(template.nodelist)
        return template


class Loader(cached.Loader, _Speaking):
    """Django's cached loader, but for each language by itself. A template must be asked for in the language in which it
    is rendered: whoever keeps one across languages has its words in the wrong one.
    """

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{get_language()}:{get_urlconf() or settings.ROOT_URLCONF}:{super().cache_key(template_name, skip)}"


def _say(nodes: NodeList) -> None:
    """Translate what stands in the template itself, here and below, and join the text that then stands side by side."""
    said: list[Node] = []
    for node in nodes:
        words = _words(node)
        if words is None:
            said.append(_Sentence.of(node) if type(node) is BlockTranslateNode else node)
            for below in _below(node):
                _say(below)
            _settle_component(node)
        elif said and isinstance(said[-1], TextNode):
            said[-1] = TextNode(said[-1].s + words)
        elif words:
            said.append(TextNode(words))
    nodes[:] = said


def _words(node: Node) -> str | None:
    """What the node says to every reader of this language; None for one that has to look."""
    if isinstance(node, TextNode):
        return node.s
    if isinstance(node, CommentNode | LoadNode):
        return ""
    is_told = (isinstance(node, TranslateNode) and _is_plain(node)) or (isinstance(node, URLNode) and _is_fixed(node))
    return node.render(Context()) if is_told else None


def _is_plain(node: TranslateNode) -> bool:
    """Words in quotes that are put where they stand: no variable, no filter, no name to keep them under."""
    told: Any = node.filter_expression
    plain = isinstance(told.var, Variable) and isinstance(told.var.literal, str) and not told.filters
    return plain and not (node.noop or node.asvar or node.message_context)


def _is_fixed(node: URLNode) -> bool:
    """`{% url "market" %}`: where nothing is asked for but a page by its name, its address follows from the language."""
    return not (node.args or node.kwargs or node.asvar or node.view_name.is_var or node.view_name.filters)


class _Sentence(BlockTranslateNode):
    """`{% blocktranslate %}` without a plural: its sentence is looked up once, and only its values each time."""

    _said: str
    _names: list[str]

    @classmethod
    def of(cls, node: BlockTranslateNode) -> Node:
        """The node itself where it has a plural or a context, or where its translation cannot be filled in."""
        if node.plural or node.message_context:
            return node
        words, names = node.render_token_list(node.singular)
        sentence = cls.__new__(cls)
        sentence.__dict__.update(node.__dict__)
        sentence._said, sentence._names = gettext(words), names
        try:
            sentence._said % dict.fromkeys(names, "")
        except (KeyError, ValueError):
            return node
        return sentence

    def render(self, context: Context, nested: bool = False) -> str:
        context.update({name: value.resolve(context) for name, value in self.extra_context.items()})
        told = {name: in_page(context.get(name, ""), context) for name in self._names}
        context.pop()
        said = self._said % told
        if not self.asvar:
            return said
        context[self.asvar] = SafeString(said)
        return ""


def _settle_component(node: Node) -> None:
    """`title=_("Market")` of an include, and the include's own template where it has one name."""
    if not isinstance(node, IncludeNode):
        return
    for argument in node.extra_context.values():
        if isinstance(argument.var, Promise):
            argument.var = str(argument.var)
    name = node.template.var
    if isinstance(name, str) and not node.template.filters and not name.startswith("."):
        node.template = cast("FilterExpression", _Component(name))


class _Component:
    """The template that an include names, looked for when it is first drawn: in the language of the page around it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._template: Template | None = None

    def resolve(self, context: Context) -> Template:
        found = self._template
        if found is None:
            around = cast("Template", context.template)  # a context has one while it is drawn
            found = self._template = around.engine.get_template(self._name)
        return found


def _below(node: Node) -> Iterator[NodeList]:
    if isinstance(node, LanguageNode):
        return  # it says its words in another language than the page's
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        nodes = getattr(node, name, None)
        if isinstance(nodes, NodeList):
            yield nodes
