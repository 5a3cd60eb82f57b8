"""What can go wrong, in the words of the domain, each with the status it answers with."""

from collections.abc import Mapping

from ideas.say import Sentence, say


class Failure(Exception):
    status = 500

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Missing(Failure):
    """Not there, or not for this person: nobody can tell which."""

    status = 404

    def __init__(self) -> None:
        super().__init__(say("Halaman ini tidak ada, atau bukan untuk Anda."))


class Refused(Failure):
    status = 403


PASSED = say("Batas waktu tahap ini baru saja lewat. Yang tersimpan tidak hilang.")


class TooLate(Refused):
    """The step has closed. To a form this is one more thing wrong with it: status 422."""

    def __init__(self, sentence: Sentence = PASSED) -> None:
        super().__init__(sentence)


class Stale(Refused):
    """Allowed, but only right after one has proved who one is. `to`: where to go on then."""

    def __init__(self, to: str) -> None:
        super().__init__(say("Sebelum ini, buktikan diri sekali lagi. Tidak ada yang berubah."))
        self.to = to


class Conflicting(Failure):
    status = 409


class TooOften(Failure):
    status = 429


class Invalid(Failure):
    """What was typed cannot be taken; `errors` names the field of each sentence."""

    status = 422

    def __init__(self, errors: Mapping[str, Sentence] | Sentence) -> None:
        self.errors = {"": errors} if isinstance(errors, Sentence) else dict(errors)
        super().__init__(next(iter(self.errors.values())))
