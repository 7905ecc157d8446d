package dev.pointsman.benchmarks;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Decisions;
import dev.pointsman.router.ModelRouter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A decision for calls of a thousand sessions in turn, and for calls without a session beside them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class SessionDecideBenchmark {
    private static final int SESSIONS = 1024; // a power of two
    private static final int APPLICATIONS = 8;
    private static final int TURNS = 4;

    /** The goal that decides. */
    @Param({"speed", "balanced", "cost"})
    public String goal;

    /** Number of candidates. */
    @Param("8")
    public int models;

    /** The calls: of a router that has no sessions, without one beside sessions, of new sessions, of known ones. */
    @Param({"none", "beside", "new", "known"})
    public String calls;

    private ModelRouter router;
    private RouteRequest[] requests;

    /** Builds the router, and serves some turns of each session. */
    @Setup
    public void build() {
        router = Routers.warm(models, goal);
        requests = new RouteRequest[SESSIONS];
        for (int i = 0; i < SESSIONS; i++) {
            for (int turn = 1; turn <= TURNS && !calls.equals("none"); turn++) {
                Usage usage = new Usage(tokens(i, turn), turn == 1 ? 0 : tokens(i, turn - 1), 200);
                router.route(turn(i, turn, "")).succeed(usage);
            }
            requests[i] = switch (calls) {
                case "none" -> RouteRequest.ANY;
                case "beside" ->
                    RouteRequest.builder().estimatedInputTokens(tokens(i, 1)).build();
                case "new" -> turn(i, 1, "new-");
                default -> turn(i, TURNS + 1, "");
            };
        }
    }

    ModelRouter router() {
        return router;
    }

    RouteRequest[] requests() {
        return requests;
    }

    private static RouteRequest turn(int session, int turn, String prefix) {
        return RouteRequest.builder()
                .session(prefix + "session-of-a-client-" + session)
                .turn(turn)
                .sharedPrefix(1 + session % APPLICATIONS, 3000)
                .estimatedInputTokens(tokens(session, turn))
                .build();
    }

    private static int tokens(int session, int turn) {
        return 4000 + (500 + session) * turn;
    }

    /** State of one thread. */
    @State(Scope.Thread)
    public static class One {
        private Decisions decisions;
        private int next;

        /**
         * Begins to decide.
         *
         * @param all the router
         */
        @Setup
        public void begin(SessionDecideBenchmark all) {
            decisions = new Decisions(all.router);
        }
    }

    /**
     * One decision.
     *
     * @param one the thread's own
     * @return the one it fell on
     */
    @Benchmark
    public int decide(One one) {
        return one.decisions.choose(requests[one.next++ & SESSIONS - 1]);
    }
}
