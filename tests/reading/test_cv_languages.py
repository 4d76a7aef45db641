"""CVs in other languages and writings: sections are found, dates read, letters kept."""

from __future__ import annotations

import pytest

from loopready.model import Profile
from loopready.reading import read_document, read_profile
from loopready.reading.cv.headings import kind_of
from loopready.reading.dates import find_dates
from loopready.reading.lexicon import flat

CVS = {
    "japanese": (
        "山田 花子\nhanako.yamada@example.org\n\n職歴\n株式会社青空システム\nソフトウェアエンジニア\n2019年4月 – 現在\n・決済基盤の開発\n"
        "学歴\n"
        "東西大学 工学部 2015年4月 – 2019年3月\nスキル\nJava, Go\n",
        [("株式会社青空システム", "ソフトウェアエンジニア", "2019-04", None, ["決済基盤の開発"])],
    ),
    "chinese": (
        "陈晓宇\nxiaoyu.chen@example.org\n\n工作经历\n星河软件有限公司 | 高级软件工程师\n2019年4月 – 至今\n• 负责支付平台\n• 带领8人团队\n"
        ""
        "蓝海科技集团 | 软件工程师\n2016.07 - 2019.03\n• 开发订单系统\n"
        "教育背景\n东海大学，计算机科学 本科\n2012.09 - 2016.06\n技能\nJava、Go\n",
        [
            ("星河软件有限公司", "高级软件工程师", "2019-04", None, ["负责支付平台", "带领8人团队"]),
            ("蓝海科技集团", "软件工程师", "2016-07", "2019-03", ["开发订单系统"]),
        ],
    ),
    "korean": (
        "김하늘\nhaneul.kim@example.org\n\n경력\n주식회사 푸른하늘\n백엔드 개발자\n2019.04 ~ 현재\n- 결제 시스템 개발\n학력\n"
        "동서대학교 컴퓨터공학 학사\n2012.03 ~ 2016.02\n기술\nJava, Go\n",
        [("주식회사 푸른하늘", "백엔드 개발자", "2019-04", None, ["결제 시스템 개발"])],
    ),
    "arabic": (
        "ليلى حداد\nlayla.haddad@example.org\n\nالخبرات\nمهندسة برمجيات، شركة الأفق\n01/2019 – 05/2023\n- تطوير نظام الدفع\nالتعليم\n"
        "بكالوريوس علوم الحاسوب، جامعة المدينة، 2014 – 2018\nالمهارات\nJava, Go\n",
        [("شركة الأفق", "مهندسة برمجيات", "2019-01", "2023-05", ["تطوير نظام الدفع"])],
    ),
    "hebrew": (
        "נועה ברק\nnoa.barak@example.org\n\nניסיון תעסוקתי\nמהנדסת תוכנה, חברת אופק\n01/2019 – היום\n- פיתוח מערכת תשלומים\nהשכלה\n"
        "תואר ראשון במדעי המחשב, אוניברסיטת חיפה, 2013 – 2016\nכישורים\nJava, Go\n",
        [("חברת אופק", "מהנדסת תוכנה", "2019-01", None, ["פיתוח מערכת תשלומים"])],
    ),
    "polish": (
        "Zuzanna Wiśniowska\nzuzanna@example.org\n\nDoświadczenie zawodowe\nAsystentka, Bursztyn Sp. z o.o., Gdańsk\n03.2019 – obecnie\n"
        "- Faktury\n"
        "Wykształcenie\nMagister, Uniwersytet Gdański, 2010 – 2015\nUmiejętności\nJava, Go\n",
        [("Bursztyn Sp. z o.o.", "Asystentka", "2019-03", None, ["Faktury"])],
    ),
    "swedish": (
        "Linnea Åkerblad\nlinnea@example.org\n\nArbetslivserfarenhet\nByggingenjör, Skogsbro AB\nmars 2019 – nuvarande\n- Ritningar\n"
        "Utbildning\nLuleå tekniska universitet, 2009 – 2014\nFärdigheter\nJava, Go\n",
        [("Skogsbro AB", "Byggingenjör", "2019-03", None, ["Ritningar"])],
    ),
    "dutch": (
        "Jorrit van der Wielen\njorrit@example.org\n\nWerkervaring\nProjectleider, Bouwbedrijf Zandmeer, Zandbroek\nmei 2017 – heden\n"
        "- Oplevering\n"
        "Werkvoorbereider, Kruijsen Bouw\naug. 2012 – apr. 2017\n"
        "- Begrotingen\nOpleiding\nHogeschool Zandmeer, 2008 – 2012\nVaardigheden\nJava, Go\n",
        [
            ("Bouwbedrijf Zandmeer", "Projectleider", "2017-05", None, ["Oplevering"]),
            ("Kruijsen Bouw", "Werkvoorbereider", "2012-08", "2017-04", ["Begrotingen"]),
        ],
    ),
}


