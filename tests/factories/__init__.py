"""Makers of real objects through the product's own services; every argument has a believable default."""

from datetime import UTC, date, datetime

NOON = datetime(2024, 3, 15, 12, tzinfo=UTC)
TODAY = date(2024, 3, 15)
