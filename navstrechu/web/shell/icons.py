"""The icons that the product uses, by their names in the icon set.

`scripts/assets.py` makes one sprite of them; no Django here: that script reads this list before anything is
configured.
"""

_NAMES = """
house map route waypoints users smile clipboard-check handshake refresh-cw file-text building-2 book-open
scroll-text settings globe landmark briefcase calendar calendar-clock calendar-days clock clock-alert
hourglass history chevron-down chevron-right chevron-left chevron-up arrow-right arrow-left arrow-up
arrow-down arrow-up-down check circle-check circle-check-big circle circle-play circle-pause circle-dashed
circle-dot circle-x circle-alert circle-help triangle-alert info ban flag flame target badge-check
shield-check milestone list-checks list loader-circle file-clock file-check file-plus file-up file-down
file-search file-spreadsheet paperclip upload download folder-open inbox stamp gavel package printer copy
save send plus minus pencil trash-2 x undo-2 search sliders-horizontal filter columns-3 rows-3 rows-4
table-2 grid-3x3 layout-grid chart-gantt git-compare sun moon monitor contrast keyboard user user-check
user-round log-out log-in key-round lock bell eye theater menu ellipsis ellipsis-vertical link external-link
hash corner-down-right mail message-square message-circle quote star wifi-off
"""
ICONS = frozenset(_NAMES.split())
