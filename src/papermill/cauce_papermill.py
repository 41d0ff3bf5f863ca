"""Lets papermill pass parameters to TypeScript notebooks.

Papermill writes parameters in the notebook's language, and has no way to learn a language but from
Python code that it loads. It loads its engines: this module is one, and teaches it TypeScript on
the way, also for notebooks that run with papermill's own engine.
"""

import json
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

_declaration = re.compile(
    r"^[ \t]*(?:export[ \t]+)?(?:const|let|var)[ \t]+(?P<name>[\w$]+)[ \t]*(?::(?P<type>[^=\n]+))?"
    r"=(?!=)[ \t]*(?P<value>.*?);?(?:[ \t]+//[ \t]*(?P<help>.*))?[ \t]*$",
    re.MULTILINE,
)


def _type_of(value):
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, list):
        types = {_type_of(item) for item in value}
        if types in ({"number"}, {"boolean"}):
            return f"{types.pop()}[]"
    return "any"


class TypeScriptTranslator(Translator):
    """Writes each parameter as a `const`, because only constants reach a task.

    Numbers, booleans and lists of them have their type. All else is an `any`: of its own type,
    `"fast"` could not be compared with `"slow"`, and of type `string` it would not fit a parameter
    that is one of two words.
    """

    @classmethod
    def translate(cls, val):
        # JSON is TypeScript; NaN and Infinity, which are not JSON, are TypeScript too.
        return json.dumps(val, ensure_ascii=False, default=str)

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        return f"const {name}: {_type_of(json.loads(str_val))} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        return [
            Parameter(
                name=found["name"],
                inferred_type_name=(found["type"] or "None").strip(),
                default=found["value"],
                help=found["help"] or "",
            )
            for found in _declaration.finditer(parameters_cell["source"])
        ]


papermill_translators.register("cauce", TypeScriptTranslator)
papermill_translators.register("typescript", TypeScriptTranslator)


class CauceEngine(NBClientEngine):
    """Papermill's own engine, under a name by which it finds this module."""
