"""What one hears: the list, how one wants to hear, and the end of daily letters."""

from uuid import UUID

from fastapi.responses import Response

from ideas.acts import Act
from ideas.failures import Invalid, Missing
from ideas.say import say
from ideas.talking.notices.actions import choose_hearing, read_everything, read_notice, stop_digests
from ideas.talking.notices.queries import notices_of, ways_of
from ideas.talking.notices.rules import WAYS, Topic, Way
from ideas.talking.notices.stopping import stopped_by
from ideas.web.forms import Form, PlainForm
from ideas.web.places import place_in
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class HearingForm(Form):
    """Only the family way-<topic>."""


@pages.read("/notices", Act.SEE_NOTICES)
def get_notices(visit: Visit, notice: str = "") -> Response:  # noqa: ARG001 -- of the form that comes back
    place = place_in(visit.request.query_params.get("before", ""))
    return show(visit, "notices/list.html", news=notices_of(visit.session, visit.me.id, place))


@pages.write("/notices", Act.SEE_NOTICES, page=get_notices)
def post_notices(visit: Visit) -> Done:
    visit.filled(PlainForm)
    read_everything(visit.session, visit.me)
    return Done(said=say("Semua kabar ditandai sudah dibaca."))


@pages.write("/notices/{notice}/opening", Act.SEE_NOTICES, page=get_notices)
def post_notice_opening(visit: Visit, notice: str) -> Done:
    visit.filled(PlainForm)
    try:
        wanted = UUID(notice)
    except ValueError:
        raise Missing from None
    return Done(to=read_notice(visit.session, visit.me, wanted))


@pages.read("/notices/settings", Act.CHOOSE_NOTICES)
def get_hearing(visit: Visit) -> Response:
    return show(
        visit, "notices/settings.html", ways=ways_of(visit.session, visit.me.id), choices=WAYS
    )


@pages.write("/notices/settings", Act.CHOOSE_NOTICES, page=get_hearing)
def post_hearing(visit: Visit) -> Done:
    visit.filled(HearingForm, ignore="way-")
    choose_hearing(visit.session, visit.me, _chosen(visit))
    return Done(said=say("Pilihan tersimpan."))


@pages.read("/notices/stop/{token}", Act.STOP_NOTICES, public=True)
def get_stop(visit: Visit, token: str) -> Response:
    """Nothing happens by looking: mail programs look at every link."""
    stopped_by(visit.session, token)
    return show(visit, "notices/stop.html", token=token, done=False)


@pages.write("/notices/stop/{token}", Act.STOP_NOTICES, page=get_stop, signed=True, public=True)
def post_stop(visit: Visit, token: str) -> Response:
    stop_digests(visit.session, stopped_by(visit.session, token))
    return show(visit, "notices/stop.html", token=token, done=True)


def _chosen(visit: Visit) -> dict[Topic, Way]:
    wrong = say("Pilih salah satu dari pilihan yang ada.")
    chosen: dict[Topic, Way] = {}
    for topic, way in visit.typed.starting("way-").items():
        if topic not in list(Topic) or way not in list(Way):
            raise Invalid({f"way-{topic}": wrong})
        chosen[Topic(topic)] = Way(way)
    return chosen
