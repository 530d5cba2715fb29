"""Version 1 put together."""

from navstrechu.api.answers import ConditionMissing, condition_missing
from navstrechu.api.problems import answer_refusals
from navstrechu.api.schema import DescribedApi
from navstrechu.api.v1 import (
    agencies,
    document_parts,
    documents,
    drafts,
    editions,
    measures,
    processes,
    proposals,
    roadmap,
    rows,
    touchpoints,
)

DESCRIPTION = (
    "Данные органа для других программ: дорожная карта, мероприятия, документы и их проекты, обсуждения, "
    "реестры процессов и точек взаимодействия. "
    "Программа действует от имени учётной записи и может не больше неё. "
    "Ключ передаётся заголовком «Authorization: Bearer …». "
    "Отказ – application/problem+json с предложением для человека в поле detail."
)

api = DescribedApi(
    title="Навстречу",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
for resource in (
    agencies,
    roadmap,
    measures,
    documents,
    document_parts,
    drafts,
    processes,
    touchpoints,
    rows,
    proposals,
    editions,
):
    api.add_router("", resource.router)
answer_refusals(api)
api.add_exception_handler(ConditionMissing, condition_missing)
