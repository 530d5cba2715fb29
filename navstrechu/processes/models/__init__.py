"""Models of the processes, one module an aggregate."""

from navstrechu.processes.models.channels import ChannelKind
from navstrechu.processes.models.groups import ProcessGroup
from navstrechu.processes.models.processes import Process, ProcessBasis, ProcessParticipant, ProcessVolume

__all__ = ["ChannelKind", "Process", "ProcessBasis", "ProcessGroup", "ProcessParticipant", "ProcessVolume"]