def read(text: str) -> Profile:
    document = read_document(text.encode(), kind="cv", name="cv.txt")
    assert document.text == text
    return read_profile(document)


@pytest.mark.parametrize("language", CVS)
def test_entries_studies_and_skills_are_found(language: str) -> None:
    text, work = CVS[language]
    resume = read(text).json_resume()
    assert [
        (entry.get("name"), entry.get("position"), entry.get("startDate"), entry.get("endDate"), entry["highlights"])
        for entry in resume["work"]
    ] == work
    assert len(resume["education"]) == 1 and "institution" in resume["education"][0]
    assert [group["keywords"] for group in resume["skills"]] == [["Java", "Go"]]
    assert "label" not in resume["basics"] and "phone" not in resume["basics"]


def test_languages_are_a_section_of_their_own() -> None:
    profile = read(
        "Jo Brandt\njo@example.org\n\nBerufserfahrung\nKoch, Mühle GmbH\nseit 2019\n"
        "- Brot\nSprachen\nDeutsch (Muttersprache), Englisch (C1)\n"
    )
    assert [(extra.kind, [line.value for line in extra.lines]) for extra in profile.extras] == [
        ("languages", ["Deutsch (Muttersprache), Englisch (C1)"])
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("職務経歴", "work"), ("工作經歷", "work"), ("경력 사항", "work"), ("الخبرة العملية", "work"), ("ניסיון מקצועי", "work"),
        ("学歴", "education"), ("教育经历", "education"), ("학력", "education"), ("المؤهلات العلمية", "education"), ("השכלה", "education"),
        ("スキル", "skills"), ("专业技能", "skills"), ("보유 기술", "skills"), ("المهارات", "skills"), ("כישורים", "skills"),
        ("語学", "languages"), ("语言", "languages"), ("언어", "languages"), ("اللغات", "languages"), ("שפות", "languages"),
        ("Wykształcenie", "education"), ("Vzdělání", "education"), ("Utdanning", "education"), ("Uddannelse", "education"),
    ],
)  # fmt: skip
def test_headings(words: str, kind: str) -> None:
    assert kind_of(words) == kind


RANGES = {
    "'19–'21": ("2019", "2021"),
    "’19 – present": ("2019", None),
    "ab März 2019": ("2019-03", None),
    "depuis le 1er mars 2019": ("2019-03", None),
    "2019年4月 – 現在": ("2019-04", None),
    "2019年4月～2021年3月": ("2019-04", "2021-03"),
    "2019年4月至今": ("2019-04", None),
    "2019年4月至2021年3月": ("2019-04", "2021-03"),
    "2019 年 4 月 - 2021 年 3 月": ("2019-04", "2021-03"),
    "2019.04 ~ 2021.03": ("2019-04", "2021-03"),
    "2019년 4월부터 2021년 3월까지": ("2019-04", "2021-03"),
    "2019.4 ~ 재직중": ("2019-04", None),
    "مارس 2019 – مايو 2021": ("2019-03", "2021-05"),
    "٢٠١٩ – ٢٠٢١": ("2019", "2021"),
    "منذ 2019": ("2019", None),
    "2019 – حتى الآن": ("2019", None),
    "מרץ 2019 – היום": ("2019-03", None),
    "mars 2019 – maj 2021": ("2019-03", "2021-05"),
    "sedan mars 2019": ("2019-03", None),
    "od marca 2019 do maja 2021": ("2019-03", "2021-05"),
    "březen 2019 – dosud": ("2019-03", None),
    "tammikuu 2019 – nykyinen": ("2019-01", None),
    "2015/2016": ("2015", "2016"),
    "between 2019 and 2021": ("2019", "2021"),
    "zwischen 2019 und 2021": ("2019", "2021"),
    "20.03.2019 - 31.05.21": ("2019-03", "2021-05"),
    "von 03/2019 bis 05/2021": ("2019-03", "2021-05"),
    "03/19 – 05/21": ("2019-03", "2021-05"),
    "Q3 2019 – Q1 2021": ("2019", "2021"),
    "DEC. 2016 – JAN. 2020": ("2016-12", "2020-01"),
    "dal 2019": ("2019", None),
    "mei 2017 t/m heden": ("2017-05", None),
}


@pytest.mark.parametrize("text", RANGES)
def test_ranges_in_other_languages_and_styles(text: str) -> None:
    (span,) = find_dates(text)
    first, last = RANGES[text]
    assert span.first is not None and span.first.value == first
    assert (span.last.value if span.last else None) == last and span.ongoing == (last is None)


@pytest.mark.parametrize("text", ["the '80s", "version 1.2.19", "Python 3.11", "grew from 12 and 15 to 27", "'21 people'"])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["경력", "Łódź", "Ærø", "職歴", "٢٠١٩", "ﬁ"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(flat(text)) == len(text)


def test_korean_syllables_are_not_cut_to_their_first_letter() -> None:
    assert flat("경력") != flat("기록")
