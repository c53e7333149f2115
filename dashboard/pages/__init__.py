"""Every page, in the order of the navigation."""

from typing import Final

from dashboard.pages.model import CardPlan, Page, Span
from dashboard.state import State
from warehouse.text import Text

PAGES: Final[tuple[Page, ...]] = (
    Page(
        id="start",
        path="/",
        title=Text("Översikt", "Overview"),
        question=Text(
            "Det nyaste jämförbara måttet i varje område. Färg visar din region, aldrig betyg.",
            "The newest comparable measure of each area. Colour marks your region, never a grade.",
        ),
        cards=(
            CardPlan(
                view_id="compare",
                span=Span.FULL,
                chosen=State(indicator="alf_survey_response_rate", period="2022"),
            ),
            CardPlan(
                view_id="trend",
                span=Span.HALF,
                chosen=State(indicator="stockholm_vil_survey_response_rate"),
            ),
            CardPlan(
                view_id="gender_balance",
                span=Span.HALF,
                chosen=State(indicator="authorship_share_by_sex"),
            ),
            CardPlan(view_id="evaluation_grades", span=Span.HALF),
            CardPlan(view_id="coverage", span=Span.HALF),
            CardPlan(view_id="newest", span=Span.FULL),
        ),
        has_controls=False,
    ),
    Page(
        id="compare",
        path="/compare",
        title=Text("Jämför", "Compare"),
        question=Text(
            "Ett mått och en period: hur står de sju regionerna bredvid varandra?",
            "One measure and one period: how do the seven regions stand beside each other?",
        ),
        cards=(CardPlan(view_id="compare", span=Span.FULL),),
    ),
    Page(
        id="trend",
        path="/trend",
        title=Text("Utveckling", "Trend"),
        question=Text(
            "Blir det bättre? Ett mått över tid, med seriens brott utritade.",
            "Is it getting better? One measure over time, with the breaks of its series.",
        ),
        cards=(CardPlan(view_id="trend", span=Span.FULL),),
    ),
    Page(
        id="surveys",
        path="/surveys",
        title=Text("Enkäter", "Surveys"),
        question=Text(
            "Hur många svarade, vad svarade de, och hur säkert är det?",
            "How many answered, what did they answer, and how certain is it?",
        ),
        cards=(
            CardPlan(view_id="survey_rates", span=Span.FULL),
            CardPlan(view_id="survey_rates_units", span=Span.HALF),
            CardPlan(view_id="survey_rates_trend", span=Span.HALF),
            CardPlan(view_id="survey_results", span=Span.FULL),
            CardPlan(view_id="survey_trend", span=Span.FULL),
            CardPlan(view_id="survey_gaps", span=Span.FULL),
        ),
    ),
    Page(
        id="survey_trust",
        path="/surveys/trust",
        title=Text("Osäkerhet", "Uncertainty"),
        question=Text(
            "Går enkäternas resultat att lita på, och vilka enheter avviker?",
            "Can the results of surveys be trusted, and which units differ?",
        ),
        cards=(
            CardPlan(view_id="survey_units", span=Span.FULL),
            CardPlan(view_id="survey_units_funnel", span=Span.FULL),
            CardPlan(view_id="survey_missing", span=Span.FULL),
            CardPlan(view_id="survey_trust", span=Span.FULL),
        ),
    ),
    Page(
        id="gender",
        path="/gender",
        title=Text("Jämställdhet", "Gender"),
        question=Text(
            "Hur fördelar sig kvinnor och män, och hur står utfallet mot målen?",
            "How are women and men distributed, and how do outcomes stand against targets?",
        ),
        cards=(
            CardPlan(view_id="gender_balance", span=Span.FULL),
            CardPlan(view_id="gender_targets", span=Span.FULL),
            CardPlan(view_id="gender_ladder", span=Span.FULL),
        ),
    ),
    Page(
        id="evaluations",
        path="/evaluations",
        title=Text("Utvärderingar", "Evaluations"),
        question=Text(
            "Vilka betyg gav panelerna 2018 och 2023, och vad är inte känt?",
            "Which grades did the panels give in 2018 and 2023, and what is not known?",
        ),
        cards=(
            CardPlan(view_id="evaluation_grades", span=Span.FULL),
            CardPlan(view_id="evaluation_other", span=Span.FULL),
            CardPlan(view_id="university_units", span=Span.FULL),
        ),
    ),
    Page(
        id="funding",
        path="/funding",
        title=Text("Finansiering", "Funding"),
        question=Text(
            "Vad är känt om pengarna, per region och år?",
            "What is known about the money, by region and year?",
        ),
        cards=(
            CardPlan(view_id="funding_known", span=Span.FULL),
            CardPlan(view_id="funding_budget", span=Span.FULL),
            CardPlan(view_id="funding_prices", span=Span.FULL),
        ),
    ),
    Page(
        id="sources",
        path="/sources",
        title=Text("Källor och kvalitet", "Sources and quality"),
        question=Text(
            "Var kommer siffrorna ifrån, vad motsäger vad, och vad lämnades utanför?",
            "Where do the figures come from, what contradicts what, and what was left out?",
        ),
        cards=(
            CardPlan(view_id="quality", span=Span.FULL),
            CardPlan(view_id="sources", span=Span.FULL),
            CardPlan(view_id="contradictions", span=Span.FULL),
            CardPlan(view_id="breaks", span=Span.FULL),
            CardPlan(view_id="left_out", span=Span.FULL),
            CardPlan(view_id="inputs", span=Span.FULL),
            CardPlan(view_id="dictionary", span=Span.FULL),
        ),
    ),
)
