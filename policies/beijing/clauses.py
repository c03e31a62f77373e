"""How the flags read in a sentence, each where it holds and where it does not.

A flag is named by a term (正当诉求), which neither follows "if" nor takes a "not" by itself.
"""

from __future__ import annotations

__all__ = ["CLAUSES"]

CLAUSES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "has_villages": (
        ("辖区设有村", "the subdistrict has villages"),
        ("辖区未设村", "the subdistrict has no villages"),
    ),
    "responsible_known": (
        ("责任人明确", "the responsible party is known"),
        ("责任人不明确", "the responsible party is not known"),
    ),
    "fits_village_plan": (
        ("符合村庄规划", "it conforms to the village plan"),
        ("不符合村庄规划", "it does not conform to the village plan"),
    ),
    "in_emergency_response": (
        ("处于突发事件应对期间", "it is during an emergency response"),
        ("不在突发事件应对期间", "it is not during an emergency response"),
    ),
    "key_district": (
        ("位于中心城区", "it is in the central urban area"),
        ("不在中心城区", "it is not in the central urban area"),
    ),
    "repeat_no_new_facts": (
        ("同一事项再次提出而无新情况", "the same matter comes again without new facts"),
        ("不是无新情况的再次提出", "it is not a repeat without new facts"),
    ),
    "beyond_public_remit": (
        ("超出承办单位职责", "it is beyond any handling body's duty"),
        ("未超出承办单位职责", "it is not beyond the handling bodies' duty"),
    ),
    "unlawful": (
        ("诉求违法或违背公序良俗", "what is asked is unlawful or against public order"),
        (
            "诉求不违法，也不违背公序良俗",
            "what is asked is neither unlawful nor against public order",
        ),
    ),
    "legitimate": (
        ("诉求正当", "the demand is legitimate"),
        ("诉求不正当", "the demand is not legitimate"),
    ),
    "answerable_now": (
        ("能即时答复", "it can be answered at once"),
        ("不能即时答复", "it cannot be answered at once"),
    ),
    "owner_known": (("权责明确", "the owner is clear"), ("权责不明确", "the owner is not clear")),
    "in_duty": (
        ("属于本单位职责", "it is within the receiving body's own duty"),
        ("不属于本单位职责", "it is not within the receiving body's own duty"),
    ),
    "directly_doable": (
        ("能够直接办理", "it can be done directly"),
        ("不能直接办理", "it cannot be done directly"),
    ),
    "coordination_failed": (
        ("经协调仍无法解决", "coordination has failed"),
        ("不属于经协调仍无法解决", "coordination has not failed"),
    ),
    "on_power_list": (
        ("列入街乡行政执法事项清单", "it is on the list of subdistrict powers"),
        ("未列入街乡行政执法事项清单", "it is not on the list of subdistrict powers"),
    ),
    "greening_power_moved": (
        (
            "绿化处罚权已由市政府决定转给城管",
            "the city government has moved the greening power to urban enforcement",
        ),
        ("绿化处罚权没有转给城管", "the greening power has not moved to urban enforcement"),
    ),
    "contested": (
        (
            "两部条例所指机关不同而尚待裁决",
            "two regulations name different organs, yet to be ranked",
        ),
        ("没有待裁决的相争规定", "no two regulations are yet to be ranked"),
    ),
    "raised_often": (
        ("反映集中、难以解决", "it is raised often and hard to solve"),
        ("并非反映集中、难以解决", "it is not raised often, or not hard to solve"),
    ),
    "laid_by_law": (
        (
            "法律、法规、规章直接规定由其承担",
            "a law, regulation or rule itself lays it on the body asked",
        ),
        (
            "法律、法规、规章没有直接规定由其承担",
            "no law, regulation or rule lays it on the body asked",
        ),
    ),
    "district_known": (
        ("所属区明确", "the district is known"),
        ("所属区不明确", "the district is not known"),
    ),
    "in_duty_list": (
        ("在街道职责清单之内", "it is on the subdistrict duty list"),
        ("不在街道职责清单之内", "it is not on the subdistrict duty list"),
    ),
    "in_assist_list": (
        ("在社区协助清单之内", "it is on the community's assistance list"),
        ("不在社区协助清单之内", "it is not on the community's assistance list"),
    ),
    "form_allowed": (
        ("表格为规定所允许", "the form is allowed"),
        ("表格不为规定所允许", "the form is not allowed"),
    ),
    "certificate_listed": (
        ("证明在列", "the certificate is listed"),
        ("证明不在列", "the certificate is not listed"),
    ),
    "temporary": (
        ("属于临时性事项", "it is a temporary matter"),
        ("不属于临时性事项", "it is not a temporary matter"),
    ),
    "resources_given": (
        ("已给人员、经费、技术", "staff, money and technology are given"),
        ("未给齐人员、经费、技术", "staff, money and technology are not all given"),
    ),
    "standards_given": (
        ("已明确要求、标准、流程", "requirements and standards are stated"),
        ("未明确要求、标准、流程", "requirements and standards are not stated"),
    ),
    "objection": (
        ("承办单位提出派单异议", "the handling body objects to the dispatch"),
        ("承办单位未提出派单异议", "the handling body does not object to the dispatch"),
    ),
    "refused": (
        ("首接单位推诿", "the first receiver refuses"),
        ("首接单位未推诿", "the first receiver does not refuse"),
    ),
    "whistle_refused": (
        ("部门拒不报到履职", "a whistled department refuses"),
        ("没有部门拒不报到履职", "no whistled department refuses"),
    ),
}
"""Field → the clause that says that it holds, and the one that says that it does not."""
