"""Variables of a template, found as Django finds them, without its detours.

A component leaves most of its arguments out, and Django looks for each of them in every place where one could be, at ten times the price of
one that is there; objects are first asked for an item, which costs an exception. Whatever is not plain goes Django's way, so both say
the same. See docs/decisions/spoken-templates.md.
"""

from html import escape
from typing import Any

from django.template import Context, Template
from django.template.base import (
    FilterExpression,
    Lexer,
    Node,
    NodeList,
    Parser,
    Token,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.utils.safestring import SafeString

_MISSING = object()


class QuickTemplate(Template):
    """A template whose variables are quick. It has no page for developers: with DEBUG on Django's own is used."""

    def compile_nodelist(self) -> NodeList:
        tokens = Lexer(self.source).tokenize()
        parser = _Parser(tokens, self.engine.template_libraries, self.engine.template_builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = parser.extra_data
        return nodes


class _Parser(Parser):
    def compile_filter(self, token: str) -> FilterExpression:
        told = super().compile_filter(token)
        told.var = _quick(told.var)
        told.filters = [(use, [(looks, _quick(value)) for looks, value in given]) for use, given in told.filters]
        return told

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        if type(node) is VariableNode:
            node = _Said(node.filter_expression)
        super().extend_nodelist(nodelist, node, token)


def _quick(told: Any) -> Any:
    return _Quick(told.var) if type(told) is Variable and told.lookups else told


class _Quick(Variable):
    __slots__ = ()

    def _resolve_lookup(self, context: Any) -> Any:
        lookups: tuple[str, ...] = self.lookups  # type: ignore[assignment]  # `_quick` has looked
        found = _named(lookups[0], context)
        if found is _MISSING and lookups[0] not in context.__dict__:
            raise VariableDoesNotExist("Nobody told %s", (self.var,))
        try:
            for name in lookups[1:]:
                found = _part(found, name)
        except Exception:  # noqa: BLE001 - Django knows which of them a page passes over in silence
            found = _MISSING
        return super()._resolve_lookup(context) if found is _MISSING or callable(found) else found  # type: ignore[misc]


def _named(name: str, context: Context) -> Any:
    for told in reversed(context.dicts):
        if name in told:
            return told[name]
    return _MISSING


def _part(whole: Any, name: str) -> Any:
    """`whole.name` where Django would find the same; _MISSING for all that it should look at itself."""
    kind = type(whole)
    if kind is dict:
        return whole.get(name, _MISSING)
    if callable(whole) or (hasattr(kind, "__getitem__") and not isinstance(whole, tuple)):
        return _MISSING  # also _MISSING itself, which has no part
    return getattr(whole, name, _MISSING)


class _Said(VariableNode):
    def render(self, context: Context) -> str:
        return in_page(self.filter_expression.resolve(context), context)


def in_page(value: Any, context: Context) -> str:
    """The value as it stands in a page: what `render_value_in_context` makes of it, at once where it is plain text."""
    kind = type(value)
    if kind is SafeString:
        return value  # type: ignore[no-any-return]
    if kind is str and context.autoescape:
        return escape(value)
    return render_value_in_context(value, context)
