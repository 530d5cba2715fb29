import pytest

from navstrechu.documents.engine.pictures import as_png, fitted_width, size_in_pixels, without_density
from navstrechu.documents.engine.profile import OFFICIAL_FORM, Orientation
from navstrechu.documents.engine.tree import Picture
from tests.documents.reopening import FONTS
from tests.documents.samples import SVG, png

PAGE = OFFICIAL_FORM.page(Orientation.PORTRAIT)


def test_png_stays_as_it_is():
    assert as_png(Picture(png(), 30, "Серое"), FONTS) == png()


def test_svg_is_drawn_at_print_quality():
    drawn = as_png(Picture(SVG, 30, "Синее"), FONTS)

    width, height = size_in_pixels(drawn)
    assert width == 2 * height
    assert width >= 400


@pytest.mark.parametrize(
    ("width", "pixels", "expected"),
    [(30, (40, 20), 30), (500, (40, 20), 170), (100, (10, 100), 257 * 0.85 / 10)],
    ids=["fits", "wider than the sheet", "higher than the sheet"],
)
def test_picture_is_made_to_fit_the_sheet(width, pixels, expected):
    picture = Picture(png(*pixels), width, "Серое")

    assert fitted_width(picture, FONTS, PAGE) == pytest.approx(expected)


def test_density_is_taken_out_and_nothing_else():
    dense = png(density=7874)

    assert len(dense) == len(png()) + 21
    assert without_density(dense) == png()
    assert without_density(png()) == png()
