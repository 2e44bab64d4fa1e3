"""The statistical rules as a list, from which `docs/rules.md` is made: `python -m` this module.

A rule is one function with its source; this list names it in plain English. The wording that a
council reads stands in the templates, the limits in `Thresholds`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from vmreport.analysis import profile, ranking, scope, significance, suppression, trend
from vmreport.analysis.disclosure import attack, links, policy, protect, relations

__all__ = ["RULES", "Rule", "rules_page"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One statistical rule and the function that is it."""

    id: str
    """Stable id: `P` publication, `V` verdict, `T` time, `O` order and overview."""
    name: str
    text: str
    source: str
    function: Callable[..., object]

    @property
    def path(self) -> str:
        """The dotted path of the function."""
        return f"{self.function.__module__}.{self.function.__qualname__}"


RULES: tuple[Rule, ...] = (
    Rule(
        "P1",
        "Hidden at source stays hidden",
        "A cell delivered as unknown (`.`), secret (`x`), not applicable or not at all never gets "
        "a number, and keeps its own reason.",
        "CBS StatLine symbols",
        suppression.at_source,
    ),
    Rule(
        "P2",
        "Minimum number of answers",
        "A number resting on fewer answers than `minimum_n` (default 50), counted on the base of "
        "that indicator, is hidden. An unknown n cannot be tested: the number stays for the "
        "municipality and larger areas and is hidden in local areas, with a notice. Reliability "
        "only: hides that cell and no other.",
        "BBGA definitions (at least 50 respondents); the limit is a setting",
        suppression.too_few_answers,
    ),
    Rule(
        "P3",
        "Widest margin",
        "A percentage whose half-interval, (upper - lower) / 2, exceeds `maximum_margin` is "
        "hidden. Without bounds there is nothing to test. Reliability only.",
        "Setting of the dossier; off by default",
        suppression.margin_too_wide,
    ),
    Rule(
        "P4",
        "Smallest count (disclosure)",
        "A percentage is hidden when fewer than `minimum_count` answers stand behind the value or "
        "behind its complement; 0% and 100% are therefore hidden too, in local areas also when n "
        "is unknown. Other numbers that cannot be tested are hidden in local areas, with a "
        "notice. Of a number per 100 the answers behind it are tested, of a count the count, of "
        "scores and marks the n. Goes before P2 and P3. Off at 0.",
        "ABS DataLab rule for numerator and denominator; class disclosure",
        suppression.disclosure,
    ),
    Rule(
        "P5",
        "Answers behind a percentage",
        "The delivered count (`teller`), else n x p / 100 rounded half up. The second is an "
        "assumption: delivered percentages are weighted and the count is not.",
        "Derivation stated as an assumption",
        suppression.answers_behind,
    ),
    Rule(
        "P6",
        "What must not be worked out",
        "Cells hidden by P4, secret at source, or hidden in a local area because P4 could not be "
        "tested although others there could, are guarded: they must not follow from other cells. "
        "Cells hidden for reliability "
        "(P2, P3) are not guarded, but nobody knows them either, so they cover.",
        "Two rules, reliability and disclosure (risks, part B)",
        suppression.is_guarded,
    ),
    Rule(
        "P7",
        "What adds up to what",
        "Areas make up their parent level by level (country, region, municipality, ward or village, "
        "neighbourhood), by their CBS code and by the parent that is named; merged areas "
        "are the total of their parts. A total is the mean of its parts weighed by residents "
        "where all measured parts have them and the base is everybody, else by "
        "answers, else equally; counts add up. Parts with 95% or more of their total are "
        "the whole; of less, the rest is unknown to everybody.",
        "Weighting to the population as CBS does; the weights themselves are an assumption",
        relations.relate,
    ),
    Rule(
        "P7a",
        "What hangs together within an area",
        "The codebook names the answers to one question (100%, or the indicator they make up) and "
        "means of parts (everybody's share = share of those with an opinion x how many have one). "
        "A partition holds in an area and edition where the delivered answers add up within "
        "rounding (0.05 each and 0.02); one that was kept back is taken to be the rest, unless no "
        "area that knows them all adds up; one that was never delivered is free. A mean is a "
        "straight line through the delivered values where at most one is unknown, and areas are "
        "not added up for a part where they are for everybody: the weights would be what is hidden.",
        "Linked tables as in tau-ARGUS; the project's own reading of the questionnaire",
        links.links_of,
    ),
    Rule(
        "P8",
        "What an outsider can derive",
        "The lowest and highest value that all that is printed leaves a guarded cell: printed "
        "values lie within their rounding (one decimal, counts whole), hidden ones within the "
        "range of the unit, and sums hold. Exact: step by step where the sums hang together as a "
        "tree, by linear programming (HiGHS) where they form a ring. Twice: with the sums as printed, and by somebody who also knows how far "
        "the delivered figures are from adding up. The narrowest interval counts.",
        "Attacker intervals as in tau-ARGUS and sdcTable",
        attack.reach,
    ),
    Rule(
        "P9",
        "How uncertain a hidden figure must stay",
        "The interval of P8 is at least `minimum_count` answers wide (width x n / 100; 5 where "
        "the rule is off and the source keeps a figure secret) or at least `minimum_width` "
        "percentage points (default 10); of a score or mark the same share of its scale.",
        "Rules of five and ten on attacker intervals: ABS DataLab, ONS; the project's own choice",
        policy.Policy.safety,
    ),
    Rule(
        "P10",
        "Complementary suppression",
        "Per edition and indicator, or indicators that hang together: while a guarded or hidden cell is less uncertain than P9 "
        "asks, the cheapest cell that helps is hidden too (the smallest areas first, then the "
        "fewest answers, key figures last within an area), and what turns out not to be needed comes back. Never hidden: what CBS "
        "publishes itself (country and its parts, provinces, police areas) and what an earlier "
        "publication showed. What stays too certain stops the build (exit 4). Limits: what is "
        "at most or at least another (one crime and all crimes, vaak and weleens) is not seen, nor "
        "are publications that nobody named.",
        "Primary and secondary suppression as in tau-ARGUS and GaussSuppression",
        protect.protect,
    ),
    Rule(
        "V1",
        "Intervals that do not overlap (default)",
        "Different when the 95% intervals have no more than a bound in common: touching counts as "
        "different. Judged on the decimals as delivered. Stricter than a test at 5%.",
        "CBS news item 2018/23; Veiligheidsmonitor 2019, appendix 2",
        significance.compare_intervals,
    ),
    Rule(
        "V2",
        "Test on the difference (on request)",
        "z = (v - r) / sqrt(se_v^2 + se_r^2) with se = half-width / 1.96; different when "
        "|z| >= 1.96, which is (v - r)^2 >= h_v^2 + h_r^2. Of an asymmetric interval the half on "
        "the side of the other value counts. Both samples are taken as independent, also where "
        "one contains the other.",
        "z-test for two independent estimates, two-sided at 5%",
        significance.compare_difference,
    ),
    Rule(
        "V3",
        "No margin, no verdict",
        "Without both bounds on both sides, or with a hidden side, there is no sign, only the "
        "reason. A margin is never made up, and what is derived from a hidden number is hidden "
        "with it.",
        "product.md section 4; derived statements inherit suppression",
        significance.compare,
    ),
    Rule(
        "V4",
        "Favourable and unfavourable",
        "Higher or lower is the finding. Favourable or unfavourable follows from the direction of "
        "the indicator in the codebook; without a difference or a direction it is neutral.",
        "CBS prints + and - for higher and lower only; directions of the codebook",
        significance.value_outcome,
    ),
    Rule(
        "T1",
        "Series break of 2021",
        "Editions up to 2019 and editions from 2021 are two series. Nothing is compared across "
        "the break, and no line is drawn over it, unless the earlier figure was converted.",
        "CBS, Veiligheidsmonitor 2021, onderzoeksverantwoording",
        trend.are_comparable,
    ),
    Rule(
        "T2",
        "Previous edition",
        "The edition the dossier names, else the newest earlier edition of the same series in "
        "which the municipality was measured.",
        "Practice of municipal reports: the previous own measurement",
        trend.newest_before,
    ),
    Rule(
        "T3",
        "First edition",
        "The first edition of the same series in which the indicator was measured, unless that is "
        "the previous edition: then the same comparison would be told twice.",
        "Veiligheidsmonitor 2019, appendix 2 (2019 against 2012 and 2017)",
        trend.first_edition,
    ),
    Rule(
        "T4",
        "Missing editions",
        "The monitor was held yearly from 2012 to 2017 and in every odd year since. Editions "
        "between first and last that were not delivered are named, never interpolated.",
        "CBS, editions of the Veiligheidsmonitor",
        trend.missing_editions,
    ),
    Rule(
        "T5",
        "Same territory",
        "An area is followed from one edition to another only where it stayed the same territory: "
        "no merger, split or other change between the starts of the two (1 August). The shipped "
        "table has the municipalities since 2012; a dossier adds its own. After a change nothing "
        "is compared and no line is drawn.",
        "CBS, Gemeentelijke indelingen per jaar; risks A14",
        trend.can_follow,
    ),
    Rule(
        "T6",
        "Converted figures",
        "A figure of 2012-2019 that was multiplied by a conversion factor in the dossier stands on "
        "the level of 2021 and later: it is compared and connected with those, and with no earlier "
        "figure that was not converted. It is labelled wherever it is printed or drawn. Its bounds "
        "are multiplied as its value, which the source of the factors does not say.",
        "CBS, omrekenfactoren Veiligheidsmonitor: only converted values may be drawn through",
        trend.series_at,
    ),
    Rule(
        "O1",
        "Local areas",
        "Wards, villages and neighbourhoods below the municipality by their parent; without a "
        "parent by the municipality in their CBS code, else the only municipality delivered. "
        "They are compared with the municipality and with their own previous edition.",
        "CBS, structure of wijk- and buurtcodes",
        scope.local_areas_of,
    ),
    Rule(
        "O2",
        "Strength of a difference",
        "(|v - r| - h_v - h_r) / sqrt(h_v^2 + h_r^2): the gap between the intervals counted in "
        "margins, with h the half-width on the side of the other value and at least 0.05 under "
        "the root. Only shown differences have one, so noise cannot win. Ties in codebook order.",
        "The project's own rule",
        ranking.strength_of,
    ),
    Rule(
        "O3",
        "Near-duplicates",
        "At most two indicators of one subtheme stand in front of the strengths and of the "
        "concerns; further ones follow after all others. Nothing is left out.",
        "The project's own rule",
        ranking.spread_subthemes,
    ),
    Rule(
        "O4",
        "Profile",
        "All local areas of one level against the municipality, on the level with most measured "
        "areas (the larger areas at a tie), from two areas up, in the order of their codes: an "
        "order by value would tell where a hidden area lies.",
        "Leiden, profieltaart: each ward against the city",
        profile.profile_of,
    ),
    Rule(
        "O5",
        "References",
        "Country and region are taken from the same edition as the value. They contain the "
        "municipality, and the municipality contains its local areas; that share is not taken "
        "out. A reference that was not delivered gives no comparison and no zero.",
        "CBS compares with the national mean in the same way",
        scope.find_scope,
    ),
)


def rules_page() -> str:
    """Give `docs/rules.md` in full."""
    lines = [
        "# Statistical rules",
        "",
        "Generated by `python -m vmreport.analysis.rules > docs/rules.md`; do not edit by hand.",
        "Reliability (P2, P3) and disclosure (P4 to P10) are two separate rules:",
        "only the second brings complementary suppression.",
    ]
    for rule in RULES:
        lines += [
            "",
            f"## {rule.id} {rule.name}",
            "",
            rule.text,
            "",
            f"- Source: {rule.source}",
            f"- Code: `{rule.path}`",
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(rules_page())
