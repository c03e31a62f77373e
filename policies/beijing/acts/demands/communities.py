"""社区在诉求办理中只是协助（第十七条）。"""

from __future__ import annotations

from ..outcomes import barred_for_community
from .act import JS

第十七条 = JS.article("17(2)", question="route", when="交给社区 且 渠道 = 12345派单")
第十七条(
    "off_list",
    when="非 在社区协助清单内",
    reads_over=(
        *("JD32.government", "JD48.outside", "JD49.community"),
        *("PEN21.community", "RC20.as_lead"),
    ),
    then=barred_for_community("barred_out_of_list"),
    reading=(
        "条文写“社区职责清单”，按街道办条例第三十二条所定的社区协助清单理解；清单外的，不论以主责、协助"
        "还是委托的名义，均不得交办",
        'the text speaks of "the list of community duties", read as the list of what communities '
        "assist in (Subdistrict Regulation, art. 32); what is off it may not be handed over in any "
        "role",
    ),
    zh="办理诉求时，不得把清单以外的事推给社区",
    en="in dealing with a demand nothing off the list may be handed to a community",
)
第十七条(
    "as_lead",
    when="在社区协助清单内 且 交办角色 = 主责",
    reads_over=("JD32.government", "JD48.outside", "JD49.community"),
    then=barred_for_community("barred_as_lead"),
    zh="社区只是协助的，不得改由社区牵头负责",
    en="what a community assists in may not be given to it as the lead",
)
