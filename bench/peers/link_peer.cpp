// A participant in Ableton Link by Ableton's own library (Debian: ableton-link-dev 3.0.6, g++), to compare ours with.
// Build: g++ -O2 -std=c++14 -DLINK_PLATFORM_LINUX=1 link_peer.cpp -o link_peer -pthread
// It answers each line on its standard input with a line of JSON, and first says what it is. Orders: state QUANTUM, tempo BPM, play QUANTUM, stop, quit.
// Times are microseconds of CLOCK_MONOTONIC; the library's own clock is CLOCK_MONOTONIC_RAW, so both are read at once.
#include <ableton/Link.hpp>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <sstream>
#include <string>

using Micros = std::chrono::microseconds;

static Micros monotonic() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return Micros{now.tv_sec * 1000000LL + now.tv_nsec / 1000};
}

// Of several looks at both clocks, the one in which least time passed between.
static Micros ahead(const ableton::Link& link) {
  Micros best{0}, narrowest{1000000};
  for (int i = 0; i < 5; i++) {
    const auto before = monotonic();
    const auto raw = link.clock().micros();
    const auto after = monotonic();
    if (after - before < narrowest) {
      narrowest = after - before;
      best = raw - (before + (after - before) / 2);
    }
  }
  return best;
}

int main(int count, char** arguments) {
  ableton::Link link(count > 1 ? std::atof(arguments[1]) : 120);
  link.enableStartStopSync(true);
  link.enable(true);
  std::cout << "{\"program\":\"Ableton Link, " << sizeof(void*) * 8 << " bit\"}" << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string order;
    double value = 4;
    words >> order >> value;
    auto state = link.captureAppSessionState();
    const auto now = link.clock().micros();
    if (order == "quit") {
      break;
    }
    if (order == "tempo") {
      state.setTempo(value, now);
      link.commitAppSessionState(state);
    } else if (order == "play") {
      state.setIsPlayingAndRequestBeatAtTime(true, now, 0, value);
      link.commitAppSessionState(state);
    } else if (order == "stop") {
      state.setIsPlaying(false, now);
      link.commitAppSessionState(state);
    }
    std::printf("{\"at\":%lld,\"peers\":%zu,\"tempo\":%.9f,\"beat\":%.9f,\"phase\":%.9f,\"playing\":%s}\n",
                static_cast<long long>((now - ahead(link)).count()), link.numPeers(), state.tempo(), state.beatAtTime(now, value),
                state.phaseAtTime(now, value), state.isPlaying() ? "true" : "false");
    std::fflush(stdout);
  }
}
