package dev.pointsman.benchmarks;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Decisions;
import dev.pointsman.router.ModelRouter;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Cost of a call on a shared machine: slices of it take turns with slices of one Failsafe breaker, by the thread's own
 * processor time, and the least of each counts.
 */
public final class Interleaved {
    private static final Usage USAGE = Usage.of(100, 50);
    private static final int SLICE = 1_000;
    private static final int WARM_UP = 15_000;
    private static final int SLICES = 10_000;

    private Interleaved() {}

    /**
     * Measures and prints nanoseconds.
     *
     * @param arguments {@code whole}, {@code busy}, {@code paced} or {@code decide}, and a goal; {@code whole speed} by
     *     default
     */
    public static void main(String[] arguments) {
        String what = arguments.length > 0 ? arguments[0] : "whole";
        String goal = arguments.length > 1 ? arguments[1] : "speed";
        IntConsumer ours = ours(what, goal);
        IntConsumer peer = executions(Failsafe.with(CircuitBreaker.ofDefaults()));
        double least = Double.POSITIVE_INFINITY;
        double leastOfPeer = Double.POSITIVE_INFINITY;
        for (int i = 0; i < WARM_UP + SLICES; i++) {
            double nanos = slice(ours);
            double nanosOfPeer = slice(peer);
            if (i >= WARM_UP) {
                least = Math.min(least, nanos);
                leastOfPeer = Math.min(leastOfPeer, nanosOfPeer);
            }
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%s %s: %.0f ns; Failsafe: %.0f ns; %.2f times",
                what,
                goal,
                least,
                leastOfPeer,
                least / leastOfPeer));
    }

    private static IntConsumer ours(String what, String goal) {
        return switch (what) {
            case "whole" -> calls(Routers.warm(8, goal));
            case "busy" -> overlapping(new OpenCalls(Routers.warm(8, goal)));
            case "paced" -> calls(Routers.warm(8, goal, Paced.clock()));
            case "decide" -> decisions(new Decisions(Routers.warm(8, goal)));
            default -> throw new IllegalArgumentException("what: " + what + " (expected: whole, busy, paced, decide)");
        };
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

    private static IntConsumer decisions(Decisions decisions) {
        return times -> {
            for (int i = 0; i < times; i++) {
                decisions.choose();
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

    private static double slice(IntConsumer operation) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        operation.accept(SLICE);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / (double) SLICE;
    }
}
