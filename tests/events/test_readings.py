"""Who did what, and who only said it: sentences with all that a reader takes from them: `KIND actors > recipients status`.

Each theme stands beside its opposite: the deed beside the purpose, the threat beside the warning, the charge beside the name.
"""

from __future__ import annotations

import pytest

from dragoman.pipeline import code_document
from dragoman.types import Document


def read(text):
    """Each event of the text in a line."""
    return [
        f"{event.type} {name(event.actors)} > {name(event.recipients)} {event.status}"
        for event in code_document(Document("reading", text)).events
    ]


def name(entities):
    return "+".join(sorted(entity.code for entity in entities if entity.code)) or "-"


def check(text, *lines):
    assert sorted(read(text)) == sorted(lines)


TOLD_AFTER_A_DEMAND = [
    ("Spain demanded that Peru pay, and on 14 April its marines seized the islands.",
     "REQUEST ESP > PER occurred", "ASSAULT ESP > PER occurred"),
    ("Chad demanded that Mali pay the debt, and Chadian troops attacked Mali.",
     "REQUEST TCD > MLI occurred", "ASSAULT TCD > MLI occurred"),
    ("Argentina demanded that Chile withdraw and Chilean troops attacked the post.",
     "REQUEST ARG > CHL occurred", "ASSAULT CHL > ARG occurred"),
    ("Nigeria demanded that Cameroon hand back the peninsula, and its soldiers, backed by gunboats, took the town.",
     "REQUEST NGA > CMR occurred", "ASSAULT NGA > CMR occurred"),
    ("Prussia demanded that Denmark leave Schleswig, and its army invaded Jutland.",
     "REQUEST DEU > DNK occurred", "ASSAULT DEU > DNK occurred"),
    ("Spain demanded that Peru pay and seized the islands.", "REQUEST ESP > PER occurred", "ASSAULT ESP > PER occurred"),
    ("Russia demanded that the Porte dismiss its minister and expel the refugees.", "REQUEST RUS > TUR occurred"),
]  # fmt: skip

PURPOSES = [
    ("In 1904 German troops emerged from Windhoek to massacre the Herero of South West Africa.", "ASSAULT DEU > NAM occurred"),
    ("Libyan tanks rolled south to attack Faya-Largeau in Chad.", "ASSAULT LBY > TCD occurred"),
    ("Iranian gunmen burst in to abduct two British diplomats.", "ASSAULT IRN > GBR occurred"),
    ("India moved to arrest the Pakistani envoy.", "COERCE IND > PAK occurred"),
    ("The EU is moving to ban Russian diamonds.", "COERCE EUR > RUS planned"),
    ("Siam acted to expel two French priests.", "SANCTION THA > FRA occurred"),
    ("Moroccan soldiers returned home only to be arrested by Spain.", "COERCE ESP > MAR occurred"),
    ("Turkish aircraft took off to bomb Greek positions.", "ASSAULT TUR > GRC planned"),
    ("Britain sent troops to occupy the Egyptian port.", "MOBILIZE GBR > EGY occurred", "ASSAULT GBR > EGY planned"),
    ("France dispatched a squadron to bombard the Mexican fort.", "MOBILIZE FRA > MEX occurred", "ASSAULT FRA > MEX planned"),
    ("Vietnamese divisions poured across the frontier to overthrow the Cambodian government.", "COERCE VNM > KHM planned"),
    ("Iraqi forces crossed the border to attack Iranian positions in 1980.",
     "ASSAULT IRQ > IRN occurred", "ASSAULT IRQ > IRN occurred"),
]  # fmt: skip

WARNINGS = [
    ("Iran warned Israel that it would strike back.", "THREATEN IRN > ISR occurred"),
    ("Britain warned Argentina that any attack would be resisted.", "THREATEN GBR > ARG occurred"),
    ("Zambia warned Rhodesia that a raid would mean war.", "THREATEN ZMB > ZWE occurred"),
    ("Turkey warned Greece not to extend its waters.", "THREATEN TUR > GRC occurred"),
    ("Austria warned Serbia of the consequences.", "THREATEN AUT > SRB occurred"),
    ("The US warned North Korea it would pay a heavy price.", "THREATEN USA > PRK occurred"),
    ("Peru warned Chile that the flights must stop.", "THREATEN PER > CHL occurred"),
    ("The United Nations warned that the famine in Somalia would worsen.",),
    ("Japan warned of a storm off the coast of Korea.",),
    ("The WHO warned Mali that cholera was spreading.",),
    ("France warned its citizens in Niger to leave.",),
    ("The Red Cross warned that Yemen was on the brink of collapse.",),
    ("Meteorologists warned Bangladesh that the cyclone would strike Chittagong.",),
    ("The prime minister of Poland warned that Russia would attack Moldova.", "ASSAULT RUS > MDA hypothetical"),
]  # fmt: skip

NAMES = [
    ("Peru called the seizure of its islands an act of piracy.", "ACCUSE PER > - occurred", "ASSAULT - > PER occurred"),
    ("Pakistan described the Indian raid as an act of war.", "ACCUSE PAK > IND occurred", "ASSAULT IND > PAK occurred"),
    ("Beijing called the sanctions a mistake.", "ACCUSE CHN > - occurred"),
    ("Athens labelled the arrest of the captain illegal.", "ACCUSE GRC > - occurred"),
    ("Kenya called the raid by Somali gunmen an invasion.", "ACCUSE KEN > SOM occurred"),
    ("Cuba condemned the American bombing of Libya as terrorism.", "ACCUSE CUB > USA occurred", "ASSAULT USA > LBY occurred"),
    ("Hitler called the Polish mobilisation a provocation.", "ACCUSE DEU > POL occurred", "MOBILIZE POL > DEU occurred"),
]  # fmt: skip

