"""What a person typed: cleaned once, checked by a form model, and kept when it cannot be taken."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypeVar, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ideas.failures import Invalid
from ideas.say import Sentence, say

# Controls, marks that turn the direction of what follows, and code points that are no character:
# never part of what people write.
NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    f"{NO_CHARACTERS}]"
)
CONTROLS = ("token", "once")
# Not written by anybody, or not to be shown: buttons and revisions, our own references, passwords.
UNTOLD = (
    *CONTROLS,
    "version",
    "then",
    "go",
    "turn",
    "do",
    "next",
    "back",
    "password",
    "fresh",
    "code",
    "codes",
    "credential",
)
OUR_REF = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")

Model = TypeVar("Model", bound="Form")


YEARS = range(2000, 2101)


def _sensible_day(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError(say("Tulis tahun di antara 2000 dan 2100."))
    return day


def _sensible_moment(text: str) -> str:
    try:
        sound = datetime.fromisoformat(text).year in YEARS
    except ValueError:
        sound = False
    if not sound:
        raise ValueError(say("Pilih tanggal dan jam."))
    return text


Day = Annotated[date, AfterValidator(_sensible_day)]
# As a browser sends it, without a zone; `typed_moment` gives it the reader's.
LocalMoment = Annotated[str, Field(min_length=1, max_length=30), AfterValidator(_sensible_moment)]


class Form(BaseModel):
    """A form's fields and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PlainForm(Form):
    """A form with nothing but its button."""


class Typed:
    """The fields of one sent form, in order, cleaned; and files, where a route takes them."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]] = (), files: Mapping[str, Any] | None = None
    ) -> None:
        self.files = {name: file for name, file in (files or {}).items() if file.filename}
        self.pairs = [(name, clean(text)) for name, text in pairs]

    def close(self) -> None:
        for file in self.files.values():
            file.file.close()

    def text(self, name: str, otherwise: str = "") -> str:
        return next((text for key, text in reversed(self.pairs) if key == name), otherwise)

    def texts(self, name: str) -> list[str]:
        return [text for key, text in self.pairs if key == name]

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.pairs if name not in CONTROLS}

    def told(self) -> list[str]:
        """What to show again on a failure page, so that nothing written is lost."""
        return [text for _, text in self.written()]

    def written(self) -> list[tuple[str, str]]:
        """The fields that hold something, but for passwords and what we put there ourselves."""
        return [
            (name, text)
            for name, text in self.pairs
            if text and name not in UNTOLD and not OUR_REF.fullmatch(text)
        ]

    def starting(self, prefix: str) -> dict[str, str]:
        """Fields of a family: 'answer-' gives {'purpose': …} for 'answer-purpose'."""
        family = [(n, t) for n, t in self.pairs if n.startswith(prefix)]
        return {name.removeprefix(prefix): text for name, text in family}

    def joined(self, prefix: str) -> dict[str, str]:
        """The same, with commas between all that was chosen under one name."""
        names = dict.fromkeys(name for name, _ in self.pairs if name.startswith(prefix))
        return {
            name.removeprefix(prefix): ",".join(filter(None, self.texts(name))) for name in names
        }

    def filled(self, model: type[Model], ignore: str | tuple[str, ...] = "\0") -> Model:
        """The form model, or `Invalid` with one sentence per field. `ignore`: field families."""
        names = {name for name in self.names if not name.startswith(ignore)}
        given: dict[str, Any] = {name: self._value(model, name) for name in names}
        try:
            return model.model_validate(given)
        except ValidationError as wrong:
            raise Invalid(
                {_field(error): sentence_for(error) for error in wrong.errors()}
            ) from None

    def _value(self, model: type[Form], name: str) -> str | list[str]:
        field = model.model_fields.get(name)
        many = field is not None and get_origin(field.annotation) in (list, tuple)
        return self.texts(name) if many else self.text(name)


def clean(text: str) -> str:
    """One form of Unicode (NFC), one kind of line end, no invisible controls."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNWANTED.sub("", unicodedata.normalize("NFC", lines))


def _field(error: Any) -> str:
    return str(error["loc"][0]) if error["loc"] else ""


def sentence_for(error: Any) -> Sentence:
    """Our own words for what pydantic found, by its kind and never by its English text."""
    facts = error.get("ctx", {})
    if isinstance(facts.get("error"), ValueError) and isinstance(facts["error"].args[0], Sentence):
        return facts["error"].args[0]
    text = SENTENCES.get(error["type"], say("Isian ini belum dapat diterima."))
    return Sentence(text.text, {k: v for k, v in facts.items() if isinstance(v, int | str)})


SENTENCES = {
    "missing": say("Bagian ini perlu diisi."),
    "string_too_short": say("Bagian ini perlu diisi."),
    "string_too_long": say("Terlalu panjang. Paling banyak {max_length} huruf."),
    "greater_than_equal": say("Paling kecil {ge}."),
    "less_than_equal": say("Paling besar {le}."),
    "int_parsing": say("Isi dengan angka bulat."),
    "int_type": say("Isi dengan angka bulat."),
    "enum": say("Pilih salah satu dari pilihan yang ada."),
    "literal_error": say("Pilih salah satu dari pilihan yang ada."),
    "date_from_datetime_parsing": say("Pilih tanggal dari kalender."),
    "date_parsing": say("Pilih tanggal dari kalender."),
    "extra_forbidden": say("Ada isian yang tidak dikenal formulir ini."),
    "too_long": say("Paling banyak {max_length} pilihan."),
    "too_short": say("Pilih paling sedikit {min_length}."),
}
