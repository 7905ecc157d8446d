package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.trace.CompletedCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Router whose attempts, waits and hedges come in the order of the test; counts the ends of attempts and calls. */
final class DriverFixture {
    final RouterFixture bench = RouterFixture.of("a", "b", "c");
    final List<ScriptedAnswer> answers = new ArrayList<>();
    final Map<Long, Integer> ends = new HashMap<>(); // by attempt
    final List<CompletedCall> calls = new ArrayList<>();
    final List<CompletableFuture<Void>> timers = new ArrayList<>();
    final ModelRouter router;

    DriverFixture(Pool pool) {
        bench.builder().scheduler(this::after).listener(new RouterListener() {
            @Override
            public ModelListener model(Model model, Operation operation) {
                return new Ends();
            }

            @Override
            public void completed(CompletedCall call) {
                calls.add(call);
            }
        });
        router = bench.router(pool);
    }

    private CompletableFuture<Void> after(long nanos) {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        timers.add(timer);
        return timer;
    }

    CallDriver<String, String> drive(RecordedSink sink) {
        return router.drive(RouteRequest.ANY, this::ask, sink);
    }

    private ScriptedAnswer ask(Attempt attempt) {
        ScriptedAnswer answer = new ScriptedAnswer(attempt);
        answers.add(answer);
        return answer;
    }

    /** Timers that are neither over nor cancelled. */
    List<CompletableFuture<Void>> waiting() {
        return timers.stream().filter(timer -> !timer.isDone()).toList();
    }

    int inFlight() {
        return RouterFixture.inFlight(router);
    }

    private final class Ends implements ModelListener {
        @Override
        public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
            ends.merge(attempt.id(), 1, Integer::sum);
        }

        @Override
        public void failed(Attempt attempt, long nanos, Failure failure) {
            ends.merge(attempt.id(), 1, Integer::sum);
        }

        @Override
        public void ignored(Attempt attempt, long nanos) {
            ends.merge(attempt.id(), 1, Integer::sum);
        }
    }
}
