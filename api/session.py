"""Sign-in and sign-out: a plain accessible page, an HttpOnly cookie. One click per role in demonstration mode only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from data.access import Actor
from data.refusals import Refused
from data.sessions import COOKIE
from locales.labels import LABELS
from locales.texts import LANGUAGES, Texts, language
from services import Services, get_services

PAGE = Template((Path(__file__).parent / "sign_in.html").read_text("utf-8"))


async def show(request: Request) -> Response:
    """GET /connexion: who is signed in, the ways to sign in."""
    return await run_in_threadpool(page, request)


async def sign_in(request: Request) -> Response:
    """POST /connexion with `account` (demonstration mode) or `link` (a secret good once)."""
    form = await request.form()
    if not from_ourselves(request):
        return Response(status_code=403)
    account, link = str(form.get("account", "")), str(form.get("link", ""))
    return await run_in_threadpool(open_session, request, account, link)


async def sign_out(request: Request) -> Response:
    """POST /deconnexion."""
    if not from_ourselves(request):
        return Response(status_code=403)
    await run_in_threadpool(get_services().sessions.close, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


def from_ourselves(request: Request) -> bool:
    """Whether a form was sent from our own page: browsers say so, and SameSite alone lets sister sites through."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or origin.split("://")[-1] == request.headers.get("host", "")


def open_session(request: Request, account: str, link: str) -> Response:
    """The cookie and the way home; the page again with a sentence when it is refused."""
    services = get_services()
    try:
        if link:
            secret = services.sessions.use_link(link)
        elif services.settings.demo and account in {each.id for each in services.sessions.accounts()}:
            secret = services.sessions.open(account)
        else:
            return page(request, refused=True, status=403)
    except Refused:
        return page(request, refused=True, status=403)
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=services.settings.session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=services.settings.secure_cookies,
    )
    return answer


def page(request: Request, *, refused: bool = False, status: int = 200) -> HTMLResponse:
    """The sign-in page in the browser's language."""
    services = get_services()
    texts = Texts(language(request.query_params.get("lang"), request.headers.get("accept-language")))
    who = services.sessions.who(request.cookies.get(COOKIE, ""))
    t = texts.t
    other = next(code for code in LANGUAGES if code != texts.lang)
    parts = [
        refusal(texts) if refused else "",
        present(texts, who) if who else "",
        by_link(texts, request.query_params.get("lien", "")),
        by_role(texts, services) if services.settings.demo else by_invitation(texts),
    ]
    return HTMLResponse(
        PAGE.substitute(
            lang=texts.lang,
            title=escape(t("Se connecter")),
            town=escape(services.settings.town),
            intro=escape(t("Les habitants n’ont pas besoin de compte. La connexion sert aux équipes de la ville.")),
            home=escape(t("Retour à l’accueil")),
            other=other,
            other_name=LANGUAGES[other],
            body="".join(parts),
        ),
        status_code=status,
        headers={"Cache-Control": "no-store"},
    )


def refusal(texts: Texts) -> str:
    """Why one is not signed in."""
    said = texts.t(
        "Cette connexion n’est pas possible. Demandez un nouveau lien à la direction des systèmes d’information."
    )
    return f'<p class="refusal" role="alert">{escape(said)}</p>'


def present(texts: Texts, who: Actor) -> str:
    """Who is signed in, and the way out."""
    said = texts.t("Vous êtes {name} ({role}).", name=who.name, role=texts.t(LABELS[who.role]))
    leave = texts.t("Se déconnecter")
    return (
        f'<section><p>{escape(said)}</p><form method="post" action="/deconnexion">'
        f"<button>{escape(leave)}</button></form></section>"
    )


def by_link(texts: Texts, secret: str) -> str:
    """A link good once is spent by a click, not by the mail program that looks at it."""
    if not secret:
        return ""
    said = escape(texts.t("Votre lien de connexion est prêt."))
    return (
        f'<section><p>{said}</p><form method="post" action="/connexion">'
        f'<input type="hidden" name="link" value="{escape(secret)}">'
        f'<button class="main">{escape(texts.t("Me connecter"))}</button></form></section>'
    )


def by_invitation(texts: Texts) -> str:
    """Out of demonstration mode: how one gets in."""
    said = texts.t("Pour vous connecter, ouvrez le lien que la direction des systèmes d’information vous a envoyé.")
    return f"<section><p>{escape(said)}</p></section>"


def by_role(texts: Texts, services: Services) -> str:
    """One button per role of the demonstration, then the other people, folded."""
    teams = {each.code: texts.either(each.name, each.name_en) for each in services.categories.teams()}
    everybody = services.sessions.accounts()
    first = [each for each in everybody if each.id == each.role.value]
    others = [each for each in everybody if each.id != each.role.value]
    title = escape(texts.t("Démonstration : choisir un rôle"))
    more = escape(texts.t("Les autres personnes de la ville"))
    folded = f"<details><summary>{more}</summary>{buttons(texts, others, teams)}</details>" if others else ""
    return f"<section><h2>{title}</h2>{buttons(texts, first, teams)}{folded}</section>"


def buttons(texts: Texts, people: Sequence[Actor], teams: Mapping[str, str]) -> str:
    """A list of one-click sign-ins: role, then name and team."""
    rows = "".join(
        '<li><form method="post" action="/connexion">'
        f'<button name="account" value="{escape(each.id)}"><strong>{escape(texts.t(LABELS[each.role]))}</strong> '
        f"<span>{escape(' · '.join(filter(None, (each.name, teams.get(each.team, '')))))}</span></button></form></li>"
        for each in people
    )
    return f"<ul>{rows}</ul>"


ROUTES = [
    Route("/connexion", show, methods=["GET"]),
    Route("/connexion", sign_in, methods=["POST"]),
    Route("/deconnexion", sign_out, methods=["POST"]),
]
