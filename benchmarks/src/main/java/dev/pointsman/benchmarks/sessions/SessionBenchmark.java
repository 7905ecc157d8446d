package dev.pointsman.benchmarks.sessions;

import dev.pointsman.benchmarks.GatewayJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Comparison of builds of the gateway in sessions of agents over real HTTP: share of cached prompt tokens, calls at another
 * model than before, cost, and times to first tokens, for each of the default goals. The providers have prompt caches of
 * different prices and times to live, or none; every run begins with a new gateway and empty caches, and has the same
 * sessions. Prints a table.
 */
public final class SessionBenchmark {
    private static final List<String> GOALS = List.of("speed", "balanced", "cost");
    private static final int SESSIONS = 200;
    private static final int AT_ONCE = 24;
    private static final int WARM_UP = 8; // sessions: a young process is slow
    private static final int WARM_UP_AT_ONCE = 4;

    private SessionBenchmark() {}

    /**
     * Measures and prints a table.
     *
     * @param arguments jars of the gateway; the system property {@code sessions} sets the number of sessions, {@code goals}
     *     the goals, separated by commas
     * @throws Exception if a gateway does not start
     */
    public static void main(String[] arguments) throws Exception {
        int sessions = Integer.getInteger("sessions", SESSIONS);
        String goals = System.getProperty("goals", String.join(",", GOALS));
        System.out.println(SessionFigures.HEAD);
        for (String goal : goals.split(",", -1)) {
            for (String jar : arguments) {
                System.out.println(run(Path.of(jar), goal, sessions).row(goal, jar));
            }
        }
    }

    private static SessionFigures run(Path jar, String goal, int sessions) throws Exception {
        Path configuration = Files.createTempFile("sessions", ".yml");
        try (ProviderFleet fleet = new ProviderFleet()) {
            Files.writeString(configuration, fleet.configuration());
            try (GatewayJar gateway = GatewayJar.start(jar, configuration)) {
                var unused = new SessionLoad(gateway.address(), goal, WARM_UP_AT_ONCE, 1).run(0, WARM_UP);
                return new SessionLoad(gateway.address(), goal, AT_ONCE, 1).run(WARM_UP, WARM_UP + sessions);
            }
        } finally {
            Files.delete(configuration);
        }
    }
}
