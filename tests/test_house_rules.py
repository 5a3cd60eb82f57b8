"""The rules of this house that no linter knows."""

import ast
import re
from pathlib import Path

from jinja2 import nodes

from ideas.acts import Act
from ideas.pages import PAGES
from ideas.permissions import AREAS, PERMISSIONS
from ideas.settings import ROOT
from ideas.stages import KINDS, StepKind
from ideas.web.render import environment

IDEAS = ROOT / "ideas"
TEMPLATES = ROOT / "templates"
SOURCES = sorted(IDEAS.rglob("*.py"))
ROUTES = [route for pages in PAGES for route in pages.routes]

FEATURES = [f for f in SOURCES if f.parent.parent.parent == IDEAS]
DOORS = {"given.py"}
CHANCE = ("datetime.now", "date.today", "time.time", "uuid4", "random.r", "random.c", "secrets.")
MEASURED = {"web/routes.py"}


def functions(file: Path) -> list[ast.FunctionDef]:
    return [n for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.FunctionDef)]


def records(function: ast.FunctionDef) -> bool:
    calls = [n for n in ast.walk(function) if isinstance(n, ast.Call)]
    return any(ast.unparse(call.func) in ("record", "_record", "_record_change") for call in calls)


def first_call(function: ast.FunctionDef) -> str:
    """The name that the first statement after the docstring calls."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    call = body[0].value if isinstance(body[0], ast.Expr) else None
    return ast.unparse(call.func) if isinstance(call, ast.Call) else ""


def test_every_action_asks_permission_first() -> None:
    """Whatever leaves a trace in the history is an action, in whichever file it stands."""
    actions = {
        f"{file.parent.name}.{function.name}": first_call(function)
        for file in FEATURES
        for function in ast.parse(file.read_text()).body
        if isinstance(function, ast.FunctionDef)
        if not function.name.startswith("_") and records(function)
    }
    assert len(actions) > 25
    unasked = {name for name, called in actions.items() if called != "require"}
    assert unasked == set()


def test_every_act_has_a_permission_and_every_kind_of_step_a_meaning() -> None:
    assert set(PERMISSIONS) == set(Act)
    assert len(PERMISSIONS) == sum(len(area.PERMITS) for area in AREAS)
    assert set(KINDS) == set(StepKind)


def test_every_act_is_done_somewhere() -> None:
    spoken = {match for file in SOURCES for match in re.findall(r"Act\.(\w+)", file.read_text())}
    inside = {"acts.py", "permissions.py", "stages.py"}
    done = {
        match
        for file in SOURCES
        if file.name not in inside and file.parent.name != "permits"
        for match in re.findall(r"Act\.(\w+)", file.read_text())
    }
    assert spoken
    assert {act.name for act in Act} - done == set()


def test_time_and_chance_enter_by_one_door() -> None:
    leaks = {
        f"{file.name}: {word}"
        for file in SOURCES
        if file.name not in DOORS
        for word in CHANCE
        if re.search(rf"(?<![\w.]){re.escape(word)}", _code(file))
    }
    assert leaks == set()


def _code(file: Path) -> str:
    """The names that the source uses, without its strings and comments."""
    tree = ast.walk(ast.parse(file.read_text()))
    return "\n".join(
        ast.unparse(node) for node in tree if isinstance(node, ast.Attribute | ast.Name)
    )


def test_only_the_route_layer_opens_transactions_for_pages() -> None:
    # These wait for a password hash or a provider, or must keep a wrong guess that is refused.
    allowed = {
        "signin.py", "identities.py", "steps.py", "links.py", "account.py", "passkeys.py",
        "leaving.py",
        "photos.py",  # the same as the next, from the field
        "attachments.py",  # keeps a large file in a store that may be far away
    }  # fmt: skip
    users = {f.name for f in (IDEAS / "pages").glob("*.py") if "transaction(" in f.read_text()}
    assert users == allowed


def test_actions_never_commit_and_rules_never_read() -> None:
    commits = [f for f in IDEAS.glob("*/*/actions.py") if ".commit(" in f.read_text()]
    reads = [f for f in IDEAS.glob("*/*/rules.py") if "session" in _code(f)]
    assert (commits, reads) == ([], [])


def test_every_area_tells_what_it_is() -> None:
    areas = {f.parent.parent for f in FEATURES if f.stem in ("rules", "actions", "queries")}
    assert len(areas) > 5
    assert [a.name for a in areas if not ast.get_docstring(_parsed(a / "__init__.py"))] == []


def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def test_every_route_has_its_own_name_and_a_known_act() -> None:
    names = [route.name for route in ROUTES]
    assert len(names) > 5
    assert len(names) == len(set(names))
    assert all(isinstance(route.act, Act) for route in ROUTES)


def test_templates_set_nothing_outside_their_blocks() -> None:
    """A block rendered alone would not see it."""
    lost = nodes.Import | nodes.FromImport | nodes.Assign | nodes.AssignBlock | nodes.Macro
    pages = [
        file for file in TEMPLATES.rglob("*.html") if file.name not in ("ui.html", "base.html")
    ]
    assert len(pages) > 2
    found = {
        file.name
        for file in pages
        for node in environment.parse(file.read_text()).body
        if isinstance(node, lost)
    }
    assert found == set()


def test_a_block_that_changes_alone_has_one_root_of_its_name() -> None:
    """Block name = element id, so that htmx finds the place where the block belongs."""
    wrong = []
    for folder in (folder for folder in TEMPLATES.iterdir() if folder.is_dir()):
        source = "".join(file.read_text() for file in folder.rglob("*.html"))
        asked = set(re.findall(r'block="(\w+)"', source))
        wrong += [f"{folder.name}: {block}" for block in asked if f'id="{block}"' not in source]
    assert wrong == []


def test_files_and_functions_stay_short() -> None:
    long_files = [f.name for f in SOURCES if len(f.read_text().splitlines()) > 200]
    long_functions = [
        f"{file.name}: {function.name}"
        for file in SOURCES
        for function in functions(file)
        if (function.end_lineno or 0) - function.lineno > 32
    ]
    long_pages = [
        str(f.relative_to(TEMPLATES))
        for f in TEMPLATES.rglob("*.html")
        if f.name != "ui.html" and len(f.read_text().splitlines()) > 150
    ]
    assert (long_files, long_functions, long_pages) == ([], [], [])


def test_no_name_that_says_nothing() -> None:
    empty = {
        "service",
        "services",
        "manager",
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "misc",
    }
    assert [f.name for f in IDEAS.rglob("*") if f.stem in empty] == []


def test_every_exception_to_a_rule_gives_its_reason() -> None:
    pattern = re.compile(r"# (?:noqa|type: ignore)(?:: [A-Z0-9, ]+|\[[\w, -]+\])?(.*)")
    mute = [
        f"{file.name}: {line.strip()}"
        for file in [*SOURCES, *(ROOT / "tests").rglob("*.py")]
        for line in file.read_text().splitlines()
        if (match := pattern.search(line)) and not match[1].strip(" -#") and "pattern" not in line
    ]
    assert mute == []


def test_the_project_speaks_of_itself_alone() -> None:
    """No address of a package registry, no path of somebody's machine."""
    foreign = re.compile(
        r"https?://(?:pypi|registry\.npmjs|files\.pythonhosted|deb\.debian)|/root/|/home/"
    )
    texts = ("*.py", "*.html", "*.toml", "*.md", "*.txt", "*.json", "Makefile", "*.sh", "*.js")
    folders = (IDEAS, TEMPLATES, ROOT / "tests", ROOT / "requirements", ROOT / "docs")
    files = {f for folder in folders for kind in texts for f in folder.rglob(kind)}
    told = [
        f.name
        for f in files
        if "node_modules" not in f.parts and f.name != "test_house_rules.py"
        if foreign.search(f.read_text())
    ]
    assert told == []
