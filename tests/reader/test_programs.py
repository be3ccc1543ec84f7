"""The interface for programs: tokens, their scopes, and whatever a fuzzer thinks of."""

from __future__ import annotations

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import status_code_conformance

from reading_site import Server

PASSWORD = "a long sentence of mine"


def token(server: Server, *scopes: str, role: str = "owner") -> dict[str, str]:
    """The headers of a program."""
    members = server.site.members
    told = members.first_code()
    if told is not None:
        members.enter(told, "ada", "Ada", PASSWORD)
    number = 1
    if role != "owner":
        members.enter(members.invite(role), role, role, PASSWORD)
        number = members.listed()[-1].id
    return {"Authorization": f"Bearer {members.make_token(number, 'test', list(scopes))}"}


def test_a_token_does_what_its_scopes_say(server: Server, client: httpx.Client) -> None:
    server.site.discussion.write(1, "Bob", "First.", author="b", by=None)
    assert client.get("/api/queue").status_code == 401
    assert (
        client.get("/api/queue", headers={"Authorization": "Bearer or_guessed"}).status_code == 401
    )
    assert client.get("/api/queue", headers={"Authorization": "Basic YTpi"}).status_code == 401
    reader, moderator = token(server, "read"), token(server, "moderate")
    assert client.get("/api/queue", headers=reader).status_code == 403
    assert client.get("/api/queue", headers=moderator).json()["comments"][0]["words"] == "First."
    assert client.get("/api/corrections", headers=reader).json() == {"corrections": []}
    done = client.post("/api/queue", headers=moderator, json={"approve": [1]})
    assert done.json() == {"decided": 1}
    assert "First." in client.get("/article/1").text


def test_the_queue_as_a_feed_for_who_has_a_token(server: Server, client: httpx.Client) -> None:
    server.site.discussion.write(1, "Bob", "First.", author="b", by=None)
    told = token(server, "moderate")["Authorization"].removeprefix("Bearer ")
    assert client.get("/desk/queue.atom?token=guessed").status_code == 401
    feed = client.get(f"/desk/queue.atom?token={told}")
    assert feed.status_code == 200 and b"First." in feed.content


def test_corrections_are_for_editors(server: Server, client: httpx.Client) -> None:
    server.site.corrections.propose(1, "a1", "source", "Somebody Else")
    moderator = token(server, "moderate", role="moderator")
    assert (
        client.post("/api/queue", headers=moderator, json={"accept_corrections": [1]}).status_code
        == 403
    )
    owner = token(server, "moderate")
    assert client.post("/api/queue", headers=owner, json={"accept_corrections": [1]}).json() == {
        "decided": 1
    }


def test_a_page_is_put_into_the_archive(server: Server, client: httpx.Client) -> None:
    told = token(server, "write")
    text = "The dam holds\n\n“It will hold,” said Ana Ruiz, an engineer, on Tuesday in Westhaven."
    sent = client.post(
        "/api/articles", headers=told, json={"text": text, "url": "https://a.example/dam"}
    )
    assert sent.status_code == 200 and sent.json()["state"] == "new"
    assert "Ana Ruiz" in client.get(f"/article/{sent.json()['article']}").text
    for wrong in ({}, {"text": " "}, {"text": 3}, {"words": "x"}):
        assert client.post("/api/articles", headers=told, json=wrong).status_code == 422
    assert client.post("/api/articles", headers=told, content=b"{").status_code == 415
    json_type = {**told, "Content-Type": "application/json"}
    assert client.post("/api/articles", headers=json_type, content=b"{").status_code == 400
    assert (
        client.post("/api/articles", headers=json_type, content=b"[" * 100_000).status_code == 400
    )
    assert client.post("/api/articles", headers=json_type, content=b"[1]").status_code == 422


def test_a_program_is_slowed_too(server: Server, client: httpx.Client) -> None:
    told = token(server, "read")
    codes = [client.get("/api/corrections", headers=told).status_code for _ in range(125)]
    assert set(codes[:120]) == {200} and codes[-1] == 429


@pytest.mark.filterwarnings("ignore")
def test_no_request_that_the_description_allows_or_forbids_is_a_fault(server: Server) -> None:
    document = httpx.get(f"{server.url}/api/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    headers = token(server, "read", "moderate", "write")
    server.site.rates.wait = lambda *_: 0.0  # type: ignore[method-assign]
    asked = 0
    for found in schema.get_all_operations():
        asked += _fuzzed(found.ok().as_strategy(), server.url, headers)
    assert asked > 200


def _fuzzed(strategy: object, url: str, headers: dict[str, str]) -> int:
    from hypothesis import given

    asked = 0

    @settings(
        max_examples=25, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=strategy)  # type: ignore[arg-type]
    def ask(case: schemathesis.Case) -> None:
        nonlocal asked
        asked += 1
        answer = case.call(base_url=url, headers=headers)
        assert answer.status_code < 500, f"{case.method} {case.formatted_path}: {answer.text[:300]}"
        case.validate_response(answer, checks=[status_code_conformance])

    ask()
    return asked
