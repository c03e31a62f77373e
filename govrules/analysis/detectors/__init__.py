"""The detectors that govrules brings, one a file; plug-ins add theirs."""

from __future__ import annotations

from ..detector import Detector
from .adjudicated import adjudicated
from .assistant_leads import assistant_leads
from .chart_flaws import CHART_FLAWS
from .circular_referral import circular_referral
from .citation_not_in_force import citation_not_in_force
from .citation_text_changed import citation_text_changed
from .conflict import conflict
from .delegation_double import delegation_double
from .delegation_faults import DELEGATION_FAULTS
from .delegation_gap import delegation_gap
from .duty_without_means import duty_without_means
from .duty_without_power import duty_without_power
from .exception_idle import exception_idle
from .fact_idle import fact_idle
from .failure_impact import failure_impact
from .gap import gap
from .lists_contradict import lists_contradict
from .never_holds import never_holds
from .never_wins import never_wins
from .no_example import no_example
from .power_without_duty import power_without_duty
from .redundant import redundant
from .role_missing import role_missing
from .silent_speciality import silent_speciality
from .term_unknown import term_unknown
from .unlisted_task import unlisted_task

__all__ = ["DETECTORS"]

DETECTORS: tuple[Detector, ...] = (
    adjudicated,
    assistant_leads,
    *CHART_FLAWS,
    circular_referral,
    citation_not_in_force,
    citation_text_changed,
    conflict,
    delegation_double,
    *DELEGATION_FAULTS,
    delegation_gap,
    duty_without_means,
    duty_without_power,
    exception_idle,
    fact_idle,
    failure_impact,
    gap,
    lists_contradict,
    never_holds,
    never_wins,
    no_example,
    power_without_duty,
    redundant,
    role_missing,
    silent_speciality,
    term_unknown,
    unlisted_task,
)
