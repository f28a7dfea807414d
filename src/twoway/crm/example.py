"""The filled row of the template: an invented deal, judged on its own as-of date so that its verdict never changes."""

from collections.abc import Mapping
from typing import Any

from twoway.crm.tables import EXAMPLE

AS_OF = "2026-11-22"


def _done(who: str, date: str, quote: str, where: str) -> dict[str, str]:
    return {"kind": "done", "who": who, "date": date, "quote": quote, "where": where}


DEAL: Mapping[str, Any] = {
    "id": EXAMPLE,
    "name": "Kestrel Cold Chain (an example)",
    "customer": "new",
    "relationship": "deal",
    "ratings": {
        "shared-goal": {
            "level": 3,
            "evidence": [
                _done("Thandiwe Mokoena", "2026-10-28", "spoiled pallets from 4% to under 2% by June", "her email"),
                {"kind": "said", "who": "Arturo Peña", "date": "2026-10-21", "quote": "waste is what we lose on"},
            ],
        },
        "their-actions": {
            "level": 3,
            "evidence": [
                _done(
                    "Thandiwe Mokoena", "2026-11-12", "sent last year's spoilage log on the day agreed", "shared folder"
                )
            ],
        },
        "our-actions": {
            "level": 3,
            "evidence": [
                _done("Thandiwe Mokoena", "2026-11-16", "confirmed that our sensor trial started on time", "email")
            ],
        },
        "equal-standing": {
            "level": 3,
            "evidence": [
                _done("Thandiwe Mokoena", "2026-11-10", "struck two of our five sites from the trial", "plan")
            ],
        },
        "explicit-agreement": {
            "level": 3,
            "evidence": [_done("Thandiwe Mokoena", "2026-11-11", "corrected the recap in two places", "email")],
        },
        "value-proposition": {
            "level": 3,
            "evidence": [{"kind": "belief", "quote": "they must lose a fortune on this"}],
        },
        "negotiation": {
            "level": 2,
            "evidence": [
                {
                    "kind": "said",
                    "who": "Arturo Peña",
                    "date": "2026-11-10",
                    "quote": "starting before the summer matters more to us than the price of a sensor",
                    "where": "call",
                }
            ],
        },
    },
    "asks": [
        {
            "dimension": "their-actions",
            "text": "Would you send us last year's spoilage log by the 12th?",
            "made_on": "2026-10-29",
            "due_on": "2026-11-12",
            "answer": "accepted",
            "answered_on": "2026-10-30",
        }
    ],
    "comfort": ["budget-approved", "they-like-us"],
}
