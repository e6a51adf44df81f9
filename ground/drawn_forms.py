"""The fields of a form, drawn by code: the templates beside `templates/django/forms/` in a third of the time.

The templates say how a field looks and stay the place to read it; a test holds both equal. A widget that is not
listed here is drawn by its template. See docs/decisions/cards-drawn-by-code.md.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe

Context = Mapping[str, Any]


class DrawnForms(TemplatesSetting):
    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        draw = _DRAWN.get(template_name)
        drawn = draw(context) if draw else super().render(template_name, context, request)
        return mark_safe(drawn)


def _field(context: Context) -> str:
    field: BoundField = context["field"]
    if field.use_fieldset:
        return _fieldset(field)
    wrong, label = " wrong" if field.errors else "", conditional_escape(field.label or "")
    errors, widget = _errors_of(field), str(field)
    target = f' for="{field.id_for_label}"'
    if field.widget_type == "checkbox":
        box = f'<label class="choice"{target}>{widget}<span>{label}</span></label>'
        return f'<div class="field{wrong}">{errors}{box}{_help(field)}</div>'
    head = f"<label{target}>{label}</label>" if label else ""
    return f'<div class="field{wrong}">{head}{_help(field)}{errors}{widget}</div>'


def _fieldset(field: BoundField) -> str:
    kind = " choices" if field.widget_type == "checkboxselectmultiple" else ""
    wrong = " wrong" if field.errors else ""
    told = f' aria-describedby="{field.aria_describedby}"' if field.aria_describedby else ""
    label = conditional_escape(field.label or "")
    head = f'<legend class="legend" id="{field.auto_id}" tabindex="-1">{label}</legend>' if label else ""
    return f'<fieldset class="field{kind}{wrong}"{told}>{head}{_help(field)}{_errors_of(field)}{field}</fieldset>'


def _help(field: BoundField) -> str:
    if not field.help_text:
        return ""
    return f'<div class="help" id="{field.auto_id}_helptext">{field.help_text}</div>'


def _errors_of(field: BoundField) -> str:
    return str(field.errors) if field.errors else ""


def _errors(context: Context) -> str:
    errors = context["errors"]
    if not errors:
        return ""
    name = f' id="{errors.field_id}_error"' if errors.field_id else ""
    return f'<p class="error"{name}>{"<br>".join(map(conditional_escape, errors))}</p>'


def _input(context: Context) -> str:
    return _input_of(context["widget"])


def _input_of(widget: Context) -> str:
    value = "" if widget["value"] is None else f' value="{_said(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _many(context: Context) -> str:
    parts = []
    for group, options, _index in context["widget"]["optgroups"]:
        if group:
            parts.append(f'<p class="legend">{conditional_escape(group)}</p>')
        parts += map(_pick, options)
    return "".join(parts)


def _pick(option: Context) -> str:
    label, name = option["label"], option["attrs"].get("id")
    pick = " pick" if option["type"] == "radio" else ""
    target = f' for="{escape(name)}"' if name else ""
    note = f'<br><span class="small">{conditional_escape(label.note)}</span>' if getattr(label, "note", "") else ""
    aside = f'<span class="count">{conditional_escape(label.aside)}</span>' if getattr(label, "aside", "") else ""
    mark = conditional_escape(label.mark) if getattr(label, "mark", "") else ""
    words = f"<span>{conditional_escape(label)}{note}</span>"
    return f'<label class="choice{pick}"{target}>{_input_of(option)}{words}{aside}{mark}</label>'


def _select(context: Context) -> str:
    widget, parts = context["widget"], []
    for group, options, _index in widget["optgroups"]:
        drawn = "".join(map(_option, options))
        parts.append(f'<optgroup label="{conditional_escape(group)}">{drawn}</optgroup>' if group else drawn)
    return f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>{"".join(parts)}</select>'


def _option(option: Context) -> str:
    attributes = _attributes(option["attrs"])
    return f'<option value="{_said(option["value"])}"{attributes}>{conditional_escape(option["label"])}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{_said(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


def _said(value: object) -> str:
    return value if isinstance(value, SafeData) and isinstance(value, str) else escape(str(value))


_WIDGETS = "django/forms/widgets/"
_INPUTS = ("input", "text", "email", "tel", "url", "password", "hidden", "number", "search")
_DRAWN: dict[str, Callable[[Context], str]] = {
    "django/forms/field.html": _field,
    "django/forms/errors/list/ul.html": _errors,
    **{f"{_WIDGETS}{kind}.html": _input for kind in _INPUTS},
    f"{_WIDGETS}radio.html": _many,
    f"{_WIDGETS}checkbox_select.html": _many,
    f"{_WIDGETS}select.html": _select,
}
