"""Which network addresses are public, whatever form they hide in; and what of a web address is told."""

from __future__ import annotations

import ipaddress
import re

__all__ = ["is_public", "without_credentials"]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: Forms that carry an IPv4 address and lead to wherever that one does.
_COMPATIBLE = ipaddress.ip_network("::/96")
#: 6to4 and its relays, Teredo, local NAT64, site-local: obsolete or private, never a news page.
_REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in ("2002::/16", "2001::/32", "64:ff9b:1::/48", "fec0::/10", "192.88.99.0/24")
)


def is_public(address: str) -> bool:
    """Whether an address is on the public network; an IPv4 address inside an IPv6 one decides."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if found in _NAT64 or (found in _COMPATIBLE and int(found) > 1):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    if any(found in network for network in _REFUSED if network.version == found.version):
        return False
    special = found.is_multicast or found.is_reserved or found.is_unspecified
    return found.is_global and not special


def without_credentials(url: str) -> str:
    """A web address, or a message with such addresses in it, without users and passwords."""
    return re.sub(r"(?<=//)[^/?#\s]*@", "", url)
