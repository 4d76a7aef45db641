"""What requests hold: JSON, or a multipart form with files. Any other content type is refused, so that no web form can send one."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, get_origin

from fastapi import HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException

from loopready.app.inputs import MOST_BYTES, Handed, is_address
from loopready.model import InputError, Interviewer
from loopready.web.api.errors import faults_of

MOST_TEXT = 1024 * 1024
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_REF = "#/components/schemas/{model}"
Body = TypeVar("Body", bound=BaseModel)


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CvBody(_Closed):
    """A CV as text; a file goes as the multipart field ``cv``."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"cv_text": "Noor Halvorsen\n\nExperience\n\nEngineer, Kvist, 2019 - 2023"}]})
    cv_text: str | None = Field(default=None, max_length=MOST_TEXT, description="The CV as text, Markdown, HTML or JSON Resume.")


class JobBody(_Closed):
    """A job description as text or by its address; a file goes as the multipart field ``job``. Exactly one is given."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"job_text": "Engineering Manager\n\nRequirements\n- Three years as one"}]})
    job_text: str | None = Field(default=None, max_length=MOST_TEXT, description="The posting as text, Markdown or HTML.")
    job_url: str | None = Field(default=None, max_length=4000, description="The posting's public address, http or https.")


class MatchBody(CvBody, JobBody):
    """A CV and a job description."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"cv_text": "...", "job_text": "...", "today": "2026-11-26"}]})
    guide: str | None = Field(default=None, max_length=200, description="Path of the guide to use, in place of the one found.")
    today: str | None = Field(default=None, pattern=_DAY, description="The day to count from, YYYY-MM-DD; default today.")
    anyway: bool = Field(default=False, description="Go on where a file does not look like a CV or a posting.")


class PrepBody(MatchBody):
    """A CV and a job description, to be made into a brief."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"cv_text": "...", "job_text": "...", "on": "2026-12-07", "today": "2026-11-26"}]}
    )
    on: str | None = Field(default=None, pattern=_DAY, description="The interview's date, YYYY-MM-DD; the plan is dated to it.")
    start: str | None = Field(default=None, max_length=200, description="Path of the guide of the seat one comes from.")
    title: str | None = Field(default=None, max_length=200, description="What the list calls it; default seat and firm.")
    interviewers: list[Interviewer] = Field(default=[], max_length=7, description="Who will sit opposite, as roles.")


_Answer = (
    Annotated[str, Field(max_length=10_000)]
    | Annotated[float, Field(ge=-1e15, le=1e15)]
    | Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=50)]
)


class DrillBody(_Closed):
    """What to draw, and answers to mark."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"seed": 7, "answers": {"q1": "4.3 min"}}]})
    seed: int | None = Field(default=None, ge=0, le=2**53 - 1, description="Equal seeds give equal numbers; none the guide's own.")
    answers: dict[str, _Answer] | None = Field(
        default=None, max_length=50, description="Question id -> answer; each is marked where the engine can, a text is left open."
    )


class MarkBody(CvBody):
    """An answer to a question, to be marked; with a CV, or a preparation that has one, its claims are held against that."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "questions/mistake", "answer": "...", "guide": "general", "cv_text": "..."}]}
    )
    question: str = Field(max_length=1000, description="The id of a question of the guide (questions/mistake), or the question itself.")
    answer: str = Field(max_length=MOST_TEXT, description="The answer as text, up to 3,000 words.")
    guide: str | None = Field(default=None, max_length=200, description="Path of the question's guide; default that of the preparation.")
    prep: str | None = Field(default=None, pattern="^[0-9a-f]{1,32}$", description="The id of a preparation to mark for; default none.")
    seconds: float | None = Field(default=None, ge=1, le=36_000, description="How long it was spoken, where it was.")
    today: str | None = Field(default=None, pattern=_DAY, description="The day to count from, YYYY-MM-DD; default today.")
    second_opinion: bool = Field(
        default=False,
        description="Beside the marks, those of the language model that is turned on; the answer is sent to it.",
    )


class GivenBody(_Closed):
    """A document on a firm: a blog post, a postmortem, a report."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "postmortem.md", "text": "# What went wrong\n\nAt 09:12 ..."}]})
    name: str = Field(min_length=1, max_length=200, description="What to call it.")
    text: str = Field(max_length=MOST_TEXT, description="Its text, as text, Markdown or HTML.")


BODIES = (CvBody, JobBody, MatchBody, PrepBody, DrillBody, MarkBody, GivenBody)


