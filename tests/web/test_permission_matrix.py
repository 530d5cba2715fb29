"""Who may open and who may send what: every address × everybody, written by hand.

A route without a row fails, and so does a row without a route.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session as CookieSession
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from navstrechu.accounts.models import Session
from navstrechu.accounts.roles import Role
from tests.factories.organisation import member, membership
from tests.sessions import sign_in
from tests.web.two_agencies import OF_A_FORMAT, OF_A_LINK, OF_AN_EDITION, Place, bodies, disabled, place

# in = sent to the sign-in page. The last two columns are people of another agency in another region.
GET = """
                                 guest off  empl anal head coor resp grp  adm  coor2 grp2
shell:healthz                    200   200  200  200  200  200  200  200  200  200   200
shell:gallery                    200   200  200  200  200  200  200  200  200  200   200
shell:as-of                      in    in   302  302  302  302  302  302  302  302   302
shell:preferences                405   405  405  405  405  405  405  405  405  405   405
accounts:sign-in                 200   200  200  200  200  200  200  200  200  200   200
accounts:sign-out                in    in   405  405  405  405  405  405  405  405   405
accounts:sessions                in    in   200  200  200  200  200  200  200  200   200
accounts:code                    302   302  302  302  302  302  302  302  302  302   302
accounts:password                in    in   200  200  200  200  200  200  200  200   200
accounts:second-factor           in    in   200  200  200  200  200  200  200  200   200
accounts:second-factor-begin     in    in   405  405  405  405  405  405  405  405   405
accounts:second-factor-enrol     in    in   302  302  302  302  302  302  302  302   302
accounts:second-factor-replace   in    in   302  302  302  302  302  302  302  302   302
accounts:second-factor-off       in    in   302  302  302  302  302  302  302  302   302
accounts:recovery-codes          in    in   302  302  302  302  302  302  302  302   302
accounts:recovery-codes-file     in    in   405  405  405  405  405  405  405  405   405
accounts:openid                  404   404  404  404  404  404  404  404  404  404   404
accounts:openid-return           404   404  404  404  404  404  404  404  404  404   404
accounts:openid-leave            404   404  404  404  404  404  404  404  404  404   404
accounts:identity                in    in   404  404  404  404  404  404  404  404   404
accounts:identity-link           in    in   404  404  404  404  404  404  404  404   404
accounts:identity-unlink         in    in   405  405  405  405  405  405  405  405   405
invitations:accept               200   200  200  200  200  200  200  200  200  200   200
invitations:openid               404   404  404  404  404  404  404  404  404  404   404
tokens:keys                      in    in   200  200  200  200  200  200  200  200   200
tokens:withdraw                  in    in   405  405  405  405  405  405  405  405   405
tokens:guide                     in    in   200  200  200  200  200  200  200  200   200
demonstration:role               405   405  405  405  405  405  405  405  405  405   405
help:contents                    in    in   200  200  200  200  200  200  200  200   200
help:topic                       in    in   200  200  200  200  200  200  200  200   200
help:picture                     in    in   200  200  200  200  200  200  200  200   200
help:printed                     in    in   200  200  200  200  200  200  200  200   200
home:first-steps                 302   302  302  302  302  302  302  302  302  302   302
home:start                       in    in   302  302  302  302  302  302  302  302   302
home:overview                    in    in   200  200  200  200  200  200  200  404   404
region:overview                  in    in   403  403  403  403  403  200  403  403   200
roadmap:matrix                   in    in   200  200  200  200  200  200  200  404   404
roadmap:table                    in    in   200  200  200  200  200  200  200  404   404
roadmap:table-file               in    in   200  200  200  200  200  200  200  404   404
roadmap:table-row                in    in   200  200  200  200  200  200  200  404   404
roadmap:table-result             in    in   200  200  200  200  200  200  200  404   404
roadmap:posts                    in    in   200  200  200  200  200  200  200  404   404
roadmap:tasks                    in    in   200  200  200  200  200  200  200  404   404
roadmap:edit-measure             in    in   403  403  403  200  403  403  403  404   404
roadmap:edit-result              in    in   403  403  403  200  403  403  403  404   404
roadmap:measure                  in    in   200  200  200  200  200  200  200  404   404
roadmap:start-measure            in    in   403  403  200  200  200  403  403  404   404
roadmap:register-document        in    in   403  403  200  200  200  403  403  404   404
roadmap:count-document           in    in   403  403  200  200  200  403  403  404   404
roadmap:uncount-document         in    in   403  403  200  200  200  403  403  404   404
roadmap:comment                  in    in   405  405  405  405  405  405  403  404   404
roadmap:withdraw-comment         in    in   405  405  405  405  405  405  403  404   404
roadmap:decide                   in    in   403  403  403  403  403  200  403  404   404
roadmap:editions                 in    in   200  200  200  200  200  200  200  404   404
roadmap:compare-editions         in    in   200  200  200  200  200  200  200  404   404
roadmap:export                   in    in   200  200  200  200  200  200  200  404   404
roadmap:import                   in    in   403  403  403  200  403  403  403  404   404
roadmap:import-preview           in    in   403  403  403  200  403  403  403  404   404
roadmap:import-confirm           in    in   403  403  403  405  403  403  403  404   404
roadmap:import-discard           in    in   403  403  403  405  403  403  403  404   404
roadmap:templates                in    in   403  403  403  200  403  200  403  404   404
roadmap:from-template            in    in   403  403  403  200  403  200  403  404   404
roadmap:offer-template           in    in   405  405  405  405  405  405  405  404   404
roadmap:checks                   in    in   200  200  200  200  200  200  200  404   404
roadmap:report                   in    in   200  200  200  200  200  200  200  404   404
roadmap:report-file              in    in   200  200  200  200  200  200  200  404   404
roadmap:gantt                    in    in   200  200  200  200  200  200  200  404   404
roadmap:gantt-file               in    in   200  200  200  200  200  200  200  404   404
roadmap:calendar                 in    in   200  200  200  200  200  200  200  404   404
roadmap:forecast                 in    in   200  200  200  200  200  200  200  404   404
roadmap:typical-term             in    in   403  403  403  200  403  403  200  404   404
roadmap:feeds                    in    in   200  200  200  200  200  200  200  404   404
roadmap:feed                     200   200  200  200  200  200  200  200  200  200   200
roadmap:feed-withdraw            in    in   405  405  405  405  405  405  405  404   404
documents:register               in    in   200  200  200  200  200  200  200  404   404
documents:create                 in    in   403  403  200  200  200  200  403  404   404
documents:export                 in    in   200  200  200  200  200  200  200  404   404
documents:document               in    in   200  200  200  200  200  200  200  404   404
documents:annul                  in    in   403  403  403  200  200  403  403  404   404
documents:file                   in    in   200  200  200  200  200  200  200  404   404
documents:calendar               in    in   200  200  200  200  200  200  200  404   404
documents:text                   in    in   200  200  200  200  200  200  200  404   404
documents:text-compare           in    in   200  200  200  200  200  200  200  404   404
documents:text-file              in    in   200  200  200  200  200  200  200  404   404
documents:extra-file             in    in   200  200  200  200  200  200  200  404   404
documents:add-file               in    in   403  403  200  200  200  403  403  404   404
documents:archive                in    in   200  200  200  200  200  200  200  404   404
documents:archive-file           in    in   200  200  200  200  200  200  200  404   404
documents:archive-cancel         in    in   405  405  405  405  405  405  405  404   404
drafting:list                    in    in   200  200  200  200  200  200  200  404   404
drafting:export                  in    in   200  200  200  200  200  200  200  404   404
drafting:start                   in    in   403  200  200  200  200  403  403  404   404
drafting:draft                   in    in   200  200  200  200  200  200  200  404   404
drafting:edit                    in    in   403  403  403  200  403  403  403  404   404
drafting:preview                 in    in   403  405  405  405  405  403  403  404   404
drafting:file                    in    in   200  200  200  200  200  200  200  404   404
drafting:versions                in    in   200  200  200  200  200  200  200  404   404
drafting:version                 in    in   200  200  200  200  200  200  200  404   404
drafting:restore                 in    in   403  405  405  405  405  403  403  404   404
drafting:compare                 in    in   200  200  200  200  200  200  200  404   404
drafting:withdraw                in    in   403  403  403  200  403  403  403  404   404
drafting:templates               in    in   403  403  403  200  403  403  403  404   404
drafting:template                in    in   403  403  403  200  403  403  403  404   404
drafting:template-preview        in    in   403  403  403  405  403  403  403  404   404
drafting:template-version        in    in   403  403  403  200  403  403  403  404   404
drafting:template-restore        in    in   403  403  403  405  403  403  403  404   404
drafting:numbers                 in    in   403  403  403  200  403  403  403  404   404
drafting:number-mask             in    in   403  403  403  200  403  403  403  404   404
drafting:number-next             in    in   403  403  403  200  403  403  403  404   404
drafting:layout                  in    in   403  403  403  200  403  403  403  404   404
drafting:layout-sample           in    in   403  403  403  200  403  403  403  404   404
drafting:dictionary              in    in   403  403  403  200  403  403  403  404   404
drafting:dictionary-add          in    in   403  403  403  200  403  403  403  404   404
drafting:dictionary-remove       in    in   403  403  403  405  403  403  403  404   404
drafting:visas                   in    in   200  200  200  200  200  200  200  404   404
drafting:visa                    in    in   200  200  200  200  200  200  200  404   404
drafting:visa-pass-on            in    in   403  403  403  200  403  403  403  404   404
drafting:send                    in    in   403  403  403  200  403  403  403  404   404
drafting:recall                  in    in   403  403  403  200  403  403  403  404   404
drafting:sign                    in    in   403  403  403  403  200  403  403  404   404
drafting:return                  in    in   403  403  403  403  200  403  403  404   404
drafting:register                in    in   403  403  200  200  200  403  403  404   404
drafting:sheet                   in    in   200  200  200  200  200  200  200  404   404
drafting:round-file              in    in   200  200  200  200  200  200  200  404   404
organisation:structure           in    in   200  200  200  200  200  200  200  404   404
organisation:unit-create         in    in   403  403  403  200  403  403  200  404   404
organisation:unit-edit           in    in   403  403  403  200  403  403  200  404   404
organisation:unit-close          in    in   403  403  403  200  403  403  200  404   404
organisation:post-create         in    in   403  403  403  200  403  403  200  404   404
organisation:post                in    in   200  200  200  200  200  200  200  404   404
organisation:post-edit           in    in   403  403  403  200  403  403  200  404   404
organisation:post-close          in    in   403  403  403  200  403  403  200  404   404
organisation:appointment-create  in    in   403  403  403  302  403  403  302  404   404
organisation:appointment-end     in    in   403  403  403  200  403  403  200  404   404
organisation:people              in    in   200  200  200  200  200  200  200  404   404
organisation:person-create       in    in   403  403  403  200  403  403  200  404   404
organisation:person-edit         in    in   403  403  403  200  403  403  200  404   404
organisation:person-account      in    in   403  403  403  200  403  403  200  404   404
organisation:settings            in    in   403  403  403  200  403  403  200  404   404
organisation:calendar            in    in   200  200  200  200  200  200  200  404   404
organisation:calendar-correct    in    in   403  403  403  302  403  403  302  404   404
organisation:calendar-restore    in    in   403  403  403  405  403  403  405  404   404
organisation:roles               in    in   200  200  200  200  200  200  200  404   404
organisation:role-grant          in    in   403  403  403  403  403  403  200  404   404
organisation:role-withdraw       in    in   403  403  403  403  403  403  405  404   404
organisation:invitations         in    in   403  403  403  403  403  403  200  404   404
organisation:invite              in    in   403  403  403  403  403  403  200  404   404
organisation:invitation-reissue  in    in   403  403  403  403  403  403  405  404   404
organisation:invitation-withdraw in    in   403  403  403  403  403  403  405  404   404
organisation:account-identity    in    in   403  403  403  403  403  403  405  404   404
organisation:account-create      in    in   403  403  403  403  403  403  200  404   404
organisation:account             in    in   403  403  403  403  403  403  200  404   404
organisation:account-state       in    in   403  403  403  403  403  403  405  404   404
organisation:account-password    in    in   403  403  403  403  403  403  200  404   404
organisation:account-second-factor in    in   403  403  403  403  403  403  200  404   404
processes:register               in    in   200  200  200  200  200  200  200  404   404
processes:export                 in    in   200  200  200  200  200  200  200  404   404
processes:include                in    in   403  403  403  200  403  403  403  404   404
processes:process                in    in   200  200  200  200  200  200  200  404   404
processes:change                 in    in   403  403  403  200  403  403  403  404   404
processes:exclude                in    in   403  403  403  200  403  403  403  404   404
processes:restore                in    in   403  403  403  200  403  403  403  404   404
processes:volumes                in    in   403  403  403  200  403  403  403  404   404
processes:comment                in    in   405  405  405  405  405  405  403  404   404
processes:withdraw-comment       in    in   405  405  405  405  405  405  403  404   404
processes:groups                 in    in   200  200  200  200  200  200  200  404   404
processes:groups-seed            in    in   403  403  403  405  403  403  403  404   404
processes:group-create           in    in   403  403  403  200  403  403  403  404   404
processes:group-change           in    in   403  403  403  200  403  403  403  404   404
processes:group-remove           in    in   403  403  403  200  403  403  403  404   404
processes:channels               in    in   200  200  200  200  200  200  200  404   404
processes:channel-create         in    in   403  403  403  200  403  403  403  404   404
processes:channel-change         in    in   403  403  403  200  403  403  403  404   404
processes:channel-close          in    in   403  403  403  200  403  403  403  404   404
processes:checks                 in    in   200  200  200  200  200  200  200  404   404
touchpoints:register             in    in   200  200  200  200  200  200  200  404   404
touchpoints:export               in    in   200  200  200  200  200  200  200  404   404
touchpoints:row                  in    in   200  200  200  200  200  200  200  404   404
touchpoints:row-add              in    in   403  403  200  200  403  403  403  404   404
touchpoints:row-edit             in    in   403  403  403  200  403  403  403  404   404
touchpoints:row-remove           in    in   403  403  403  200  403  403  403  404   404
touchpoints:row-restore          in    in   403  403  403  200  403  403  403  404   404
touchpoints:row-places           in    in   200  200  200  200  200  200  200  404   404
touchpoints:rows-order           in    in   403  403  302  302  403  403  403  404   404
touchpoints:rows-paste           in    in   403  403  200  200  403  403  403  404   404
touchpoints:rows-undo            in    in   403  403  200  200  403  403  403  404   404
touchpoints:bulk                 in    in   403  403  302  302  403  403  403  404   404
touchpoints:process-peculiarity  in    in   403  403  403  200  403  403  403  404   404
touchpoints:group-peculiarity    in    in   403  403  403  200  403  403  403  404   404
touchpoints:settings             in    in   403  403  403  200  403  403  403  404   404
touchpoints:places               in    in   200  200  200  200  200  200  200  404   404
touchpoints:place                in    in   200  200  200  200  200  200  200  404   404
touchpoints:place-new            in    in   403  403  200  200  403  403  403  404   404
touchpoints:place-edit           in    in   403  403  200  200  403  403  403  404   404
touchpoints:place-confirm        in    in   403  403  403  200  403  403  403  404   404
touchpoints:place-close          in    in   403  403  403  200  403  403  403  404   404
touchpoints:merge                in    in   403  403  403  404  403  403  403  404   404
touchpoints:proposals            in    in   200  200  200  200  200  200  200  404   404
touchpoints:proposal             in    in   200  200  200  200  200  200  200  404   404
touchpoints:propose              in    in   403  403  200  200  403  403  403  404   404
touchpoints:proposal-resubmit    in    in   403  403  403  200  403  403  403  404   404
touchpoints:proposal-decide      in    in   403  403  403  405  405  403  403  404   404
touchpoints:proposal-withdraw    in    in   403  403  405  405  403  403  403  404   404
touchpoints:tasks                in    in   200  200  200  200  200  200  200  404   404
touchpoints:task-close           in    in   403  403  403  200  403  403  403  404   404
touchpoints:checks               in    in   200  200  200  200  200  200  200  404   404
touchpoints:import               in    in   403  403  403  200  403  403  403  404   404
touchpoints:import-preview       in    in   403  403  403  200  403  403  403  404   404
touchpoints:import-confirm       in    in   403  403  403  405  403  403  403  404   404
touchpoints:import-discard       in    in   403  403  403  405  403  403  403  404   404
touchpoints:import-progress      in    in   403  403  403  200  403  403  403  404   404
registers:editions               in    in   200  200  200  200  200  200  200  404   404
registers:edition                in    in   200  200  200  200  200  200  200  404   404
registers:comparison             in    in   200  200  200  200  200  200  200  404   404
registers:file                   in    in   200  200  200  200  200  200  200  404   404
registers:order                  in    in   200  200  200  200  200  200  200  404   404
registers:amending-order         in    in   200  200  200  200  200  200  200  404   404
registers:freeze                 in    in   403  403  403  200  403  403  403  404   404
registers:withdraw               in    in   403  403  403  200  403  403  403  404   404
registers:approve                in    in   403  403  403  403  200  403  403  404   404
registers:procedure              in    in   403  403  403  200  403  403  403  404   404
public:registers                 200   200  200  200  200  200  200  200  200  200   200
public:register                  200   200  200  200  200  200  200  200  200  200   200
public:edition                   200   200  200  200  200  200  200  200  200  200   200
public:file                      200   200  200  200  200  200  200  200  200  200   200
history:journal                  in    in   403  403  403  200  200  200  200  404   404
history:export                   in    in   403  403  403  200  200  200  200  404   404
history:verify                   in    in   403  403  403  200  200  200  200  404   404
notices:list                     in    in   200  200  200  200  200  200  200  200   200
notices:notice                   in    in   302  404  404  404  404  404  404  404   404
notices:read                     in    in   405  405  405  405  405  405  405  405   405
notices:settings                 in    in   200  200  200  200  200  200  200  200   200
jobs:list                        in    in   403  403  403  403  403  403  200  404   404
jobs:start                       in    in   403  403  403  403  403  403  405  404   404
jobs:cancel                      in    in   403  403  403  403  403  403  405  404   404
jobs:mail-again                  in    in   403  403  403  403  403  403  405  404   404
jobs:mail-drop                   in    in   403  403  403  403  403  403  405  404   404
"""

# go = accepted and answered by a redirect, 422 = read and found wrong. Routes that take no form are left out.
POST = """
                                 guest off  empl anal head coor resp grp  adm  coor2 grp2
