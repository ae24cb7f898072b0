"""
The Double Ninth plan as data says what the written plan says: who, in which group, in which post.

The tables here were written from the issued text, not from the files.
"""

from collections import Counter
from pathlib import Path

import pytest

from command.domain.coverage import elements, unbound
from command.domain.plan import Plan
from command.plan_files import load_plan

FOLDER = Path(__file__).parents[2] / "playbooks" / "double-ninth-2020"

HEADS = "周学斌 孙远志 周福祯 张惠忠 何秉海"
MEMBERS = (
    "田斌 王生法 宋军杰 吴秀丰 封家麒 杜海亮 吴建芳 杜万顺 吴学礼 王静 刘春霞 刘宁 "
    "刘铁军 杨永新 陆建宁 王涛 沈树国 张国新 许继源 邓飞 郑小林 张国亮 姚智勇 王洪武"
)

GROUPS = {
    "综合协调组": ("周学斌 何秉海", "田斌 王生法 吴秀丰 王静 杨永新"),
    "安全保障组": ("孙远志", "王涛 刘宁 吴建芳 邓飞 张国新 王洪武"),
    "疫情防控组": ("张惠忠", "沈树国 刘春霞 吴秀丰 郑小林 王洪武"),
    "环境卫生组": ("张惠忠", "杜万顺 刘铁军 王洪武"),
    "应急保障组": ("何秉海", "刘春霞 陆建宁 张国亮 姚智勇"),
    "交通保障组": ("孙远志", "沈树国 杜海亮 吴学礼 许继源 王洪武 郑小林"),
    "宗教事务管理组": ("周学斌", "吴秀丰 杨永新"),
    "舆情监督组": ("周福祯", "封家麒"),
}

POSTS = {
    "领导小组组长": "周学斌",
    "领导小组副组长": "孙远志 周福祯 张惠忠 何秉海",
    "领导小组办公室主任": "王静",
    "总指挥": "何秉海",
    "副总指挥": "王涛 刘宁",
    "应急办公室主任": "刘宁",
    "现场指挥长": "王涛",
    "现场副指挥长": "刘宁 吴秀丰",
}

HATS = {
    "刘宁": "成员 副总指挥 应急办公室主任 现场副指挥长 安全保障组/员",
    "王涛": "成员 副总指挥 现场指挥长 安全保障组/员",
    "何秉海": "领导小组副组长 总指挥 综合协调组/长 应急保障组/长",
    "吴秀丰": "成员 现场副指挥长 综合协调组/员 疫情防控组/员 宗教事务管理组/员",
    "王洪武": "成员 安全保障组/员 疫情防控组/员 环境卫生组/员 交通保障组/员",
    "周学斌": "领导小组组长 综合协调组/长 宗教事务管理组/长",
    "孙远志": "领导小组副组长 安全保障组/长 交通保障组/长",
    "张惠忠": "领导小组副组长 疫情防控组/长 环境卫生组/长",
    "周福祯": "领导小组副组长 舆情监督组/长",
    "王静": "成员 领导小组办公室主任 综合协调组/员",
    "刘春霞": "成员 疫情防控组/员 应急保障组/员",
    "杨永新": "成员 综合协调组/员 宗教事务管理组/员",
    "宋军杰": "成员",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(FOLDER)


def names(plan: Plan, ids: tuple[str, ...]) -> str:
    by_id = {str(person.id): person.name.zh for person in plan.people.values()}
    return " ".join(by_id[name] for name in ids)


def hats_of(plan: Plan, name: str) -> set[str]:
    (person,) = [person for person in plan.people.values() if person.name.zh == name]
    posts = {str(post.id): post.name.zh for post in plan.posts.values()}
    groups = {str(group.id): group.name.zh for group in plan.groups.values()}
    said: dict[str, dict[str, str]] = {
        "post": posts,
        "group_lead": {name: f"{group}/长" for name, group in groups.items()},
        "group_member": {name: f"{group}/员" for name, group in groups.items()},
        "seat": {"leading_group": "成员"},
    }
    return {said[hat.kind][hat.of] for hat in person.hats}


def test_all_29_people_of_the_roster_are_there_once_in_its_order(plan: Plan) -> None:
    people = [person.name.zh for person in plan.people.values()]

    assert people == f"{HEADS} {MEMBERS}".split()
    assert len(people) == 29


def test_english_names_are_pinyin_with_the_surname_first(plan: Plan) -> None:
    for person in plan.people.values():
        surname, given = person.name.en.split()
        assert f"{surname}-{given}".lower() == person.id


def test_every_person_has_a_place_in_the_leading_group(plan: Plan) -> None:
    seats = Counter(
        hat.of
        for person in plan.people.values()
        for hat in person.hats
        if hat.of in {"leading_group", "leading-group-head", "leading-group-deputy"}
    )

    assert seats == {"leading-group-head": 1, "leading-group-deputy": 4, "leading_group": 24}


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_has_exactly_the_plans_leads_and_members(plan: Plan, name: str) -> None:
    (group,) = [group for group in plan.groups.values() if group.name.zh == name]

    assert (names(plan, group.leads), names(plan, group.members)) == GROUPS[name]


def test_the_eight_groups_are_in_the_plans_order(plan: Plan) -> None:
    groups = list(plan.groups.values())

    assert [group.name.zh for group in groups] == list(GROUPS)
    assert [group.order for group in groups] == list(range(1, 9))


@pytest.mark.parametrize("name", POSTS)
def test_a_post_has_exactly_the_plans_holders(plan: Plan, name: str) -> None:
    (post,) = [post for post in plan.posts.values() if post.name.zh == name]

    assert names(plan, post.holders) == POSTS[name]


@pytest.mark.parametrize("name", HATS)
def test_a_person_has_every_hat(plan: Plan, name: str) -> None:
    hats = hats_of(plan, name)

    assert hats == set(HATS[name].split())


def test_every_post_says_who_acts_when_no_holder_is_in_place(plan: Plan) -> None:
    for post in plan.posts.values():
        assert post.succession
        assert "A26" in post.source


def test_a_successor_on_a_rung_is_a_new_face_where_the_plan_names_no_deputy(plan: Plan) -> None:
    rungs = {"emergency-office", "deputy-commander"}
    holders = {
        person
        for post in plan.posts.values()
        if post.structure != "leading_group"
        for person in post.holders
    }

    successors = {p for name, post in plan.posts.items() if name in rungs for p in post.succession}

    assert holders.isdisjoint(successors)


def test_every_element_cites_a_clause_that_exists(plan: Plan) -> None:
    for element, clauses in elements(plan):
        cited = set(clauses)
        assert cited, element
        assert cited <= plan.clauses.keys(), element


def test_all_103_clauses_are_there(plan: Plan) -> None:
    assert len(plan.clauses) == 103
    assert next(iter(plan.clauses)) == "P1"
    assert list(plan.clauses)[-1] == "A27"


def test_something_stands_on_every_clause(plan: Plan) -> None:
    assert unbound(plan) == []