class Given:
    """The files of a form, or the texts in their place, taken apart."""

    def __init__(self, body: BaseModel, files: Mapping[str, Handed]) -> None:
        self._body = body
        self._files = files

    def cv(self) -> Handed:
        """The CV. InputError where there is none, or two."""
        found = [given for given in (self._files.get("cv"), self._texted("cv_text", "cv.txt")) if given]
        return _only(found, "no_cv", "give the CV once: its file as cv, or its text as cv_text", name="cv")

    def cv_if_any(self) -> Handed | None:
        """The CV, where one is given. InputError where there are two."""
        if "cv" not in self._files and not getattr(self._body, "cv_text", None):
            return None
        return self.cv()

    def job(self) -> Handed:
        """The posting. InputError where there is none, or two."""
        url = getattr(self._body, "job_url", None)
        if url and not is_address(url):
            raise InputError("address", "is no address; write it in full, with https://", name="job_url")
        found = [
            given
            for given in (self._files.get("job"), self._texted("job_text", "job.txt"), Handed(name=url.strip()) if url else None)
            if given
        ]
        return _only(
            found, "no_posting", "give the posting once: its file as job, its text as job_text or its address as job_url", name="job"
        )

    def _texted(self, field: str, name: str) -> Handed | None:
        text: str | None = getattr(self._body, field, None)
        return Handed(name=name, data=text.encode("utf-8")) if text else None


def _only(found: list[Handed], code: str, says: str, *, name: str) -> Handed:
    if len(found) != 1:
        raise InputError(code, says, name=name)
    return found[0]


async def taken(request: Request, model: type[Body], *, files: tuple[str, ...] = ()) -> tuple[Body, Given]:
    """The body of a request, and what it hands over.

    Raises:
        HTTPException: 415 for another content type, 400 for a damaged form.
        InputError: a field is unknown, or its value none for it; or a file is too large.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            body = model.model_validate_json(await request.body(), strict=True)
            return body, Given(body, {})
        if kind == "multipart/form-data" and files:
            return await _form(request, model, files)
    except ValidationError as error:
        raise InputError("invalid", faults_of(error.errors())) from None
    takes = "application/json or multipart/form-data" if files else "application/json"
    raise HTTPException(415, f"Send {takes}.", headers={"Accept": takes.replace(" or ", ", ")})


async def _form(request: Request, model: type[Body], files: tuple[str, ...]) -> tuple[Body, Given]:
    try:
        form = await request.form(max_files=len(files), max_fields=60, max_part_size=MOST_TEXT * 4)
    except (HTTPException, MultiPartException):
        raise HTTPException(400, "The multipart body is cut off, damaged, or holds more than belongs here; send it again.") from None
    try:
        body = model.model_validate(_fields(form, model), strict=False)
        return body, Given(body, {name: each for name in files if (each := await _file(form, name)) is not None})
    finally:
        await form.close()


def _fields(form: FormData, model: type[BaseModel]) -> dict[str, object]:
    """The fields that are no files; an empty one is as one left out."""
    out: dict[str, object] = {}
    for name in dict.fromkeys(name for name, value in form.multi_items() if isinstance(value, str)):
        values = [value for value in form.getlist(name) if isinstance(value, str) and value]
        field = model.model_fields.get(name)
        if field is not None and get_origin(field.annotation) is list:
            out[name] = values
        elif len(values) > 1:
            raise InputError("invalid", "is given twice", name=name[:200])
        elif values or field is None:
            out[name] = values[0] if values else ""
    return out


async def _file(form: FormData, name: str) -> Handed | None:
    """A file of the form. InputError where it is over 25 MB, or where there are files of other names."""
    files = [(key, value) for key, value in form.multi_items() if isinstance(value, UploadFile)]
    for key, _ in files:
        if key not in ("cv", "job"):
            raise InputError("invalid", "no file belongs here; files go as cv and job", name=key[:200])
    found = [value for key, value in files if key == name]
    if len(found) > 1:
        raise InputError("invalid", "is given twice", name=name)
    if not found:
        return None
    called = "".join(letter for letter in (found[0].filename or "").replace("\\", "/").rsplit("/", 1)[-1] if letter.isprintable())[:200]
    data = await found[0].read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError("too_large", "is over 25 MB; a CV or posting is not: save it without its pictures", name=called or name)
    return Handed(name=called or name, data=data)


def component_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a body, by its name, with those it needs."""
    schema = model.model_json_schema(ref_template=_REF)
    needs = schema.pop("$defs", {})
    return {**needs, model.__name__: schema}


def described(model: type[BaseModel], *, files: tuple[str, ...] = ()) -> dict[str, Any]:
    """The ``requestBody`` of an operation, for ``openapi_extra``."""
    content: dict[str, Any] = {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}
    if files:
        schema = copy.deepcopy(model.model_json_schema(ref_template=_REF))
        schema.pop("$defs", None)
        schema.pop("examples", None)
        says = {"cv": "The CV: PDF, DOCX, ODT, RTF, text, Markdown, HTML or JSON Resume.", "job": "The posting: text, HTML, PDF or DOCX."}
        held = {name: {"type": "string", "format": "binary", "description": f"{says[name]} At most 25 MB."} for name in files}
        content["multipart/form-data"] = {
            "schema": {**schema, "title": f"{model.__name__}Form", "properties": {**held, **schema["properties"]}}
        }
    return {"requestBody": {"required": True, "content": content}}
