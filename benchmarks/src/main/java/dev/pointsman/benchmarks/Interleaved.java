package dev.pointsman.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Decisions;
import dev.pointsman.router.ModelRouter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Cost of calls on a shared machine: slices of each take turns with slices of one Failsafe breaker, by the thread's own
 * processor time, and the least of each counts.
 */
public final class Interleaved {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Usage USAGE = Usage.of(100, 50);
    private static final int SLICE = 1_000;
    private static final int WARM_UP = 15_000;
    private static final int SLICES = Integer.getInteger("slices", 10_000);

    private final String name;
    private final IntConsumer operation;
    private double least = Double.POSITIVE_INFINITY;
    private double bytes = Double.POSITIVE_INFINITY;

    private Interleaved(String name, IntConsumer operation) {
        this.name = name;
        this.operation = operation;
    }

    /**
     * Measures and prints nanoseconds and bytes.
     *
     * @param arguments each one of {@code whole}, {@code busy}, {@code paced}, {@code call}, {@code decide}, {@code
     *     sessions} (decisions for known sessions), {@code beside} (decisions without a session beside such), {@code
     *     routed} and {@code mono} (a routed method), followed by a colon and a goal where it is not an application's;
     *     {@code whole:speed} by default
     */
    public static void main(String[] arguments) {
        List<Interleaved> all = new ArrayList<>();
        all.add(new Interleaved("Failsafe", executions(Failsafe.with(CircuitBreaker.ofDefaults()))));
        for (String argument : arguments.length > 0 ? arguments : new String[] {"whole:speed"}) {
            String[] parts = argument.split(":", 2);
            all.add(new Interleaved(argument, ours(parts[0], parts.length > 1 ? parts[1] : "speed")));
        }
        for (int i = 0; i < WARM_UP + SLICES; i++) {
            for (Interleaved one : all) {
                one.slice(i >= WARM_UP);
            }
        }
        for (Interleaved one : all) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-16s %5.0f ns %5.0f bytes %.2f times",
                    one.name,
                    one.least,
                    one.bytes,
                    one.least / all.get(0).least));
        }
    }

    private static IntConsumer ours(String what, String goal) {
        return switch (what) {
            case "whole" -> calls(Routers.warm(8, goal));
            case "busy" -> overlapping(new OpenCalls(Routers.warm(8, goal)));
            case "paced" -> calls(Routers.warm(8, goal, Paced.clock()));
            case "call" -> failingOver(Routers.warm(8, goal));
            case "decide" -> decisions(new Decisions(Routers.warm(8, goal)), new RouteRequest[] {RouteRequest.ANY});
            case "sessions" -> sessions(goal, "known");
            case "beside" -> sessions(goal, "beside");
            case "routed" -> {
                Answering bean = bean();
                yield times -> {
                    for (int i = 0; i < times; i++) {
                        bean.routed("question");
                    }
                };
            }
            case "mono" -> {
                Answering bean = bean();
                yield times -> {
                    for (int i = 0; i < times; i++) {
                        bean.routedMono("question").block();
                    }
                };
            }
            default ->
                throw new IllegalArgumentException("what: " + what
                        + " (expected: whole, busy, paced, call, decide, sessions, beside, routed, mono)");
        };
    }

    private static Answering bean() {
        return Applications.start("http://localhost:1", 8).getBean(Answering.class); // nothing is sent
    }

    private static IntConsumer sessions(String goal, String calls) {
        SessionDecideBenchmark benchmark = new SessionDecideBenchmark();
        benchmark.goal = goal;
        benchmark.models = 8;
        benchmark.calls = calls;
        benchmark.build();
        return decisions(new Decisions(benchmark.router()), benchmark.requests());
    }

    private static IntConsumer overlapping(OpenCalls calls) {
        return times -> {
            for (int i = 0; i < times; i++) {
                calls.step();
            }
        };
    }

    private static IntConsumer calls(ModelRouter router) {
        return times -> {
            for (int i = 0; i < times; i++) {
                router.route(RouteRequest.ANY).succeed(USAGE);
            }
        };
    }

    private static IntConsumer failingOver(ModelRouter router) {
        return times -> {
            for (int i = 0; i < times; i++) {
                router.call(RouteRequest.ANY, attempt -> "answer");
            }
        };
    }

    private static IntConsumer decisions(Decisions decisions, RouteRequest[] requests) {
        return times -> {
            for (int i = 0; i < times; i++) {
                decisions.choose(requests[i % requests.length]);
            }
        };
    }

    private static IntConsumer executions(FailsafeExecutor<Object> failsafe) {
        return times -> {
            for (int i = 0; i < times; i++) {
                failsafe.get(() -> "answer");
            }
        };
    }

    private void slice(boolean counts) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long before = THREADS.getCurrentThreadCpuTime();
        operation.accept(SLICE);
        long after = THREADS.getCurrentThreadCpuTime();
        if (counts) {
            least = Math.min(least, (after - before) / (double) SLICE);
            bytes = Math.min(bytes, (THREADS.getCurrentThreadAllocatedBytes() - allocated) / (double) SLICE);
        }
    }
}
