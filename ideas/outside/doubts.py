"""Why the word of an identity provider is not taken: a code to record, a sentence to tell."""

from enum import StrEnum

from ideas.say import Sentence, say


class Doubt(StrEnum):
    # on the way
    STATE = "state"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    ANSWER = "answer"
    METADATA = "metadata"
    # the token
    ISSUER = "issuer"
    AUDIENCE = "audience"
    NONCE = "nonce"
    SIGNATURE = "signature"
    KEY = "key"
    TIME = "time"
    CLAIMS = "claims"
    REPLAYED = "replayed"
    # the person
    NUMBER = "number"
    UNKNOWN = "unknown"
    TAKEN = "taken"
    OTHER_PERSON = "other_person"
    NOT_SERVING = "not_serving"


MISTRUSTED = say("Jawaban {provider} tidak dapat kami pastikan. Anda belum masuk.")
TELL: dict[Doubt, Sentence] = {
    Doubt.STATE: say("Masuk lewat {provider} tidak berhasil. Halaman ini sudah tidak berlaku."),
    Doubt.DECLINED: say("{provider} tidak mengizinkan Anda masuk, atau Anda membatalkannya."),
    Doubt.UNREACHABLE: say("{provider} sedang tidak dapat dihubungi. Anda belum masuk."),
    Doubt.NUMBER: say("{provider} tidak menyebut NIP Anda yang sudah dipastikan."),
    Doubt.UNKNOWN: say("Akun {provider} Anda belum terhubung dengan data pegawai di sini."),
    Doubt.TAKEN: say("Data pegawai Anda sudah terhubung dengan akun {provider} yang lain."),
    Doubt.OTHER_PERSON: say("Akun {provider} ini terhubung dengan pegawai lain."),
    Doubt.NOT_SERVING: say("Data pegawai Anda di sini tidak sedang bertugas di unit kerja."),
}
AGAIN = say("Silakan mulai lagi dari halaman masuk.")
LATER = say("Coba lagi beberapa menit lagi, atau pakai akun Wadah.")
OFFICE = say("Hubungi pengelola kepegawaian di kantor Anda. Sebutkan nama {provider}.")
KEEPER = say("Kejadian ini tercatat bagi pengelola sistem. Hubungi mereka untuk membetulkannya.")
ADVICE: dict[Doubt, Sentence] = {
    Doubt.UNREACHABLE: LATER,
    Doubt.NUMBER: OFFICE,
    Doubt.UNKNOWN: OFFICE,
    Doubt.NOT_SERVING: OFFICE,
    Doubt.TAKEN: KEEPER,
    Doubt.OTHER_PERSON: KEEPER,
}
STATUS = {Doubt.UNREACHABLE: 503, Doubt.ANSWER: 502, Doubt.METADATA: 502}
FOR_PEOPLE = frozenset(
    {Doubt.NUMBER, Doubt.UNKNOWN, Doubt.TAKEN, Doubt.OTHER_PERSON, Doubt.NOT_SERVING}
)


class Doubtful(Exception):
    """Nobody comes in on this word. `person`: the reference of whom it was about, when known."""

    def __init__(self, doubt: Doubt, person: str = "") -> None:
        super().__init__(doubt.value)
        self.doubt, self.person = doubt, person
        self.status = STATUS.get(doubt, 403 if doubt in FOR_PEOPLE else 422)

    def told_of(self, provider: str) -> tuple[Sentence, Sentence]:
        """What happened and what to do now, naming the provider."""
        facts = {"provider": provider}
        happened, advice = TELL.get(self.doubt, MISTRUSTED), ADVICE.get(self.doubt, AGAIN)
        return Sentence(happened.text, facts), Sentence(advice.text, facts)
