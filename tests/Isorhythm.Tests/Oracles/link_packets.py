"""Makes Golden/link: packets of Ableton's own library 3.0.6, and what it said of itself when it sent them.

Needs Debian's ableton-link-dev and g++. No other participant may be on this machine's loopback network meanwhile.
    python3 .../Oracles/link_packets.py .../Golden/link
"""
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time

MEETING = ("224.76.78.75", 20808)
NODE, SESSION = b"recorder", b"recorder"
folder = sys.argv[1]
source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "bench", "peers", "link_peer.cpp")
program = os.path.join(tempfile.mkdtemp(), "link_peer")
subprocess.run(["g++", "-O2", "-std=c++14", "-DLINK_PLATFORM_LINUX=1", source, "-o", program, "-pthread"], check=True)

everybody = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
everybody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
everybody.bind(("0.0.0.0", MEETING[1]))
everybody.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(MEETING[0]) + socket.inet_aton("127.0.0.1"))
own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
own.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
own.bind(("127.0.0.1", 0))
for one in (everybody, own):
    one.settimeout(5)


def entry(key, value):
    return key + struct.pack(">I", len(value)) + value


def heard(one, fits):
    until = time.time() + 10
    while time.time() < until:
        packet, sender = one.recvfrom(1024)
        if sender[0] == "127.0.0.1" and sender[1] != own.getsockname()[1] and fits(packet):
            return packet, sender
    raise SystemExit("the packet that was waited for did not come")


def entries(packet):
    found, at = {}, 20
    while at < len(packet):
        size = struct.unpack(">I", packet[at + 4:at + 8])[0]
        found[packet[at:at + 4]] = packet[at + 8:at + 8 + size]
        at += 8 + size
    return found


def is_presence(kind):
    return lambda packet: packet[:8] == b"_asdp_v\1" and packet[8] == kind


peer = subprocess.Popen([program, "124.5"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
peer.stdout.readline()


def ask(order):
    peer.stdin.write(order + "\n")
    peer.stdin.flush()
    return json.loads(peer.stdout.readline())


packets, facts = {}, {}
packets["alive"], _ = heard(everybody, is_presence(1))
facts["alive"] = {"tempo": 124.5, "playing": False}
ask("tempo 97.25")
ask("play 4")
time.sleep(0.5)
packets["alive-playing"], _ = heard(everybody, lambda packet: is_presence(1)(packet) and entries(packet)[b"stst"][0] == 1)
facts["alive-playing"] = {"tempo": 97.25, "playing": True}

# Its pong, to a ping with one time and to one with two.
address, port = struct.unpack(">4sH", entries(packets["alive"])[b"mep4"])
pings = (socket.inet_ntoa(address), port)
packets["ping-sent"] = b"_link_v\1\1" + entry(b"__ht", struct.pack(">q", 123456789))
own.sendto(packets["ping-sent"], pings)
packets["pong"], _ = heard(own, lambda packet: packet[:9] == b"_link_v\1\2")
packets["ping-sent-again"] = b"_link_v\1\1" + entry(b"__ht", struct.pack(">q", 123456999)) + entry(b"_pgt", struct.pack(">q", 555))
own.sendto(packets["ping-sent-again"], pings)
packets["pong-again"], _ = heard(own, lambda packet: packet[:9] == b"_link_v\1\2")

# Its response, and its pings, to a participant of another session: this one.
alive = (b"_asdp_v\1\1\5\0\0" + NODE
         + entry(b"tmln", struct.pack(">qqq", 500000, 0, 0))
         + entry(b"sess", SESSION)
         + entry(b"stst", struct.pack(">bqq", 0, 0, 0))
         + entry(b"mep4", socket.inet_aton("127.0.0.1") + struct.pack(">H", own.getsockname()[1])))
own.sendto(alive, MEETING)
ping, sender = None, None
while "response" not in packets or "ping" not in packets:
    packet, sender = own.recvfrom(1024)
    if is_presence(2)(packet):
        packets["response"] = packet
    elif packet[:9] == b"_link_v\1\1":
        packets["ping"] = packet
        asked = sender
ghost = 77_000_000
own.sendto(b"_link_v\1\2" + entry(b"sess", SESSION) + entry(b"__gt", struct.pack(">q", ghost)) + packets["ping"][9:], asked)
packets["ping-again"], _ = heard(own, lambda packet: packet[:9] == b"_link_v\1\1" and b"_pgt" in packet)
facts["ping-again"] = {"previousGhost": ghost}

peer.stdin.write("quit\n")
peer.stdin.flush()
packets["bye-bye"], _ = heard(everybody, is_presence(3))
peer.wait()
for name, packet in packets.items():
    with open(os.path.join(folder, name + ".bin"), "wb") as file:
        file.write(packet)
with open(os.path.join(folder, "facts.json"), "w") as file:
    json.dump(facts, file, indent=2, sort_keys=True)
    file.write("\n")
print({name: len(packet) for name, packet in packets.items()})
