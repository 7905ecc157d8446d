package dev.pointsman.replay.simulator.session;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Worlds that are reported together.
 *
 * @param name the group's name
 * @param worlds its worlds
 */
record SessionGroup(String name, List<SessionWorld> worlds) {

    private static final String RANDOM = "random";

    /** All groups; the random one is of a generator. */
    static List<SessionGroup> all(long generator) {
        return List.of(
                new SessionGroup("development", SessionWorlds.development()),
                new SessionGroup("held", SessionWorlds.held()),
                new SessionGroup(RANDOM, RandomSessionWorlds.worlds(24, generator)),
                new SessionGroup("adverse", SessionWorlds.adverse()));
    }

    /** The sessions of a trace at the six providers, and at five clouds. */
    static SessionGroup ofTrace(SessionTraffic trace) {
        return new SessionGroup("trace", SessionWorlds.withTraffic(trace));
    }

    boolean isRandom() {
        return name.equals(RANDOM);
    }

    SessionGroup withSeconds(double seconds) {
        return new SessionGroup(
                name, worlds.stream().map(world -> world.withSeconds(seconds)).toList());
    }

    SessionGroup withWorlds(Pattern wanted) {
        return new SessionGroup(
                name,
                worlds.stream()
                        .filter(world -> wanted.matcher(world.name()).find())
                        .toList());
    }
}
