"""Styles and settings of a DOCX file, written whole: the reader's own template then changes nothing."""

from docx.oxml import parse_xml
from lxml import etree

from navstrechu.documents.engine.profile import LayoutProfile
from navstrechu.documents.engine.tree import Style

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
TWIPS_PER_MM = 1440 / 25.4

PARAGRAPH_STYLE = {
    Style.BODY: "DocBody",
    Style.PLAIN: "DocPlain",
    Style.CENTRE: "DocCentre",
    Style.RIGHT: "DocRight",
    Style.ANNEX: "DocAnnex",
    Style.TITLE: "Title",
    Style.SMALL: "DocSmall",
    Style.UNDER_TITLE: "DocUnderTitle",
    Style.BLANK: "DocBlank",
}
CELL_STYLE = "DocCell"
NARROW_CELL_STYLE = "DocCellNarrow"  # with a word wider than the column, which only hyphens can bring in
COLUMN_HEADING_STYLE = "DocColumnHeading"
GAP_STYLE = "DocGap"
PICTURE_STYLE = "DocPicture"
RULED_TABLE = "DocTable"
PLAIN_TABLE = "DocGrid"

_NO_HYPHENS = "<w:suppressAutoHyphens/>"
_NO_PADDING = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def twips(millimetres: float) -> int:
    """Millimetres in the twentieths of a point in which the format measures."""
    return round(millimetres * TWIPS_PER_MM)


def _paragraph_style(
    style_id: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based: str = "Normal",
    following: str = "",
) -> str:
    following = f'<w:next w:val="{following}"/>' if following else ""
    base = f'<w:basedOn w:val="{based}"/>' if style_id != "Normal" else ""
    default = ' w:default="1"' if style_id == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"{base}{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _spacing(before: float = 0, after: float = 0, line: float = 1) -> str:
    """Space in points before and after, line spacing as a multiple."""
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" '
        f'w:line="{round(line * 240)}" w:lineRule="auto"/>'
    )


def _defaults(profile: LayoutProfile, language: str) -> str:
    faces = " ".join(f'w:{script}="{profile.font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {faces}/>{_size(profile.body_size)}"
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing()}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _text_styles(profile: LayoutProfile, text_width: float) -> str:
    line = _spacing(line=profile.line_spacing)
    indent = f'<w:ind w:firstLine="{twips(profile.first_line_indent)}"/>'
    half = f'<w:ind w:left="{twips(text_width / 2)}"/>'
    title = f"<w:keepLines/>{_NO_HYPHENS}{_spacing(12, 12)}"
    centred = '<w:jc w:val="center"/>'
    styles = [
        _paragraph_style("Normal", "Normal"),
        _paragraph_style("DocBody", "Текст документа", f'{line}{indent}<w:jc w:val="both"/>'),
        _paragraph_style("DocPlain", "Текст без отступа", line),
        _paragraph_style("DocCentre", "Текст по центру", f"{_NO_HYPHENS}{line}{centred}"),
        _paragraph_style("DocRight", "Текст справа", f'{_NO_HYPHENS}{line}<w:jc w:val="right"/>'),
        _paragraph_style("DocAnnex", "Гриф приложения", f"{_NO_HYPHENS}{half}"),
        _paragraph_style("DocSmall", "Примечание", _spacing(3), _size(profile.small_size)),
        _paragraph_style(
            "DocBlank", "Бланк", f"{_NO_HYPHENS}{_spacing(6)}{centred}", _size(profile.small_size)
        ),
        _paragraph_style("DocUnderTitle", "Под заголовком", f"{_NO_HYPHENS}{_spacing(0, 12)}{centred}"),
        _paragraph_style("Title", "Title", f"{title}{centred}", "<w:b/><w:bCs/>", following="DocBody"),
        _paragraph_style("Header", "header", centred, _size(profile.number_size)),
        _paragraph_style(PICTURE_STYLE, "Рисунок", f"{_spacing(6, 6)}{centred}"),
        _paragraph_style(GAP_STYLE, "Промежуток", '<w:spacing w:line="160" w:lineRule="exact"/>', _size(4)),
    ]
    return "".join(styles)


def _heading_styles() -> str:
    heading = (
        f"<w:keepNext/><w:keepLines/>{_NO_HYPHENS}{_spacing(12, 6)}"
        '<w:jc w:val="center"/><w:outlineLvl w:val="%d"/>'
    )
    faces = {1: "<w:b/><w:bCs/>", 2: "<w:b/><w:bCs/>", 3: "<w:b/><w:bCs/><w:i/><w:iCs/>"}
    return "".join(
        _paragraph_style(
            f"Heading{level}", f"heading {level}", heading % (level - 1), face, following="DocBody"
        )
        for level, face in faces.items()
    )


def _table_styles(profile: LayoutProfile) -> str:
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
    padding = "".join(
        f'<w:{edge} w:w="{width}" w:type="dxa"/>'
        for edge, width in (("top", 40), ("left", 108), ("bottom", 40), ("right", 108))
    )
    table = '<w:style w:type="table"%s w:styleId="%s"><w:name w:val="%s"/>%s<w:tblPr>%s</w:tblPr></w:style>'
    base = '<w:basedOn w:val="TableNormal"/>'
    return (
        _paragraph_style(CELL_STYLE, "Текст таблицы", _NO_HYPHENS, _size(profile.table_size))
        + _paragraph_style(
            NARROW_CELL_STYLE, "Текст узкого столбца", '<w:suppressAutoHyphens w:val="0"/>', based=CELL_STYLE
        )
        + _paragraph_style(
            COLUMN_HEADING_STYLE,
            "Заголовок столбца",
            f'<w:keepNext/>{_NO_HYPHENS}<w:jc w:val="center"/>',
            "<w:b/><w:bCs/>",
            based=CELL_STYLE,
        )
        + table % (' w:default="1"', "TableNormal", "Normal Table", "", '<w:tblInd w:w="0" w:type="dxa"/>')
        + table
        % (
            "",
            RULED_TABLE,
            "Таблица документа",
            base,
            f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{padding}</w:tblCellMar>",
        )
        + table % ("", PLAIN_TABLE, "Сетка без линий", base, f"<w:tblCellMar>{_NO_PADDING}</w:tblCellMar>")
    )


def styles_xml(profile: LayoutProfile, language: str, text_width: float) -> etree._Element:
    """Every style that the writer uses, and no other. `text_width` in millimetres places the annex block."""
    return parse_xml(
        f'<w:styles xmlns:w="{NAMESPACE}">{_defaults(profile, language)}{_text_styles(profile, text_width)}'
        f"{_heading_styles()}{_table_styles(profile)}</w:styles>"
    )


def settings_xml(language: str) -> etree._Element:
    """Hyphenation on, layout rules of Word 2013 and later, where a table's edge stands on the margin."""
    return parse_xml(
        f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation/><w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
