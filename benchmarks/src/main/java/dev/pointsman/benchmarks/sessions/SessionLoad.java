package dev.pointsman.benchmarks.sessions;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sessions at a gateway, several at once, each of whose calls begins a pause after the end of the one before. */
final class SessionLoad {
    private final ToolClient client;
    private final int atOnce;
    private final double hurry;

    /**
     * A load.
     *
     * @param gateway the address of the gateway
     * @param goal the goal of all calls
     * @param atOnce number of sessions at once
     * @param hurry how much shorter pauses are than those of a session
     */
    SessionLoad(URI gateway, String goal, int atOnce, double hurry) {
        this.client = new ToolClient(gateway, goal);
        this.atOnce = atOnce;
        this.hurry = hurry;
    }

    /** Runs the sessions of some numbers to their end and returns their figures. */
    SessionFigures run(int from, int to) throws InterruptedException, ExecutionException {
        ExecutorService agents = Executors.newFixedThreadPool(atOnce);
        SessionFigures figures = new SessionFigures();
        try {
            List<Future<SessionFigures>> running = new ArrayList<>();
            for (int i = from; i < to; i++) {
                int number = i;
                running.add(agents.submit(() -> run(new ToolSession(number), "session-" + number)));
            }
            for (Future<SessionFigures> one : running) {
                figures.add(one.get());
            }
        } finally {
            agents.shutdownNow();
        }
        return figures;
    }

    private SessionFigures run(ToolSession session, String id) throws InterruptedException {
        SessionFigures figures = new SessionFigures();
        String before = "";
        for (int turn = 0; turn < session.turns(); turn++) {
            try {
                ToolTurn answer = client.call(session, id);
                figures.add(answer, !before.isEmpty() && !before.equals(answer.model()));
                before = answer.model();
            } catch (IOException failed) {
                figures.failed();
            }
            Thread.sleep((long) (session.pause().toMillis() / hurry));
        }
        return figures;
    }
}