PROTESTS = [
    ("Britain and the United States protested against Spain's seizure of Peru's islands.",
     "ACCUSE GBR+USA > ESP occurred", "ASSAULT ESP > PER occurred"),
    ("Britain and the United States protested against the seizure of Peru's islands by Spain.",
     "ACCUSE GBR+USA > ESP occurred", "ASSAULT ESP > PER occurred"),
    ("Chile and Ecuador protested the seizure of Peruvian islands by Spain.",
     "ACCUSE CHL+ECU > ESP occurred", "ASSAULT ESP > PER occurred"),
    ("Kenya protested against the killing of two Kenyan soldiers by Somali gunmen.",
     "ACCUSE KEN > SOM occurred", "ASSAULT SOM > KEN occurred"),
    ("Jordan condemned Israel's annexation of Syria's Golan Heights.", "ACCUSE JOR > ISR occurred", "COERCE ISR > SYR occurred"),
]  # fmt: skip

BLOWS = [
    ("Three Pakistani soldiers were killed in Indian shelling.", "ASSAULT IND > PAK occurred"),
    ("Two Azerbaijani civilians died in Armenian artillery fire.", "ASSAULT ARM > AZE occurred"),
    ("Four Thai soldiers were wounded in a Cambodian rocket attack.", "ASSAULT KHM > THA occurred"),
    ("Eleven British sailors were killed in a raid by Chinese pirates.", "ASSAULT CHN > GBR occurred"),
    ("Three Turks were killed in an attack by Kurdish rebels in Iraq.", "ASSAULT IRQ > TUR occurred"),
    ("Pakistan says five killed in Indian shelling", "ASSAULT IND > PAK occurred"),
    ("India says four soldiers killed in Pakistani firing", "ASSAULT PAK > IND occurred"),
    ("Syria says three soldiers killed in Israeli strike", "ASSAULT ISR > SYR occurred"),
    ("Armenia said that four of its soldiers had been killed in Azerbaijani shelling near Sotk.", "ASSAULT AZE > ARM occurred"),
    ("Britain feared Persia. In 1843 British troops attacked the Talpurs.", "ASSAULT GBR > - occurred"),
    ("Costa Rica complained of raids by Nicaraguan soldiers.", "ACCUSE CRI > NIC occurred", "ASSAULT NIC > CRI occurred"),
    ("Thailand complained of shelling by Burmese troops.", "ACCUSE THA > MMR occurred", "ASSAULT MMR > THA occurred"),
    ("The United States armed the rebels.", "AID USA > - occurred"),
    ("Libya armed the rebels of Chad.", "AID LBY > TCD occurred"),
    ("Syria attacked the rebels.", "ASSAULT SYR > SYR occurred"),
    ("Egypt demanded that the Sudan hand over the district of Halaib.", "REQUEST EGY > SDN occurred"),
    (
        "China warned Korea. Japan protested to China. Japanese troops occupied the royal palace in Seoul.",
        "THREATEN CHN > KOR occurred", "ACCUSE JPN > CHN occurred", "ASSAULT JPN > KOR occurred",
    ),
    (
        "Mali shelled Niger. Niger broke off diplomatic relations and took the case to the International Court of Justice.",
        "ASSAULT MLI > NER occurred", "REQUEST NER > UNO occurred", "SANCTION NER > MLI occurred",
    ),
    ("Lesotho peasants crossed the border to work in South Africa.",),
]  # fmt: skip


FOR_WHAT = [
    ("In 2009 the Council of Kenya imposed sanctions on Eritrea for arming Somali rebels.",
     "SANCTION KEN > ERI occurred", "AID ERI > SOM occurred"),
    ("The United States sanctioned Iran for arming the Houthis in Yemen.",
     "SANCTION USA > IRN occurred", "AID IRN > YEM occurred"),
    ("Cuba promised not to attack Haiti.", "AGREE CUB > HTI occurred"),
    ("Peru agreed not to expel the Chilean consul.", "AGREE PER > CHL occurred"),
    ("The general was ordered to drive the French out of Mexico.", "ASSAULT - > FRA hypothetical"),
]  # fmt: skip

DENIALS = [
    ("Iran denied any role in the bombing of Israel.", "ASSAULT IRN > ISR negated"),
    ("The envoy of France said that the Iranian minister who denied any role in the bombing of Israel had fled.",
     "ASSAULT IRN > ISR negated"),
    ("Pakistan denied any involvement in the raid on India.", "ASSAULT PAK > IND negated"),
    ("The Russian minister, who denied any hand in the murder of Serbian officers, met the envoy of France.",
     "ASSAULT RUS > SRB negated", "CONSULT RUS > FRA occurred"),
]  # fmt: skip


@pytest.mark.parametrize(
    "told", [*TOLD_AFTER_A_DEMAND, *PURPOSES, *WARNINGS, *NAMES, *PROTESTS, *BLOWS, *FOR_WHAT, *DENIALS], ids=lambda told: told[0]
)
def test_it_is_read_so(told):
    check(*told)


@pytest.mark.parametrize(
    "text",
    [
        "Three Pakistani soldiers were killed in Indian shelling.",
        "Pakistan says five killed in Indian shelling",
        "Two Pakistani boys died in Indian shelling.",
    ],
)
def test_in_news_too_the_blow_tells_who_killed(text):
    (event,) = code_document(Document("news", text, published="2019-05-03")).events
    assert (event.type, name(event.actors), name(event.recipients)) == ("ASSAULT", "IND", "PAK")


def test_a_warning_that_charges_is_an_accusation():
    assert "ACCUSE EGY > SDN occurred" in read("Egypt warned that Sudan's army had massed on the border.")
