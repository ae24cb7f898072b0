"""Names and numbers that other values are known by. Never holds anything about a person."""

from typing import NewType

EventId = NewType("EventId", str)
"""One festival, race or drill: ``autumn-2020``; lower case letters, digits, hyphens."""

PersonId = NewType("PersonId", str)
PostId = NewType("PostId", str)
GroupId = NewType("GroupId", str)
AgencyId = NewType("AgencyId", str)
UnitId = NewType("UnitId", str)
ZoneId = NewType("ZoneId", str)
TypeId = NewType("TypeId", str)
"""The kind of incident, which is the name of its playbook: ``crush``."""

FamilyId = NewType("FamilyId", str)
"""Incident types that forms show together."""

StepId = NewType("StepId", str)
RungId = NewType("RungId", str)
RuleId = NewType("RuleId", str)
"""A rule of routing in the plan: ``injured-health``."""

CircumstanceId = NewType("CircumstanceId", str)
"""What may be known of an incident and bring in others, as the plan names it: ``landslip``."""

DutyId = NewType("DutyId", str)
"""A preparatory duty: ``bins``."""

GoId = NewType("GoId", str)
"""A decision on whether the gates open, counted from ``1``."""

MediaDigest = NewType("MediaDigest", str)
"""The SHA-256 of a file, in hex: a photo in the data folder."""

Count = NewType("Count", int)
"""How many of something: no fewer than none."""

Clause = NewType("Clause", str)
"""A clause of the written plan: ``A15.4``."""

IncidentNumber = NewType("IncidentNumber", int)
"""Counted from 1 within an event; what people say on the radio."""

AssignmentId = NewType("AssignmentId", str)
"""``<incident>-<n>``: the same unit may come back to the same incident."""

NoticeId = NewType("NoticeId", str)
"""``n<seq>-<k>``: the k-th notice issued by the entry ``seq``."""

DeadlineId = NewType("DeadlineId", str)
"""
``<incident>.<opening>.<kind>[.<which>]``; a reopened incident gets fresh ones. For a document of a
further kind ``<kind>.<id>.<what>``, as ``duty.bins.due``.
"""

DocumentRef = NewType("DocumentRef", str)
"""``<kind>/<id>``: a document of a further kind, such as ``duty/bins``."""

SupplyId = NewType("SupplyId", str)
"""A line of the plan's register of supplies: ``stretcher``."""

RequisitionId = NewType("RequisitionId", str)
"""``r<seq>``: asked for by the entry ``seq``."""

MobilisationId = NewType("MobilisationId", str)
"""``m<seq>``: called by the entry ``seq``."""
DirectiveId = NewType("DirectiveId", str)
"""``d<seq>``: the directive that the entry ``seq`` issued."""

Addressee = NewType("Addressee", str)
"""``unit/<id>``, ``group/<id>``, ``post/<id>`` or ``person/<id>``: who has to answer."""

Seconds = NewType("Seconds", int)

MusterId = NewType("MusterId", str)
"""``a<seq>``: called by the entry ``seq``, which put the contingency plan in force."""

SceneId = NewType("SceneId", str)
"""The number of its incident."""

MeasureId = NewType("MeasureId", str)
"""``t<seq>``: a traffic measure imposed by the entry ``seq``."""

RequestId = NewType("RequestId", str)
"""``q<seq>``: drafted by the entry ``seq``."""
SitrepId = NewType("SitrepId", str)
"""``s<incident>-<n>``: the reports on an incident, anew after it was reopened."""

RecipientId = NewType("RecipientId", str)
"""Somebody the plan reports to: ``city``."""

ActionId = NewType("ActionId", str)
Seq = NewType("Seq", int)
"""The place of an entry in the log, from 1, without gaps."""

Instant = NewType("Instant", int)
"""Milliseconds since the Unix epoch, UTC. Decision 0003."""

Words = NewType("Words", str)
"""
What somebody typed. In an action: the text itself. In a fact or a document: the
commitment ``w:<sha256>`` that stands for it, the text itself being kept apart.
"""

Micro = NewType("Micro", int)
"""An angle in units of 1e-7 degree, so that the log holds no floats."""
