"""From the raw public data sets to the handbook's figures: the only room that reads raw files.

``python -m careerkb.figures FOLDER`` writes every figure; with ``--check`` it compares instead and
fails when a byte differs. Nothing else imports this room.
"""

from careerkb.figures import aijobs, doctorates, labs, official, ratios, review, surveys

__all__ = ["FIGURES"]

FIGURES = {
    "acceptance": review.acceptance,
    "acceptance_pooled": review.acceptance_pooled,
    "advertised_base": aijobs.base_by_role,
    "advertised_base_levels": aijobs.base_by_role_and_level,
    "advertised_base_pairs": ratios.base_pairs,
    "advertised_base_ratios": ratios.base_ratios,
    "ai_share": surveys.ai_share,
    "doctorate_pay": doctorates.doctorate_pay,
    "doctorate_plans": doctorates.doctorate_plans,
    "doctorate_share": surveys.doctorate_share,
    "earlier_survey_pay": surveys.earlier_survey_pay,
    "lab_asks": labs.asks,
    "lab_bands": labs.bands,
    "lab_degrees": labs.degree_mentions,
    "lab_mix": labs.mix,
    "lab_open_days": labs.open_days,
    "pairing_trap": ratios.pairing_trap,
    "projections": official.projections,
    "reaching_245k": aijobs.reaching_245k,
    "rejected_fate": review.rejected_fate,
    "research_degrees": doctorates.research_degrees,
    "review_experiments": review.review_experiments,
    "score_bins": review.score_bins,
    "software_index": surveys.software_index,
    "starting_pay": doctorates.starting_pay,
    "survey_pay": surveys.survey_pay,
    "wages": official.wages,
}
"""Every figure and the function that makes it from the folder of raw data."""
