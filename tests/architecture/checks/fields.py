"""H3, H12, H13: what the tables point at, and what of theirs is about a person. Over model classes, not over text."""

from collections.abc import Collection, Iterable, Mapping

from django.apps import apps
from django.db.models import Field, ForeignObject, ManyToManyField, Model

from architecture.checks.plan import LEVELS, is_below
from architecture.checks.source import Breach, unneeded


def ours() -> list[type[Model]]:
    """Our own tables, without those that libraries bring."""
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("firstbell.")]


def undeclared_library_tables(declared: Mapping[str, frozenset[str]]) -> list[Breach]:
    """H12: tables of libraries that are not declared, columns declared that they do not have, and tables that went."""
    found = []
    theirs = {m._meta.label: m for m in apps.get_models(include_auto_created=True) if m not in ours()}
    for label, model in theirs.items():
        if label not in declared:
            found.append(Breach(label, 0, "is a library's table, and not declared"))
        for name in sorted(declared.get(label, frozenset()) - {field.name for field in model._meta.concrete_fields}):
            found.append(Breach(f"{label}.{name}", 0, "is declared but no field"))
    return found + [Breach(label, 0, "is declared but no table") for label in sorted(declared.keys() - theirs.keys())]


def home_of(model: type[Model] | str) -> tuple[str, str]:
    """The floor and part that a model lives in: by its module, or by its label where Django knows no such model yet."""
    if isinstance(model, str):
        part = model.split(".")[0]
        return next((floor for floor, levels in LEVELS.items() if any(part in level for level in levels)), ""), part
    steps = model.__module__.split(".")
    return steps[1], steps[2]


def relations(model: type[Model]) -> list[Field]:
    return [f for f in model._meta.get_fields() if isinstance(f, ForeignObject | ManyToManyField) and f.model is model]


def pointing_up(models: Iterable[type[Model]]) -> list[Breach]:
    """H3: relations to a part that does not stand below, and relations downward that leave a way back up."""
    found = []
    for model in models:
        for field in relations(model):
            target = field.remote_field.model
            if isinstance(target, str):
                found.append(Breach(_name(model, field), 0, f"points at {target}, which does not exist"))
            elif home_of(target) == home_of(model):
                continue
            elif not is_below(home_of(model), home_of(target)):
                found.append(
                    Breach(_name(model, field), 0, f"points at {target._meta.label}, which does not stand below")
                )
            elif not field.remote_field.hidden:
                found.append(Breach(_name(model, field), 0, 'leads back from below; give it related_name="+"'))
    return found


def undeclared_fields(models: Iterable[type[Model]]) -> list[Breach]:
    """H12: PERSONAL and PLAIN name every concrete field of a model exactly once, and nothing else."""
    found = []
    for model in models:
        concrete = {field.name for field in model._meta.concrete_fields}
        personal, plain = (getattr(model, name, None) for name in ("PERSONAL", "PLAIN"))
        if not isinstance(personal, frozenset) or not isinstance(plain, frozenset):
            found.append(Breach(model._meta.label, 0, "does not declare PERSONAL and PLAIN"))
            continue
        found += [
            Breach(f"{model._meta.label}.{f}", 0, "is in neither PERSONAL nor PLAIN")
            for f in concrete - personal - plain
        ]
        found += [Breach(f"{model._meta.label}.{f}", 0, "is in both PERSONAL and PLAIN") for f in personal & plain]
        found += [
            Breach(f"{model._meta.label}.{f}", 0, "is declared but no field") for f in (personal | plain) - concrete
        ]
    return found


TELLING = (
    "address", "agreed_by", "approved_by", "birth", "email", "ended_by", "fingerprint", "forename", "known_as",
    "latitude", "longitude", "nhs", "nominal", "occupation", "phone", "postcode", "raw", "street", "surname", "upn",
    "uprn", "voice",
)  # fmt: skip
"""Parts of a field's name that tell of a person, whatever the table."""


def plainly_personal(models: Iterable[type[Model]], exempt: frozenset[str]) -> list[Breach]:
    """H12: fields declared plain whose names tell of a person (``exempt``: by label, looked at by a person)."""
    sounding = [
        f"{model._meta.label}.{name}"
        for model in models
        for name in sorted(getattr(model, "PLAIN", ()))
        if any(word in name for word in TELLING)
    ]
    says = "is declared plain, but its name tells of a person"
    return [Breach(name, 0, says) for name in sounding if name not in exempt] + unneeded(exempt, sounding)


def declared_both_ways(models: Iterable[type[Model]], exempt: Mapping[str, str]) -> list[Breach]:
    """H12: a field's name that is personal in one table and plain in another (``exempt``: by name, with the reason)."""
    tables = list(models)
    where = {
        kind: {name: model for model in tables for name in getattr(model, kind, ())} for kind in ("PERSONAL", "PLAIN")
    }
    both = sorted(where["PERSONAL"].keys() & where["PLAIN"].keys())
    return [
        Breach(f"{where['PLAIN'][name]._meta.label}.{name}", 0, f"is personal in {where['PERSONAL'][name]._meta.label}")
        for name in both
        if name not in exempt
    ] + unneeded(exempt, both)


def tied_to_the_trail(models: Iterable[type[Model]]) -> list[Breach]:
    """H13: relations from or to the audit trail."""
    audit = ("foundations", "audit")
    return [
        Breach(_name(model, field), 0, "ties the audit trail to another table")
        for model in models
        for field in relations(model)
        if audit in (home_of(model), home_of(field.remote_field.model))
    ]


def _name(model: type[Model], field: Field) -> str:
    return f"{model._meta.label}.{field.name}"


def told_to_nobody(models: Iterable[type[Model]], told: Collection[str], not_told: Mapping[str, str]) -> list[Breach]:
    """H12: tables that hold something of a person and are neither told to whoever asks nor left out with a reason;
    those that are both; and those of either that hold nothing, or are none."""
    personal = {model._meta.label for model in models if getattr(model, "PERSONAL", None)}
    listed = {*told, *not_told}
    return [
        *(Breach(one, 0, "holds something of a person, and is told to nobody") for one in sorted(personal - listed)),
        *(Breach(one, 0, "is told, and stands among what is not") for one in sorted(set(told) & set(not_told))),
        *(Breach(one, 0, "is listed, but holds nothing of a person") for one in sorted(listed - personal)),
        *(Breach(one, 0, "is left out without a reason") for one, why in sorted(not_told.items()) if len(why) < 20),
    ]


def leading_to(root: type[Model], models: Iterable[type[Model]]) -> set[type[Model]]:
    """Every table from which keys lead to this one, however far, and itself."""
    everybody, found = list(models), {root}
    while grown := {
        model
        for model in everybody
        if model not in found and any(field.remote_field.model in found for field in relations(model))
    }:
        found |= grown
    return found


def out_of_order(tables: Iterable[type[Model]]) -> list[Breach]:
    """Tables that are emptied before another that points at them is."""
    order = list(dict.fromkeys(tables))
    return [
        Breach(model._meta.label, 0, f"points at {target._meta.label}, which is emptied before it")
        for at, model in enumerate(order)
        for target in (field.remote_field.model for field in relations(model))
        if target in order[:at] and target is not model
    ]
