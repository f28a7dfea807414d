"""Live deals are brought in from a CRM's export: upload, correct, answer, take; next month the changed file again."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from conftest import Lab

MAY = (
    "Deal Name,Whose,Deal Stage,Amount,Currency,Close Date,Record ID\n"
    "Acme rollout,Acme,Proposal,5000,EUR,03/04/2026,1\nBolt pilot,Bolt,Negotiation,700,USD,05/06/2026,2\n"
)
JUNE = (
    "Deal Name,Whose,Deal Stage,Amount,Currency,Close Date,Record ID\n"
    "Acme rollout,Acme,Proposal,5500,EUR,03/04/2026,1\nDune study,Dune,Proposal,90,EUR,07/08/2026,4\n"
)


def csv(text: str) -> FilePayload:
    """Return a file to upload."""
    return {"name": "export.csv", "mimeType": "text/csv", "buffer": text.encode()}


def test_deals_are_brought_in_and_brought_up_to_date(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """Upload, correct a column, answer a date question, take; the pipeline shows the deals; the changed file again."""
    lab.open(lab.notebook("deals.ipynb", "import twoway as tw\ntw.deals_from()", "tw.pipeline()"))
    root = lab.run_all(2)
    check_accessible()
    root.get_by_label("Your CRM's export (CSV or XLSX)").set_input_files(files=csv(MAY))
    expect(root.get_by_role("heading", name="export.csv")).to_be_visible()
    expect(root.get_by_text("nothing is taken until then")).to_be_visible()
    check_accessible()
    root.get_by_text("Which column is what").click()
    root.get_by_label("Read Whose as").select_option(label="Customer")
    expect(root.get_by_label("Read Whose as")).to_have_value("account")
    root.get_by_role("radio", name="The day comes first").click()  # the question goes once it is answered
    deals = root.get_by_role("region", name="Deals in the file")
    expect(deals.get_by_role("row")).to_have_count(3)
    expect(deals.get_by_role("row").nth(1)).to_contain_text("2026-04-03")
    expect(deals.get_by_role("row").nth(1)).to_contain_text("Acme")
    check_accessible()
    root.get_by_role("button", name="Take 2 deals").click()
    expect(root.get_by_role("heading", name="Your deals are here")).to_be_visible()
    expect(root.get_by_text("2 new, 0 changed")).to_be_visible()
    check_accessible()
    root.get_by_label("Take another file").set_input_files(files=csv(JUNE))
    since = root.get_by_role("region", name="Since last time")
    expect(since).to_contain_text("Amount: 5,000 → 5,500")
    expect(since).to_contain_text("Bolt pilot is no longer in the file")
    check_accessible()
    root.get_by_role("button", name="Take 2 deals").click()
    expect(root.get_by_text("1 new, 1 changed, 0 as before, 1 no longer in the file")).to_be_visible()
    lab.page.locator(".jp-CodeCell").last.locator(".jp-InputPrompt").click()
    lab.page.keyboard.press("Control+Enter")
    pipeline = lab.page.locator("[data-twoway]").last
    for name in ("Acme rollout", "Bolt pilot", "Dune study"):
        expect(pipeline.get_by_role("button", name=name)).to_be_visible()


def test_what_is_no_list_of_deals_is_refused(lab: Lab) -> None:
    """A list of contacts is refused with the reason, and another file can be chosen."""
    lab.open(lab.notebook("deals.ipynb", "import twoway as tw\ntw.deals_from()"))
    root = lab.run_all()
    root.get_by_label("Your CRM's export").set_input_files(files=csv("First name,Last name,Email\na,b,c\n"))
    expect(root.get_by_role("alert")).to_contain_text("looks like a list of contacts")
    root.get_by_label("Your CRM's export").set_input_files(files=csv(MAY.replace("03/04", "23/04")))
    expect(root.get_by_role("button", name="Take 2 deals")).to_be_visible()


STAGES = (
    "Deal Name,Customer,Deal Stage,Amount,Currency,Close Date\n"
    "Acme rollout,Acme,Handshake,5000,EUR,2026-03-31\nBolt pilot,Bolt,Handshake,700,EUR,2026-06-30\n"
    "Cable study,Cable,Proposal,90,EUR,2026-06-30\n"
)


def test_what_a_stage_counts_as_can_be_changed(lab: Lab, check_accessible: Callable[[], None]) -> None:
    """An unknown stage is open until the person says otherwise, by keyboard; deals and totals follow."""
    lab.open(lab.notebook("deals.ipynb", "import twoway as tw\ntw.deals_from()"))
    root = lab.run_all()
    root.get_by_label("Your CRM's export").set_input_files(files=csv(STAGES))
    sums = root.get_by_role("list", name="What is in the file")
    expect(sums).to_contain_text("3 open 5,790.00 EUR")
    stages = root.get_by_role("region", name="Stages")
    expect(stages.get_by_role("row").nth(1)).to_contain_text("not known here")
    check_accessible()
    choice = root.get_by_label("Count Handshake as")
    choice.focus()
    choice.press("w")
    expect(sums).to_contain_text("1 open 90.00 EUR")
    expect(sums).to_contain_text("2 won 5,700.00 EUR")
    expect(stages.get_by_role("row", name="Handshake")).to_contain_text("as you said")
    expect(choice).to_be_focused()
    expect(root.get_by_role("region", name="Deals in the file").get_by_role("row")).to_have_count(2)
    check_accessible()
    expect(root.get_by_role("button", name="Take 1 deal")).to_be_visible()
