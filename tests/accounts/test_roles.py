"""The roles' table, written by hand once more: it is also the documentation."""

from navstrechu.accounts.roles import PERMISSION_TEXTS, ROLES, Permission, Role, roles_with

P = Permission


def test_every_role_allows_exactly_what_it_should():
    allowed = {role: set(ROLES[role].permissions) for role in Role}

    member = {P.VIEW, P.COMMENT}
    assert allowed == {
        Role.RESPONSIBLE: member
        | {
            P.START_MEASURE,
            P.REGISTER_DOCUMENT,
            P.VIEW_HISTORY,
            P.DECIDE_PROPOSALS,
            P.APPROVE_EDITION,
            P.DRAFT_DOCUMENT,
            P.SIGN_DOCUMENT,
        },
        Role.COORDINATOR: member
        | {
            P.START_MEASURE,
            P.REGISTER_DOCUMENT,
            P.EDIT_ROADMAP,
            P.EDIT_ORGANISATION,
            P.EDIT_SETTINGS,
            P.VIEW_HISTORY,
            P.EDIT_REGISTERS,
            P.PROPOSE_CHANGES,
            P.DECIDE_PROPOSALS,
            P.FREEZE_EDITION,
            P.DRAFT_DOCUMENT,
            P.EDIT_TEMPLATES,
        },
        Role.UNIT_HEAD: member
        | {P.START_MEASURE, P.REGISTER_OWN_DOCUMENT, P.PROPOSE_CHANGES, P.DRAFT_DOCUMENT},
        Role.ANALYST: member | {P.DRAFT_DOCUMENT},
        Role.EMPLOYEE: member,
        Role.WORKING_GROUP: member | {P.MOVE_DUE_DATES, P.VIEW_HISTORY},
        Role.ADMINISTRATOR: {
            P.VIEW,
            P.EDIT_ORGANISATION,
            P.EDIT_SETTINGS,
            P.MANAGE_ACCOUNTS,
            P.VIEW_HISTORY,
        },
    }


def test_every_permission_is_worded_and_given_to_somebody():
    assert set(PERMISSION_TEXTS) == set(Permission)
    assert [permission for permission in Permission if not roles_with(permission)] == []


def test_nobody_both_forms_and_approves_an_edition():
    assert set(roles_with(P.FREEZE_EDITION)) & set(roles_with(P.APPROVE_EDITION)) == set()
