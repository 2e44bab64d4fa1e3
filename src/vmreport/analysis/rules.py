"""The statistical rules as a list, from which `docs/rules.md` is made: `python -m` this module.

A rule is one function with its source; this list names it in plain English. The wording that a
council reads stands in the templates, the limits in `Thresholds`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from vmreport.analysis import profile, ranking, scope, significance, suppression, trend

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
        "notice. For scores and marks the n itself is tested. Goes before P2 and P3. Off at 0.",
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
        "Complementary suppression",
        "Where exactly one cell of a family (a parent and its local areas, per indicator and "
        "edition) is not published, and it is hidden by P4, secret at source or hidden by this "
        "rule, the published local area with the fewest answers is hidden too; repeated until "
        "nothing changes. A cell hidden by another rule covers as well. Limits: it sees one report, one indicator and one edition at a time, "
        "not the region, not other reports, and it does not calculate how narrowly the sum of two "
        "hidden cells fences them in.",
        "Primary and secondary suppression as in tau-ARGUS and sdcTable, simplified",
        suppression.complement,
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
        "the break, and no line is drawn over it.",
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
        "Reliability (P2, P3) and disclosure (P4 to P6) are two separate rules:",
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
