"""The words of the template's second sheet: how to fill the first, for people who have never seen it."""

_TEXT = """\
How to fill this |
One row, one deal | Type below the example on the sheet “Deals”. The id is any short name of your own; \
each deal has another.
The example | Row 3 shows a filled deal. Delete it when you like; as soon as your own deals are there, it is left out.
Levels | 0 to 4. Rest the mouse on a heading that ends in “level” to read what each one means. Leave a cell blank \
when you do not know: that is honest, and it is the first thing worth finding out.
n/a | Only for renewal and change with a new customer, and for what a team does not have.
Evidence | A level counts for no more than its evidence carries. belief (ours, or a field in the CRM) carries 1; \
said carries 2; done carries 4. said and done need a person's name and a date, or they count as belief.
Age | Evidence grows old: after 60 days it carries less (180 for the shared goal, 365 for the earned word).
A second piece | Most columns with a 2 in their heading are folded away; the small + above them opens them.
Asks | What you asked of them, when, by when, and what they answered. An answer that puts you off is none.
Comfort | Budget approved, they like us, a long demo: write them down, and see that none of them changes the verdict.
Team | Managers can rate their own team: relationship “team”. Only the first five dimensions count then.
Dates | As dates, or as text with the year first: 2026-11-22.
Then | Save the file and run: twoway score deals.xlsx. Nothing leaves your computer."""

READ_ME = tuple((word.strip(), text.strip()) for word, _, text in (line.partition("|") for line in _TEXT.splitlines()))
"""Pairs of a word and what there is to know about it; the first is the title."""
