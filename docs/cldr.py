"""Write the names that a language folder takes from the Unicode CLDR, as Babel has them.

    python docs/cldr.py en > src/onrecord/languages/en/cldr.py

They are written once and not looked up at run time: Babel needs 40 ms and 8 MB for them, a seventh of
the time to the first result. A test holds what is written to what Babel says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from babel import Locale

#: Members of the United Nations and what else is news by itself, by ISO 3166 code. Those whose names are persons'
#: too (Georgia, Jordan) are told apart by what stands with them, or left out (Chad).
_COUNTRIES = (
    "GB IE FR DE IT ES PT PL UA RU CN JP IN PK IR IQ SY IL EG GR MX CA BR AR CL CO VE CU PE BO AU AT CH SE NO "
    "DK FI BE NL HU RO BG RS HR GE AM AZ KZ AF YE QA KW JO LB LY TN DZ MA SD ET KE NG GH UG RW SO ZW VN TH ID "
    "MY SG PH TW BD NP KP KR SA ZA NZ US AE CZ SK SI LT LV EE IS CY MT LU LI MC AD SM AL ME MK MD BA BY XK UZ TM "
    "TJ KG MN KH LA LK MV BT OM BH PS SN CM ML NE BF BJ TG GA GN GM GQ GW SL LR CF BI DJ ER SS MR AO MZ MW ZM BW "
    "NA LS SZ MG MU KM SC CV PA CR NI HN SV GT BZ PY UY GY SR HT DO JM BB BS TT GD FJ PG SB VU WS TO TL BN"
).split()

_HEAD = '''"""Names of months, weekdays and countries, from the Unicode CLDR: written by `make cldr`."""

from __future__ import annotations

__all__ = ["COUNTRIES", "MONTHS", "WEEKDAYS"]
'''


def module(code: str) -> str:
    """The module ``cldr`` of a language folder."""
    locale = Locale.parse(code)
    months, days = locale.months["format"]["wide"], locale.days["format"]["wide"]
    return "".join(
        (
            _HEAD,
            _named("January first.", "MONTHS", (months[number] for number in range(1, 13))),
            _named("Monday first.", "WEEKDAYS", (days[number] for number in range(7))),
            _named("", "COUNTRIES", (locale.territories[country] for country in _COUNTRIES)),
        )
    )


def _named(about: str, name: str, values: Iterable[str]) -> str:
    lines = "".join(f'    "{value}",\n' for value in values)
    comment = f"#: {about}\n" if about else ""
    return f"\n{comment}{name}: tuple[str, ...] = (\n{lines})\n"


if __name__ == "__main__":
    sys.stdout.write(module(sys.argv[1]))