shell:as-of                      in    in   go   go   go   go   go   go   go   go    go
shell:preferences                go    go   go   go   go   go   go   go   go   go    go
accounts:sign-in                 422   422  422  422  422  422  422  422  422  422   422
accounts:sign-out                in    in   go   go   go   go   go   go   go   go    go
accounts:sessions                in    in   404  404  404  404  404  404  404  404   404
accounts:code                    go    go   go   go   go   go   go   go   go   go    go
accounts:password                in    in   422  422  422  422  422  422  422  422   422
accounts:second-factor-begin     in    in   go   go   go   go   go   go   go   go    go
accounts:second-factor-enrol     in    in   go   go   go   go   go   go   go   go    go
accounts:second-factor-replace   in    in   go   go   go   go   go   go   go   go    go
accounts:second-factor-off       in    in   go   go   go   go   go   go   go   go    go
accounts:recovery-codes          in    in   go   go   go   go   go   go   go   go    go
accounts:recovery-codes-file     in    in   422  422  422  422  422  422  422  422   422
accounts:identity                in    in   404  404  404  404  404  404  404  404   404
accounts:identity-unlink         in    in   404  404  404  404  404  404  404  404   404
invitations:accept               422   422  409  go   go   go   go   go   go   go    go
tokens:keys                      in    in   422  422  422  422  422  422  422  422   422
tokens:withdraw                  in    in   go   404  404  404  404  404  404  404   404
demonstration:role               404   404  404  404  404  404  404  404  404  404   404
home:first-steps                 409   409  409  409  409  409  409  409  409  409   409
roadmap:edit-measure             in    in   403  403  403  go   403  403  403  404   404
roadmap:edit-result              in    in   403  403  403  go   403  403  403  404   404
roadmap:start-measure            in    in   403  403  go   go   go   403  403  404   404
roadmap:register-document        in    in   403  403  go   go   go   403  403  404   404
roadmap:count-document           in    in   403  403  go   go   go   403  403  404   404
roadmap:uncount-document         in    in   403  403  go   go   go   403  403  404   404
roadmap:comment                  in    in   go   go   go   go   go   go   403  404   404
roadmap:withdraw-comment         in    in   go   403  403  403  403  403  403  404   404
roadmap:decide                   in    in   403  403  403  403  403  go   403  404   404
roadmap:import                   in    in   403  403  403  go   403  403  403  404   404
roadmap:import-confirm           in    in   403  403  403  go   403  403  403  404   404
roadmap:import-discard           in    in   403  403  403  go   403  403  403  404   404
roadmap:from-template            in    in   403  403  403  422  403  422  403  404   404
roadmap:offer-template           in    in   403  403  403  go   403  go   403  404   404
roadmap:typical-term             in    in   403  403  403  go   403  403  go   404   404
roadmap:feeds                    in    in   200  200  200  200  200  200  200  404   404
roadmap:feed-withdraw            in    in   go   403  403  403  403  403  go   404   404
documents:create                 in    in   403  403  go   go   go   422  403  404   404
documents:annul                  in    in   403  403  403  go   go   403  403  404   404
documents:add-file               in    in   403  403  go   go   go   403  403  404   404
documents:archive                in    in   403  go   go   go   go   403  403  404   404
documents:archive-cancel         in    in   403  go   go   go   go   403  403  404   404
drafting:start                   in    in   403  200  200  200  200  403  403  404   404
drafting:edit                    in    in   403  403  403  go   403  403  403  404   404
drafting:preview                 in    in   403  403  403  200  403  403  403  404   404
drafting:restore                 in    in   403  403  403  go   403  403  403  404   404
drafting:withdraw                in    in   403  403  403  go   403  403  403  404   404
drafting:template                in    in   403  403  403  go   403  403  403  404   404
drafting:template-preview        in    in   403  403  403  200  403  403  403  404   404
drafting:template-restore        in    in   403  403  403  go   403  403  403  404   404
drafting:number-mask             in    in   403  403  403  go   403  403  403  404   404
drafting:number-next             in    in   403  403  403  go   403  403  403  404   404
drafting:layout                  in    in   403  403  403  go   403  403  403  404   404
drafting:dictionary-add          in    in   403  403  403  go   403  403  403  404   404
drafting:dictionary-remove       in    in   403  403  403  go   403  403  403  404   404
drafting:visa                    in    in   403  403  go   403  403  403  403  404   404
drafting:visa-pass-on            in    in   403  403  403  go   403  403  403  404   404
drafting:send                    in    in   403  403  403  go   403  403  403  404   404
drafting:recall                  in    in   403  403  403  go   403  403  403  404   404
drafting:sign                    in    in   403  403  403  403  go   403  403  404   404
drafting:return                  in    in   403  403  403  403  go   403  403  404   404
drafting:register                in    in   403  403  go   go   go   403  403  404   404
organisation:unit-create         in    in   403  403  403  go   403  403  go   404   404
organisation:unit-edit           in    in   403  403  403  go   403  403  go   404   404
organisation:unit-close          in    in   403  403  403  go   403  403  go   404   404
organisation:post-create         in    in   403  403  403  go   403  403  go   404   404
organisation:post-edit           in    in   403  403  403  go   403  403  go   404   404
organisation:post-close          in    in   403  403  403  409  403  403  409  404   404
organisation:appointment-create  in    in   403  403  403  go   403  403  go   404   404
organisation:appointment-end     in    in   403  403  403  go   403  403  go   404   404
organisation:person-create       in    in   403  403  403  go   403  403  go   404   404
organisation:person-edit         in    in   403  403  403  go   403  403  go   404   404
organisation:person-account      in    in   403  403  403  go   403  403  go   404   404
organisation:settings            in    in   403  403  403  422  403  403  422  404   404
organisation:calendar-correct    in    in   403  403  403  go   403  403  go   404   404
organisation:calendar-restore    in    in   403  403  403  go   403  403  go   404   404
organisation:role-grant          in    in   403  403  403  403  403  403  go   404   404
organisation:role-withdraw       in    in   403  403  403  403  403  403  go   404   404
organisation:invite              in    in   403  403  403  403  403  403  200  404   404
organisation:invitation-reissue  in    in   403  403  403  403  403  403  200  404   404
organisation:invitation-withdraw in    in   403  403  403  403  403  403  go   404   404
organisation:account-identity    in    in   403  403  403  403  403  403  go   404   404
organisation:account-create      in    in   403  403  403  403  403  403  go   404   404
organisation:account-state       in    in   403  403  403  403  403  403  go   404   404
organisation:account-password    in    in   403  403  403  403  403  403  go   404   404
organisation:account-second-factor in    in   403  403  403  403  403  403  go   404   404
processes:include                in    in   403  403  403  go   403  403  403  404   404
processes:change                 in    in   403  403  403  go   403  403  403  404   404
processes:exclude                in    in   403  403  403  go   403  403  403  404   404
processes:restore                in    in   403  403  403  go   403  403  403  404   404
processes:volumes                in    in   403  403  403  go   403  403  403  404   404
processes:comment                in    in   go   go   go   go   go   go   403  404   404
processes:withdraw-comment       in    in   go   403  403  403  403  403  403  404   404
processes:groups-seed            in    in   403  403  403  go   403  403  403  404   404
processes:group-create           in    in   403  403  403  go   403  403  403  404   404
processes:group-change           in    in   403  403  403  go   403  403  403  404   404
processes:group-remove           in    in   403  403  403  go   403  403  403  404   404
processes:channel-create         in    in   403  403  403  go   403  403  403  404   404
processes:channel-change         in    in   403  403  403  go   403  403  403  404   404
processes:channel-close          in    in   403  403  403  go   403  403  403  404   404
touchpoints:row-add              in    in   403  403  422  go   403  403  403  404   404
touchpoints:row-edit             in    in   403  403  403  go   403  403  403  404   404
touchpoints:row-remove           in    in   403  403  403  go   403  403  403  404   404
touchpoints:row-restore          in    in   403  403  403  go   403  403  403  404   404
touchpoints:rows-order           in    in   403  403  go   go   403  403  403  404   404
touchpoints:rows-paste           in    in   403  403  422  422  403  403  403  404   404
touchpoints:rows-undo            in    in   403  403  go   go   403  403  403  404   404
touchpoints:bulk                 in    in   403  403  go   go   403  403  403  404   404
touchpoints:process-peculiarity  in    in   403  403  403  go   403  403  403  404   404
touchpoints:group-peculiarity    in    in   403  403  403  go   403  403  403  404   404
touchpoints:settings             in    in   403  403  403  go   403  403  403  404   404
touchpoints:place-new            in    in   403  403  go   go   403  403  403  404   404
touchpoints:place-edit           in    in   403  403  go   go   403  403  403  404   404
touchpoints:place-confirm        in    in   403  403  403  go   403  403  403  404   404
touchpoints:place-close          in    in   403  403  403  409  403  403  403  404   404
touchpoints:merge                in    in   403  403  403  404  403  403  403  404   404
touchpoints:propose              in    in   403  403  200  200  403  403  403  404   404
touchpoints:proposal-resubmit    in    in   403  403  403  go   403  403  403  404   404
touchpoints:proposal-decide      in    in   403  403  403  go   go   403  403  404   404
touchpoints:proposal-withdraw    in    in   403  403  403  go   403  403  403  404   404
touchpoints:task-close           in    in   403  403  403  go   403  403  403  404   404
touchpoints:import               in    in   403  403  403  422  403  403  403  404   404
touchpoints:import-confirm       in    in   403  403  403  go   403  403  403  404   404
touchpoints:import-discard       in    in   403  403  403  go   403  403  403  404   404
registers:freeze                 in    in   403  403  403  go   403  403  403  404   404
registers:withdraw               in    in   403  403  403  go   403  403  403  404   404
registers:approve                in    in   403  403  403  403  go   403  403  404   404
registers:procedure              in    in   403  403  403  go   403  403  403  404   404
notices:read                     in    in   go   go   go   go   go   go   go   go    go
notices:settings                 in    in   go   go   go   go   go   go   go   go    go
jobs:start                       in    in   403  403  403  403  403  403  go   404   404
jobs:cancel                      in    in   403  403  403  403  403  403  go   404   404
jobs:mail-again                  in    in   403  403  403  403  403  403  go   404   404
jobs:mail-drop                   in    in   403  403  403  403  403  403  go   404   404
"""

# A preview that is not there was confirmed or thrown away, maybe by somebody else: told in a sentence (409).
GONE = {
    f"{area}:import-{step}": "409"
    for area in ("roadmap", "touchpoints")
    for step in ("preview", "confirm", "discard")
}
REFUSALS = {"in", "403", "404", "405"}
PEOPLE = GET.split("\n", 2)[1].split()
ROLES = {
    "empl": Role.EMPLOYEE, "anal": Role.ANALYST, "head": Role.UNIT_HEAD, "coor": Role.COORDINATOR,
    "resp": Role.RESPONSIBLE, "grp": Role.WORKING_GROUP, "adm": Role.ADMINISTRATOR,
}  # fmt: skip


def rows(table: str) -> dict[str, dict[str, str]]:
    """{route: {person: answer}}"""
    lines = [line.split() for line in table.strip("\n").split("\n")[1:]]
    return {route: dict(zip(PEOPLE, cells, strict=True)) for route, *cells in lines}


@pytest.fixture
def own(db) -> Place:
    return place("1.2")


@pytest.fixture
def other(db) -> Place:
    return place("1.9")


def client_of(who: str, own: Place, other: Place) -> Client:
    """Somebody of the table, signed in."""
    # A page that breaks is a 500 in the comparison, beside all the others.
    client = Client(raise_request_exception=False)
    if who == "guest":
        return client
    if who == "off":
        return disabled(own, client)
    home = other if who.endswith("2") else own
    return sign_in(home.people[ROLES[who.removesuffix("2")]], client)


def everything(own: Place) -> Client:
    """Somebody with every role of the agency and of its region: only visibility can still refuse."""
    account = member(Role.COORDINATOR, own.agency)
    for role in (Role.RESPONSIBLE, Role.ADMINISTRATOR, Role.WORKING_GROUP):
        membership(account, role, own.agency)
    return sign_in(account)


def routes(resolver: URLResolver, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str]]:
    """Name and pattern of every address below a resolver."""
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", pattern
        else:
            inner = f"{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, pattern, inner)


def address_book() -> dict[str, str]:
    """{name: pattern} of all pages. The API knows no sessions: tests/api/test_access.py is its table."""
    return {name: pattern for name, pattern in routes(get_resolver()) if not name.startswith("api:")}


def answer(response: HttpResponse) -> str:
    """The answer in the words of the tables."""
    if response.streaming:
        b"".join(response)  # to its end, so that the file is closed
    if response.status_code not in {302, 303}:
        return str(response.status_code)
    if response.headers["Location"].startswith(reverse("accounts:sign-in") + "?"):
        return "in"
    return "go" if response.request["REQUEST_METHOD"] == "POST" else "302"  # type: ignore[attr-defined]


def differences(found: dict[str, str], expected: dict[str, str]) -> dict[str, str]:
    """What is not as the table says, in a form that can be read in the report of a failure."""
    return {
        route: f"{found[route]} instead of {expected[route]}"
        for route in found
        if found[route] != expected[route]
    }


def stored() -> dict[str, list[tuple]]:
    """Every row of the database, save those that note visits."""
    visits = {Session, CookieSession}
    models = [model for model in apps.get_models() if model not in visits]
    return {model._meta.label: list(model.objects.order_by("pk").values_list()) for model in models}


def test_every_route_has_a_row():
    assert sorted(rows(GET)) == sorted(address_book())


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_for(who: str, own: Place, other: Place):
    client = client_of(who, own, other)

    found = {route: answer(client.get(own.path(route))) for route in rows(GET)}

    assert differences(found, {route: cells[who] for route, cells in rows(GET).items()}) == {}


@pytest.mark.parametrize("who", PEOPLE)
def test_forms_from(who: str, own: Place, other: Place):
    client = client_of(who, own, other)
    before, found = stored(), {}

    for route, body in _sent(own):
        with transaction.atomic():
            # Each form meets the same agency: what an accepted one changed is undone.
            point, cookies = transaction.savepoint(), client.cookies.copy()
            found[route] = answer(client.post(own.path(route), body))
            client.cookies = cookies
            if found[route] in REFUSALS:
                transaction.savepoint_commit(point)
            else:
                transaction.savepoint_rollback(point)

    assert differences(found, {route: cells[who] for route, cells in rows(POST).items()}) == {}
    assert stored() == before


def _sent(own: Place) -> Iterator[tuple[str, dict]]:
    for route in rows(POST):
        # Made anew for each route: an uploaded file can be read only once.
        yield route, bodies(own).get(route, {})


def test_routes_without_a_row_take_no_form(own: Place):
    client = everything(own)
    silent = [route for route in rows(GET) if route not in rows(POST)]

    found = {route: answer(client.post(own.path(route))) for route in silent}

    assert found == dict.fromkeys(silent, "405")


def test_things_of_another_agency_are_not_there(own: Place, other: Place):
    client = everything(own)
    # A link of an invitation is meant for whoever has it; every agency has an edition of that number.
    general = {*OF_A_FORMAT, *OF_A_LINK, *OF_AN_EDITION}
    named = [route for route in own.objects if route not in general and route in rows(GET)]
    before = stored()

    pages = {route: answer(client.get(own.path(route, other))) for route in named}
    forms = {
        route: answer(client.post(own.path(route, other), bodies(own).get(route, {})))
        for route in named
        if route in rows(POST)
    }

    form_only = {route: "405" for route in named if "405" in rows(GET)[route].values()}
    assert differences(pages, dict.fromkeys(named, "404") | GONE | form_only) == {}
    assert differences(forms, dict.fromkeys(forms, "404") | GONE) == {}
    assert stored() == before


def test_preview_of_another_agency_reads_as_one_that_is_gone(own: Place, other: Place):
    client = everything(own)
    address = reverse("roadmap:import-preview", args=[own.agency.code, 10**6])

    foreign = client.get(own.path("roadmap:import-preview", other))

    assert _sentence(foreign) == _sentence(client.get(address))


def _sentence(response: HttpResponse) -> tuple[int, object]:
    return response.status_code, response.context["message"]


def test_every_route_that_names_a_thing_is_tried(own: Place):
    patterns = {name: pattern.replace("<slug:agency>", "") for name, pattern in address_book().items()}

    assert {name for name, pattern in patterns.items() if "<" in pattern} == set(own.objects)


def test_thing_sent_in_a_form_must_be_of_the_own_agency(own: Place, other: Place):
    client = everything(own)
    before = stored()
    foreign = {
        "roadmap:count-document": {"act": other.objects["documents:document"]["pk"]},
        "roadmap:edit-measure": bodies(own)["roadmap:edit-measure"] | {"responsible": _post(other)},
        "roadmap:edit-measure ": bodies(own)["roadmap:edit-measure"] | {"co_executors": [_post(other)]},
        "roadmap:register-document": bodies(own)["roadmap:register-document"] | {"also": [_result(other)]},
        "organisation:unit-create": {"name": "Отдел", "position": 1, "parent": _unit(other)},
        "organisation:post-create": {"title": "Советник", "rank": "employee", "unit": _unit(other)},
        "organisation:appointment-create": {"person": _person(other), "since": "01.04.2024"},
        "organisation:person-account": {"account": other.people[Role.ANALYST].pk},
        "roadmap:decide": bodies(own)["roadmap:decide"] | {"measures": ["1.9"]},
    }

    found = {route: answer(client.post(own.path(route.strip()), body)) for route, body in foreign.items()}

    assert found == dict.fromkeys(foreign, "422")
    assert stored() == before


def _post(of: Place) -> object:
    return of.objects["organisation:post"]["pk"]


def _unit(of: Place) -> object:
    return of.objects["organisation:unit-edit"]["pk"]


def _person(of: Place) -> object:
    return of.objects["organisation:person-edit"]["pk"]


def _result(of: Place) -> object:
    return of.objects["roadmap:edit-result"]["result"]
